/** The day that the register is looked at: a slider over the days on which it changed, or any day. */
import { format, says } from "../core/language";
import { go } from "../core/route";

const say = says({
  when: { zh: "查看日期", en: "As of" },
  now: { zh: "现在", en: "Now" },
  slider: { zh: "名册变更的日期", en: "Days on which the register changed" },
  day: { zh: "指定日期", en: "Any day" },
  before: { zh: "首次施行之前", en: "Before the first grids" },
  from: { zh: "自 {date} 起的网格", en: "The grids from {date}" },
  today: { zh: "现行网格", en: "The grids of today" },
});

/**
 * Stops of the slider: before the first change, after each but the last, and now, which is after the
 * last. `dates` are in order.
 */
export function DateSlider({ dates, at }: { dates: readonly string[]; at: string | null }) {
  const stop = at === null ? dates.length : dates.filter((date) => date <= isoOf(at)).length;
  const said =
    stop === dates.length
      ? say("today")
      : stop === 0
        ? say("before")
        : say("from", { date: format.time(dates[stop - 1]) });
  const goToStop = (next: number): void => {
    const moment =
      next === dates.length ? null : next === 0 ? justBefore(dates[0]) : dates[next - 1];
    go({ at: moment }, { replace: true });
  };
  return (
    <div class="date-slider" role="group" aria-label={say("when")}>
      {dates.length > 0 && (
        <input
          type="range"
          id="register-date"
          min={0}
          max={dates.length}
          step={1}
          value={stop}
          aria-label={say("slider")}
          aria-valuetext={said}
          onInput={(event) => goToStop(event.currentTarget.valueAsNumber)}
        />
      )}
      <p class="date-said" aria-live="polite">
        {said}
      </p>
      <label class="date-any">
        {say("day")}{" "}
        <input
          type="date"
          id="register-day"
          value={at === null ? "" : localDay(at)}
          onChange={(event) => {
            const day = event.currentTarget.value;
            // The whole of that day has passed.
            go({ at: day === "" ? null : new Date(`${day}T23:59:59.999`).toISOString() });
          }}
        />
      </label>
      {at !== null && (
        <button type="button" class="quiet" onClick={() => go({ at: null })}>
          {say("now")}
        </button>
      )}
    </div>
  );
}

function isoOf(at: string): string {
  const moment = new Date(at);
  return Number.isNaN(moment.getTime()) ? at : moment.toISOString();
}

function justBefore(date: string): string {
  return new Date(new Date(date).getTime() - 1).toISOString();
}

function localDay(at: string): string {
  const moment = new Date(at);
  const two = (value: number): string => String(value).padStart(2, "0");
  return `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
}
