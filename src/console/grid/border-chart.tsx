/** What a grid's border follows: one bar cut into parts, and the same in words. */
import { format, says } from "../core/language";
import { barrierColours } from "../map/palette";

export interface BorderFollowed {
  readonly boundaryM: number;
  readonly roadM: number;
  readonly riverM: number;
  readonly railwayM: number;
  readonly wallM: number;
  readonly groundM: number;
  readonly names: readonly string[];
}

type Part = "boundaryM" | "roadM" | "riverM" | "railwayM" | "wallM" | "groundM";

const say = says({
  boundaryM: { zh: "社区边界", en: "Boundary" },
  roadM: { zh: "道路", en: "Roads" },
  riverM: { zh: "河流", en: "Rivers" },
  railwayM: { zh: "铁路", en: "Railways" },
  wallM: { zh: "围墙", en: "Walls" },
  groundM: { zh: "空地", en: "Open ground" },
  names: { zh: "沿线：{names}", en: "Namely: {names}" },
});

/** A road is drawn white on the map, which would not show on paper. */
const colours: Readonly<Record<Part, string>> = {
  boundaryM: "#1c2b3a",
  roadM: "#b9a988",
  riverM: barrierColours.RIVER,
  railwayM: barrierColours.RAILWAY,
  wallM: barrierColours.WALL,
  groundM: "#e3a008",
};
const parts: readonly Part[] = ["boundaryM", "roadM", "riverM", "railwayM", "wallM", "groundM"];

export function BorderChart({ border }: { border: BorderFollowed }) {
  const there = parts.filter((part) => Math.round(border[part]) > 0);
  return (
    <div class="border-chart">
      <div class="border-bar" aria-hidden="true">
        {there.map((part) => (
          <span key={part} style={{ flexGrow: border[part], background: colours[part] }} />
        ))}
      </div>
      <ul class="border-parts">
        {there.map((part) => (
          <li key={part}>
            <span class="swatch solid" style={{ "--colour": colours[part] }} aria-hidden="true" />
            <span>{say(part)}</span>
            <span class="figure-right">{format.length(border[part])}</span>
          </li>
        ))}
      </ul>
      {border.names.length > 0 && (
        <p class="muted fine">{say("names", { names: format.list(border.names) })}</p>
      )}
    </div>
  );
}
