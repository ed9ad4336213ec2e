/** Now, or on a date. */
import { says } from "../core/language";

const say = says({
  now: { zh: "即刻施行", en: "Now" },
  later: { zh: "定期施行", en: "On a date" },
  when: { zh: "何时施行", en: "From when" },
  date: { zh: "施行时间", en: "In force from" },
  noticeFrom: { zh: "公示开始（不填即刻开始）", en: "Notice begins (left out: now)" },
  noticeTo: { zh: "公示结束", en: "Notice ends" },
});

/** Moments as the browser's date fields write them, in the user's time. */
export interface Moments {
  /** null: now. */
  readonly from: string | null;
  readonly to: string;
}

/** As the server takes it; null where nothing, or no date, is written. */
export function momentOf(local: string | null): string | null {
  if (local === null || local === "") return null;
  const date = new Date(local);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}

export function WhenFields(props: {
  what: "putInForce" | "giveNotice";
  moments: Moments;
  onChoose: (moments: Moments) => void;
}) {
  const { what, moments, onChoose } = props;
  if (what === "giveNotice") {
    return (
      <div class="when">
        <label>
          {say("noticeFrom")}
          <input
            type="datetime-local"
            id="notice-from"
            value={moments.from ?? ""}
            onInput={(event) => onChoose({ ...moments, from: event.currentTarget.value || null })}
          />
        </label>
        <label>
          {say("noticeTo")}
          <input
            type="datetime-local"
            id="notice-to"
            required
            value={moments.to}
            onInput={(event) => onChoose({ ...moments, to: event.currentTarget.value })}
          />
        </label>
      </div>
    );
  }
  const isLater = moments.from !== null;
  return (
    <fieldset class="when">
      <legend>{say("when")}</legend>
      <label class="choice">
        <input
          type="radio"
          name="when"
          id="when-now"
          checked={!isLater}
          onChange={() => onChoose({ ...moments, from: null })}
        />
        {say("now")}
      </label>
      <label class="choice">
        <input
          type="radio"
          name="when"
          id="when-later"
          checked={isLater}
          onChange={() => onChoose({ ...moments, from: "" })}
        />
        {say("later")}
      </label>
      {isLater && (
        <label>
          {say("date")}
          <input
            type="datetime-local"
            id="effective-from"
            required
            value={moments.from ?? ""}
            onInput={(event) => onChoose({ ...moments, from: event.currentTarget.value })}
          />
        </label>
      )}
    </fieldset>
  );
}
