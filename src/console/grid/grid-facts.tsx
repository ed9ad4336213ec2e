/** Everything about one grid, and why it is as it is: for a plan's grid and for one in force alike. */
import type { ComponentChildren } from "preact";
import { both, format, says, type Said } from "../core/language";
import { statusSigns } from "../map/grid-status";
import { BorderChart, type BorderFollowed } from "./border-chart";
import { byGravity, SeverityMark, type Severity } from "./severity";
import "./grid.css";

export interface GridFinding {
  readonly key?: string;
  readonly rule: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: Said;
  readonly deviationReason?: string | null;
}

/** What is told of a grid; what is null or left out is not. */
export interface GridTold {
  readonly kind: "STANDARD" | "MICRO";
  readonly reduced: boolean;
  readonly reducedNote?: string | null;
  readonly band: { readonly min: number; readonly max: number } | null;
  readonly households: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  readonly residents: number;
  readonly buildingCount: number;
  readonly deviation: number;
  readonly areaM2: number;
  readonly perimeterM: number;
  readonly compactness?: number;
  readonly estates: readonly string[];
  readonly reason: Said;
  readonly limits: { readonly sentence: Said } | null;
  readonly border: BorderFollowed;
  readonly findings: readonly GridFinding[];
}

const say = says({
  kind: { zh: "类型", en: "Kind" },
  STANDARD: { zh: "网格", en: "Standard" },
  REDUCED: { zh: "网格（小规模）", en: "Standard, reduced" },
  MICRO: { zh: "专属网格", en: "Micro-grid" },
  band: { zh: "户数范围", en: "Band" },
  bandOf: { zh: "{min}–{max} 户", en: "{min}–{max} households" },
  bandNone: { zh: "无：不受户数限制", en: "none: household limits do not apply" },
  households: { zh: "户数", en: "Households" },
  tooFew: { zh: "少 {n} 户", en: "{n} household too few|{n} households too few" },
  tooMany: { zh: "多 {n} 户", en: "{n} household too many|{n} households too many" },
  old: { zh: "其中老旧小区", en: "– in old estates" },
  special: { zh: "其中特殊人群", en: "– special populations" },
  residents: { zh: "人口", en: "Residents" },
  buildings: { zh: "楼栋", en: "Buildings" },
  area: { zh: "面积", en: "Area" },
  outline: { zh: "周长", en: "Outline" },
  compactness: { zh: "紧凑度", en: "Compactness" },
  estates: { zh: "小区", en: "Estates" },
  why: { zh: "理由", en: "Why" },
  note: { zh: "规划员说明", en: "The planner's note" },
  findings: { zh: "核查问题", en: "Findings" },
  limits: { zh: "四至", en: "Limits" },
  borderFollows: { zh: "边界走向", en: "The border follows" },
  deviation: { zh: "偏离理由：{reason}", en: "Reason given: {reason}" },
});

/** The parts of a grid's card below its head, in the order in which they are read. */
export function GridFacts({ grid }: { grid: GridTold }) {
  return (
    <>
      <GridReason grid={grid} />
      <GridFindings grid={grid} />
      <GridFigures grid={grid} />
      <GridLimits grid={grid} />
      <h4>{say("borderFollows")}</h4>
      <BorderChart border={grid.border} />
    </>
  );
}

/** Why the band applies, or why it is a micro-grid. */
export function GridReason({ grid }: { grid: Pick<GridTold, "reason" | "reducedNote"> }) {
  return (
    <div class="card-why">
      <h4>{say("why")}</h4>
      <p id="reason">{both(grid.reason)}</p>
      {grid.reducedNote != null && (
        <>
          <h4>{say("note")}</h4>
          <p>{grid.reducedNote}</p>
        </>
      )}
    </div>
  );
}

/** A finding that only repeats the grid's reason, as of a micro-grid, is not told twice. */
export function GridFindings({ grid }: { grid: Pick<GridTold, "reason" | "findings"> }) {
  const findings = grid.findings.filter(({ message }) => both(message) !== both(grid.reason));
  if (findings.length === 0) return null;
  return (
    <>
      <h4>{say("findings")}</h4>
      <ul class="findings-told">
        {byGravity(findings).map((finding) => (
          <li key={finding.key ?? `${finding.code} ${finding.message.en}`}>
            <FindingTold finding={finding} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** One finding: its mark, its sentence, its rule, and the reason that was given for it. */
export function FindingTold({ finding, about }: { finding: GridFinding; about?: string }) {
  const { severity, message, rule, code, deviationReason } = finding;
  return (
    <span class="finding-told">
      <SeverityMark severity={severity} />
      <span class="finding-words">
        {about !== undefined && <span class="finding-about">{about}</span>}
        <span>{both(message)}</span>
        {deviationReason != null && (
          <span class="finding-reason">{say("deviation", { reason: deviationReason })}</span>
        )}
        <span class="finding-rule code">{`${rule} · ${code}`}</span>
      </span>
    </span>
  );
}

/** The figures of a grid. */
export function GridFigures({ grid }: { grid: GridTold }) {
  return (
    <dl class="facts">
      <Fact name={say("kind")}>
        {say(grid.kind === "STANDARD" && grid.reduced ? "REDUCED" : grid.kind)}
      </Fact>
      <Fact name={say("band")}>{bandText(grid.band)}</Fact>
      <Fact name={say("households")}>
        {format.number(grid.households)}
        <Deviation deviation={grid.deviation} />
      </Fact>
      {grid.oldHouseholds > 0 && <Fact name={say("old")}>{format.number(grid.oldHouseholds)}</Fact>}
      {grid.specialHouseholds > 0 && (
        <Fact name={say("special")}>{format.number(grid.specialHouseholds)}</Fact>
      )}
      <Fact name={say("residents")}>{format.number(grid.residents)}</Fact>
      <Fact name={say("buildings")}>{format.number(grid.buildingCount)}</Fact>
      <Fact name={say("area")}>{format.area(grid.areaM2)}</Fact>
      <Fact name={say("outline")}>{format.length(grid.perimeterM)}</Fact>
      {grid.compactness !== undefined && (
        <Fact name={say("compactness")}>{format.percent(grid.compactness)}</Fact>
      )}
      {grid.estates.length > 0 && <Fact name={say("estates")}>{format.list(grid.estates)}</Fact>}
    </dl>
  );
}

/** The four limits in one sentence; nothing where they were never told. */
export function GridLimits({ grid }: { grid: Pick<GridTold, "limits"> }) {
  if (grid.limits === null) return null;
  return (
    <>
      <h4>{say("limits")}</h4>
      <p id="limits">{both(grid.limits.sentence)}</p>
    </>
  );
}

/** A band in words. */
export function bandText(band: GridTold["band"]): string {
  return band === null ? say("bandNone") : say("bandOf", { min: band.min, max: band.max });
}

/** How far a number of households is out of its band, in words; nothing inside it. */
export function Deviation({ deviation }: { deviation: number }) {
  if (deviation === 0) return null;
  const n = Math.abs(deviation);
  return (
    <span class="aside">
      {deviation < 0
        ? `${statusSigns.below} ${say("tooFew", { n })}`
        : `${statusSigns.above} ${say("tooMany", { n })}`}
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
