/** One decision, confirmed in words: what it does, what has to be said with it, and who is next. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { planTitle } from "../alternatives/plan-words";
import { faultText } from "../core/fault";
import { both, format, says } from "../core/language";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { decide, type DecisionKind, type DecisionName, type PlanToDecide } from "./decisions";
import { consequenceWords, decisionWords, doneWords } from "./decision-words";
import { useKeptText } from "./kept-text";
import { ReasonFields } from "./reason-fields";
import { readReasons, reasonsOf, writeReasons } from "./written-reasons";
import { WhenFields, momentOf, type Moments } from "./when-fields";

const say = says({
  about: {
    zh: "{community} · {plan}（第 {version} 版）",
    en: "{community} · {plan} (version {version})",
  },
  comment: { zh: "意见（可不填）", en: "Comment (may be left out)" },
  why: { zh: "理由", en: "Why" },
  number: { zh: "备案编号", en: "Filing number" },
  cancel: { zh: "取消", en: "Cancel" },
  sending: { zh: "正在办理…", en: "One moment…" },
  errors: {
    zh: "方案还有 {n} 项错误，须先改正：",
    en: "The plan has {n} error, which has to be mended first:|The plan has {n} errors, which have to be mended first:",
  },
  hasChanged: {
    zh: "您打开此表单之后，方案已有变化。请先查看现状。",
    en: "The plan has changed since you opened this form. Look at it as it is now.",
  },
  seen: { zh: "已看过现状，继续办理", en: "I have seen it: go on" },
  scheduled: {
    zh: "已定于 {time} 施行；再次公布会替换这个时间。",
    en: "It is to be in force from {time}; this replaces that.",
  },
});

export function DecisionForm(props: {
  kind: DecisionKind;
  plan: PlanToDecide;
  onDone: () => void;
  onCancel: () => void;
}) {
  const { kind, plan, onDone, onCancel } = props;
  const { name, needsComment } = kind;
  const form = useRef<HTMLFormElement>(null);
  const task = useTask();
  const version = useSignal(plan.version);
  const comment = useKeptText(`${plan.id}.${name}.comment`);
  const number = useKeptText(`${plan.id}.${name}.number`, plan.filingNumber ?? "");
  const isSubmission = name === "submit";
  const warnings = isSubmission ? plan.findings.filter(isWarning) : [];
  const errors = isSubmission ? plan.findings.filter(isError) : [];
  const reasons = useKeptText(`${plan.id}.${name}.reasons`, writeReasons(reasonsBefore(warnings)));
  const written = readReasons(reasons.text);
  const when = useSignal<Moments>({ from: null, to: weekFromNow() });
  const hasChanged = plan.version !== version.value;

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("textarea, input, button[type=submit]")?.focus();
  }, [name]);

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isDone = await task.run(() =>
      decide(name, plan.id, {
        version: version.value,
        comment: comment.text.trim() || null,
        reasons: reasonsOf(warnings, written),
        from: momentOf(when.value.from),
        to: momentOf(when.value.to) ?? "",
        filingNumber: number.text.trim(),
      }),
    );
    if (!isDone) return;
    for (const text of [comment, number, reasons]) text.forget();
    announce(doneWords(name === "putInForce" && when.value.from !== null ? "schedule" : name));
    onDone();
  };

  return (
    <form
      ref={form}
      class="decision"
      data-form={name}
      aria-label={decisionWords(name)}
      onSubmit={(event) => void send(event)}
      onKeyDown={(event) => {
        if (event.key === "Escape") onCancel();
      }}
    >
      <h3>{decisionWords(name)}</h3>
      <p class="about">
        {say("about", {
          community: plan.community.name,
          plan: planTitle(plan),
          version: version.value,
        })}
      </p>
      <p class="consequence">{consequenceWords(name)}</p>
      {name === "putInForce" && plan.effectiveFrom !== null && (
        <p class="muted">{say("scheduled", { time: format.time(plan.effectiveFrom) })}</p>
      )}
      {errors.length > 0 && (
        <div class="blocking" role="alert">
          <p>{say("errors", { n: errors.length })}</p>
          <ul>
            {errors.map(({ key, message }) => (
              <li key={key}>{both(message)}</li>
            ))}
          </ul>
        </div>
      )}
      {warnings.length > 0 && (
        <ReasonFields
          warnings={warnings}
          written={written}
          onWrite={(next) => reasons.write(writeReasons(next))}
        />
      )}
      {name === "file" && (
        <label>
          {say("number")}
          <input
            type="text"
            id="filing-number"
            required
            maxLength={100}
            value={number.text}
            onInput={(event) => number.write(event.currentTarget.value)}
          />
        </label>
      )}
      {(name === "putInForce" || name === "giveNotice") && (
        <WhenFields
          what={name}
          moments={when.value}
          onChoose={(next) => {
            when.value = next;
          }}
        />
      )}
      <label>
        {say(needsComment ? "why" : "comment")}
        <textarea
          class="decision-comment"
          rows={needsComment ? 3 : 2}
          maxLength={4000}
          required={needsComment}
          value={comment.text}
          onInput={(event) => comment.write(event.currentTarget.value)}
        />
      </label>
      {hasChanged && (
        <div class="blocking" role="alert">
          <p>{say("hasChanged")}</p>
          <button
            type="button"
            class="quiet"
            onClick={() => {
              version.value = plan.version;
            }}
          >
            {say("seen")}
          </button>
        </div>
      )}
      <div class="outcome" role="alert">
        {task.fault !== null && <p>{faultText(task.fault)}</p>}
      </div>
      <div class="form-ends">
        <button
          type="submit"
          class={endsIt.has(name) ? "primary ends" : "primary"}
          disabled={task.isBusy || hasChanged || errors.length > 0}
        >
          {task.isBusy ? say("sending") : decisionWords(name)}
        </button>
        <button type="button" class="quiet" onClick={onCancel}>
          {say("cancel")}
        </button>
      </div>
    </form>
  );
}

/** After these nothing more happens to a plan. */
const endsIt: ReadonlySet<DecisionName> = new Set(["reject", "withdraw"]);

function isWarning({ severity }: { severity: string }): boolean {
  return severity === "WARNING";
}

function isError({ severity }: { severity: string }): boolean {
  return severity === "ERROR";
}

/** Reasons of an earlier submission hold for the same warnings. */
function reasonsBefore(warnings: readonly { key: string; deviationReason: string | null }[]): {
  common: string;
  own: Record<string, string>;
} {
  const told = warnings.flatMap(({ key, deviationReason }) =>
    deviationReason === null ? [] : [[key, deviationReason] as const],
  );
  return { common: "", own: Object.fromEntries(told) };
}

const noticeDays = 7;

function weekFromNow(): string {
  const then = new Date(Date.now() + noticeDays * 24 * 3_600_000);
  const shifted = new Date(then.getTime() - then.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
