/** A reason for each warning: one for all, and one of its own wherever that does not hold. */
import { both, says } from "../core/language";
import type { Finding } from "./decisions";
import type { WrittenReasons } from "./written-reasons";

const say = says({
  title: { zh: "偏离规则的理由", en: "Why the plan deviates" },
  lead: {
    zh: "方案有 {n} 项提醒，每项都要写明理由。",
    en: "The plan has {n} warning: it needs a reason.|The plan has {n} warnings: each needs a reason.",
  },
  common: {
    zh: "共同理由（适用于下面未单独填写的各项）",
    en: "A reason for all that have none of their own below",
  },
  own: { zh: "本项的理由", en: "A reason for this one" },
  asAbove: { zh: "同上", en: "As above" },
});

export function ReasonFields(props: {
  warnings: readonly Finding[];
  written: WrittenReasons;
  onWrite: (written: WrittenReasons) => void;
}) {
  const { warnings, written, onWrite } = props;
  const hasCommon = warnings.length > 1;
  return (
    <fieldset class="reasons">
      <legend>{say("title")}</legend>
      <p class="muted">{say("lead", { n: warnings.length })}</p>
      {hasCommon && (
        <label>
          {say("common")}
          <textarea
            id="common-reason"
            rows={2}
            maxLength={4000}
            value={written.common}
            onInput={(event) => onWrite({ ...written, common: event.currentTarget.value })}
          />
        </label>
      )}
      {warnings.map(({ key, message }) => (
        <label key={key} data-reason={key}>
          <span class="reason-for">{both(message)}</span>
          <span class="visually-hidden">{say("own")}</span>
          <textarea
            rows={1}
            maxLength={4000}
            required={written.common.trim() === ""}
            placeholder={hasCommon && written.common.trim() !== "" ? say("asAbove") : say("own")}
            value={written.own[key] ?? ""}
            onInput={(event) =>
              onWrite({ ...written, own: { ...written.own, [key]: event.currentTarget.value } })
            }
          />
        </label>
      ))}
    </fieldset>
  );
}
