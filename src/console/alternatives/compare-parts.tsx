/** The pieces of a comparison: what becomes of the households, of the ground, and of each grid. */
import type { Signal } from "@preact/signals";
import { useSignal } from "@preact/signals";
import { format, says } from "../core/language";
import { showAll } from "../map/camera";
import { theMap } from "../map/stage";
import type { ComparisonQuery } from "./compare.generated";

type Found = NonNullable<ComparisonQuery["comparePlans"]>;
type Households = Found["households"];
type Change = Found["groundChanges"][number];
type Match = Found["grids"][number];

const glideMs = 400;

const say = says({
  households: { zh: "户的去留", en: "Households" },
  staying: { zh: "同一网格", en: "in the same grid" },
  moved: { zh: "换到别的网格", en: "in another grid" },
  added: { zh: "新归入网格", en: "new in a grid" },
  dropped: { zh: "不再有网格", en: "in no grid any more" },
  inNone: { zh: "均无网格", en: "in no grid of either" },
  changes: { zh: "换了网格的地块", en: "Ground in another grid" },
  changesHint: {
    zh: "地图上紫色填充为换了网格的地块，虚线为比较对象的边界。点击一行放大到该处。",
    en: "On the map, purple ground is in another grid; dashed lines are the borders it is compared with. Choose a line to look there.",
  },
  noChanges: { zh: "没有：两者的划分完全相同。", en: "None: both divide alike." },
  none: { zh: "无", en: "none" },
  change: { zh: "{from} → {to}", en: "{from} → {to}" },
  size: { zh: "{n} 户", en: "{n} household|{n} households" },
  buildings: { zh: "{n} 栋", en: "{n} building|{n} buildings" },
  grids: { zh: "逐个网格", en: "Grid by grid" },
  grid: { zh: "网格", en: "Grid" },
  plan: { zh: "本方案", en: "This plan" },
  other: { zh: "另一方案", en: "The other" },
  register: { zh: "在用网格", en: "In force" },
  common: { zh: "共同户数", en: "In both" },
  onlyChanged: { zh: "只列有变动的", en: "Only those that differ" },
  same: { zh: "相同", en: "same" },
  cell: { zh: "{label}（{n} 户）", en: "{label} ({n})" },
  allSame: { zh: "所有网格都相同。", en: "All grids are the same." },
});

const fates = ["staying", "moved", "added", "dropped", "inNone"] as const;

export function HouseholdsBar({ households }: { households: Households }) {
  const shown = fates.filter((fate) => households[fate] > 0);
  return (
    <section class="fates" aria-label={say("households")}>
      <div class="fate-bar" aria-hidden="true">
        {shown.map((fate) => (
          <span key={fate} class={`fate fate-${fate}`} style={{ flexGrow: households[fate] }} />
        ))}
      </div>
      <ul>
        {shown.map((fate) => (
          <li key={fate} data-fate={fate}>
            <span class={`fate-sample fate-${fate}`} aria-hidden="true" />
            {say("size", { n: households[fate] })}{" "}
            <span class="muted">
              {say(fate)} · {format.tenths(households[fate] / (households.total || 1))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function GroundChanges(props: {
  changes: readonly Change[];
  chosen: Signal<number | null>;
}) {
  const { changes, chosen } = props;
  const look = (index: number): void => {
    const isOpen = chosen.value === index;
    chosen.value = isOpen ? null : index;
    const map = theMap.value;
    if (!isOpen && map !== null) showAll(map, [changes[index].geometry], glideMs);
  };
  return (
    <section aria-labelledby="ground-changes-title">
      <h3 id="ground-changes-title">
        {say("changes")} <span class="count">{changes.length}</span>
      </h3>
      {changes.length === 0 ? (
        <p class="muted">{say("noChanges")}</p>
      ) : (
        <>
          <p class="muted fine">{say("changesHint")}</p>
          <ul class="ground-changes" id="ground-changes">
            {changes.map(({ from, to, households, buildings, areaM2 }, index) => (
              <li key={index}>
                <button
                  type="button"
                  aria-pressed={chosen.value === index}
                  data-change={`${from?.label ?? ""}-${to?.label ?? ""}`}
                  onClick={() => look(index)}
                >
                  <span class="code">
                    {say("change", {
                      from: from?.label ?? say("none"),
                      to: to?.label ?? say("none"),
                    })}
                  </span>
                  <span>{say("size", { n: households })}</span>
                  <span class="muted">
                    {say("buildings", { n: buildings })} · {format.area(areaM2)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

export function GridMatches(props: { matches: readonly Match[]; isRegister: boolean }) {
  const { matches, isRegister } = props;
  const all = useSignal(false);
  const shown = all.value ? matches : matches.filter(({ isSame }) => !isSame);
  return (
    <section aria-labelledby="grid-matches-title">
      <h3 id="grid-matches-title">{say("grids")}</h3>
      <label class="check">
        <input
          type="checkbox"
          checked={!all.value}
          onChange={(event) => {
            all.value = !event.currentTarget.checked;
          }}
        />
        {say("onlyChanged")}
      </label>
      {shown.length === 0 ? (
        <p class="muted">{say("allSame")}</p>
      ) : (
        <table class="figure-table" id="grid-matches">
          <thead>
            <tr>
              <th scope="col">{say("plan")}</th>
              <th scope="col">{say(isRegister ? "register" : "other")}</th>
              <th scope="col">{say("common")}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((match) => (
              <tr key={`${match.plan?.label ?? ""}/${match.against?.label ?? ""}`}>
                <td>{cell(match.plan, match.planHouseholds)}</td>
                <td>{cell(match.against, match.againstHouseholds)}</td>
                <td>{match.isSame ? say("same") : format.number(match.commonHouseholds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function cell(grid: Match["plan"], households: number): string {
  if (grid === null) return say("none");
  const label = grid.name === null ? grid.label : `${grid.label} ${grid.name}`;
  return say("cell", { label, n: households });
}
