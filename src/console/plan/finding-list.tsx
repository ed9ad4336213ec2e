/** What was found about the plan, the gravest first; each leads to its place on the map. */
import { useSignal } from "@preact/signals";
import { says } from "../core/language";
import { go } from "../core/route";
import { FindingTold } from "../grid/grid-facts";
import { byGravity, countsOf, type Severity } from "../grid/severity";
import type { Ground } from "../ground/ground";
import { Note } from "../ui/note";
import { walkRows } from "./grid-list";
import type { Finding, Plan } from "./shown";
import { showPlace } from "./show-place";

const say = says({
  none: { zh: "无核查问题", en: "No findings" },
  noneHint: { zh: "各项规则均已满足。", en: "Every rule is met." },
  grid: { zh: "网格 {label}", en: "Grid {label}" },
  wholePlan: { zh: "整个方案", en: "Whole plan" },
  showOnMap: { zh: "在地图上显示", en: "Show on the map" },
  filter: { zh: "只看", en: "Only" },
  list: { zh: "核查问题，上下方向键移动", en: "Findings; arrow keys move along the list" },
});

export function FindingList({ plan, ground }: { plan: Plan; ground: Ground | null }) {
  const only = useSignal<Severity | null>(null);
  const { findings } = plan;
  if (findings.length === 0) {
    return (
      <div id="findings">
        <Note title={say("none")}>
          <p>{say("noneHint")}</p>
        </Note>
      </div>
    );
  }
  const counts = countsOf(findings);
  const shown = findings.filter(({ severity }) => (only.value ?? severity) === severity);
  return (
    <div id="findings">
      {counts.length > 1 && (
        <p class="list-head" role="group" aria-label={say("filter")}>
          {counts.map(({ severity, text }) => (
            <button
              key={severity}
              type="button"
              class="quiet"
              data-severity={severity}
              aria-pressed={only.value === severity}
              onClick={() => {
                only.value = only.value === severity ? null : severity;
              }}
            >
              {text}
            </button>
          ))}
        </p>
      )}
      <ul class="rows" aria-label={say("list")} onKeyDown={walkRows}>
        {byGravity(shown).map((finding) => (
          <li key={finding.key}>
            <button
              type="button"
              class="row finding-row"
              data-finding={finding.key}
              data-code={finding.code}
              title={say("showOnMap")}
              onClick={() => open(plan, ground, finding)}
            >
              <FindingTold finding={finding} about={aboutOf(finding)} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What a finding is about, in words. */
export function aboutOf({ gridLabel }: Pick<Finding, "gridLabel">): string {
  return gridLabel === null ? say("wholePlan") : say("grid", { label: gridLabel });
}

/** Looks at its grid, or at the buildings concerned where it is about no single one. */
function open(plan: Plan, ground: Ground | null, finding: Finding): void {
  const grid = plan.grids.find(({ label }) => label === finding.gridLabel);
  if (grid !== undefined) go({ grid: grid.label }, { replace: true });
  const concerned = new Set(finding.buildingIds);
  const buildings = (ground?.buildings ?? [])
    .filter(({ id }) => concerned.has(id))
    .map(({ polygon }) => polygon);
  const around = grid !== undefined ? [grid.polygon] : buildings;
  showPlace(
    { place: finding.place ?? null, buildings },
    around.length > 0 ? around : [plan.community.polygon],
  );
}
