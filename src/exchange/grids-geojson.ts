import type { Alternative, Finding, Grid } from "../engine";

/** A plan of one community of a data set. */
export interface PlannedCommunity extends Alternative {
  readonly id: string;
  readonly name: string;
}

/** What one plan adds to the file. */
export interface PlanTexts {
  /** The features of its grids, a line each; empty where it has none. */
  readonly grids: string;
  /** What concerns the whole plan, in one line. */
  readonly plan: string;
}

export function planTexts({ id, name, plan, bestFor, difference }: PlannedCommunity): PlanTexts {
  const features = plan.grids.map((grid) => ({
    type: "Feature",
    properties: gridProperties(id, name, grid),
    geometry: grid.polygon,
  }));
  return {
    grids: features.map((feature) => JSON.stringify(feature)).join(",\n"),
    plan: JSON.stringify({
      communityId: id,
      communityName: name,
      bestFor,
      difference,
      metrics: plan.metrics,
      certificate: plan.certificate,
      regridding: plan.regridding,
      findings: plan.findings.filter(({ gridLabel }) => gridLabel === null).map(findingProperties),
      provenance: plan.provenance,
    }),
  };
}

/**
 * Plans as one GeoJSON text, piece by piece: a feature a grid and a line a feature. Coordinates are
 * written as the engine gave them: grids share their border points, and rounding could make two of
 * them differ. What concerns whole plans stands in the foreign member `plans`. The texts of the
 * plans are asked for twice, so that nobody has to hold those of all plans at once.
 */
export async function* gridsGeoJson(
  texts: () => AsyncIterable<PlanTexts>,
): AsyncGenerator<string, void> {
  yield '{"type":"FeatureCollection","features":';
  yield* listOf(texts(), ({ grids }) => grids);
  yield ',"plans":';
  yield* listOf(texts(), ({ plan }) => plan);
  yield "}\n";
}

async function* listOf(
  texts: AsyncIterable<PlanTexts>,
  linesOf: (texts: PlanTexts) => string,
): AsyncGenerator<string, void> {
  let before = "[\n";
  for await (const one of texts) {
    const lines = linesOf(one);
    if (lines === "") continue;
    yield before + lines;
    before = ",\n";
  }
  yield before === ",\n" ? "\n]" : "[]";
}

function gridProperties(communityId: string, communityName: string, grid: Grid): object {
  return {
    communityId,
    communityName,
    code: grid.code,
    label: grid.label,
    kind: grid.kind,
    reduced: grid.reduced,
    reducedReason: grid.reducedReason,
    band: grid.band,
    households: grid.households,
    residents: grid.residents,
    buildingIds: grid.buildingIds,
    estates: grid.estates,
    reason: grid.reason.en,
    reasonZh: grid.reason.zh,
    limits: grid.limits.sentence,
    findings: grid.findings.map(findingProperties),
    areaM2: rounded(grid.areaM2, 2),
    compactness: rounded(grid.compactness, 4),
  };
}

/** English under the plain name: the file is the same whatever language the terminal speaks. */
function findingProperties({ rule, code, severity, message, buildingIds }: Finding): object {
  return { rule, code, severity, message: message.en, messageZh: message.zh, buildingIds };
}

function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
