import type { Finding, Grid, Plan } from "../engine";

/** A plan of one community of a data set, or why there is none. */
export interface PlannedCommunity {
  readonly id: string;
  readonly name: string;
  readonly plan: Plan;
}

/**
 * Plans as one GeoJSON text, a feature a grid and a line a feature. Coordinates are written as the
 * engine gave them: grids share their border points, and rounding could make two of them differ.
 * What concerns whole plans stands in the foreign member `plans`.
 */
export function gridsGeoJson(planned: readonly PlannedCommunity[]): string {
  const features = planned.flatMap(({ id, name, plan }) =>
    plan.grids.map((grid) => ({
      type: "Feature",
      properties: gridProperties(id, name, grid),
      geometry: grid.polygon,
    })),
  );
  const plans = planned.map(({ id, name, plan }) => ({
    communityId: id,
    communityName: name,
    metrics: plan.metrics,
    certificate: plan.certificate,
    findings: plan.findings.filter(({ gridLabel }) => gridLabel === null).map(findingProperties),
    provenance: plan.provenance,
  }));
  return `{"type":"FeatureCollection","features":${linesOf(features)},"plans":${linesOf(plans)}}\n`;
}

function linesOf(items: readonly object[]): string {
  return items.length === 0 ? "[]" : `[\n${items.map((one) => JSON.stringify(one)).join(",\n")}\n]`;
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
