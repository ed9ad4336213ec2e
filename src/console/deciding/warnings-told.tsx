/** The errors and warnings of a plan with the reasons that were written; a click shows the place. */
import type { Geometry } from "geojson";
import { both, says } from "../core/language";
import { go } from "../core/route";
import { showAll } from "../map/camera";
import { theMap } from "../map/stage";
import type { Finding, PlanToDecide } from "./decisions";

const say = says({
  title: { zh: "核查问题与理由", en: "Findings and reasons" },
  none: { zh: "没有错误，也没有提醒。", en: "There are neither errors nor warnings." },
  ERROR: { zh: "错误", en: "Error" },
  WARNING: { zh: "提醒", en: "Warning" },
  INFO: { zh: "说明", en: "Info" },
  wholePlan: { zh: "整个方案", en: "The whole plan" },
  grid: { zh: "网格 {label}", en: "Grid {label}" },
  reason: { zh: "理由：", en: "Reason: " },
  noReason: { zh: "尚未写明理由", en: "No reason is given yet" },
  show: { zh: "在地图上显示", en: "Show on the map" },
});

const marks = { ERROR: "✕", WARNING: "!", INFO: "i" } as const;
const glideMs = 400;

export function WarningsTold({ plan }: { plan: PlanToDecide }) {
  const told = plan.findings
    .filter(({ severity }) => severity !== "INFO")
    .toSorted((a, b) => gravity(a) - gravity(b));
  return (
    <details class="fold" id="reasons" open={told.length > 0 && told.length <= 6}>
      <summary>
        <h3>{say("title")}</h3>
        <span class="count">{told.length}</span>
      </summary>
      {told.length === 0 ? (
        <p class="muted">{say("none")}</p>
      ) : (
        <ul class="told">
          {told.map((finding) => (
            <Told key={finding.key} finding={finding} isDraft={plan.state === "DRAFT"} />
          ))}
        </ul>
      )}
    </details>
  );
}

function Told({ finding, isDraft }: { finding: Finding; isDraft: boolean }) {
  const { key, severity, gridLabel, message, deviationReason, place } = finding;
  const canShow = gridLabel !== null || place !== null;
  return (
    <li data-finding={key}>
      <p>
        <span class={`mark mark-${severity}`} title={say(severity)} aria-hidden="true">
          {marks[severity]}
        </span>
        <span class="visually-hidden">{say(severity)} </span>
        {canShow ? (
          <button
            type="button"
            class="link"
            title={say("show")}
            onClick={() => show(gridLabel, place)}
          >
            {gridLabel === null ? say("wholePlan") : say("grid", { label: gridLabel })}
          </button>
        ) : (
          <span class="muted">{say("wholePlan")}</span>
        )}{" "}
        {both(message)}
      </p>
      {deviationReason !== null ? (
        <p class="said">
          <span class="muted">{say("reason")}</span>
          {deviationReason}
        </p>
      ) : (
        severity === "WARNING" && !isDraft && <p class="muted">{say("noReason")}</p>
      )}
    </li>
  );
}

function show(gridLabel: string | null, place: Geometry | null): void {
  const map = theMap.value;
  if (place !== null && map !== null) showAll(map, [place], glideMs);
  if (gridLabel !== null) go({ grid: gridLabel }, { replace: true });
}

function gravity({ severity }: Finding): number {
  return severity === "ERROR" ? 0 : 1;
}
