/**
 * Cases as maps: `cases/<case>/in.geojson` (features with a `role`), optional `rules.json`, and the
 * grids and cells expected in `out.geojson`. REGEN=1 rewrites the latter; look at the diff on a map.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from "geojson";
import {
  propose,
  type Barrier,
  type Building,
  type Plan,
  type ProposeInput,
} from "../../src/engine";
import { errorsOf } from "./ground";

const CASES = join(__dirname, "cases");

type Role =
  | { role: "community"; id: string; name: string; code: string | null }
  | ({ role: "building" } & Omit<Building, "polygon">)
  | ({ role: "barrier" } & Omit<Barrier, "line">);

function readCase(name: string): ProposeInput {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(CASES, name, file), "utf8"));
  const { features } = read("in.geojson") as FeatureCollection<
    Polygon | MultiPolygon | LineString,
    Role
  >;
  const rules = existsSync(join(CASES, name, "rules.json"))
    ? (read("rules.json") as ProposeInput["rules"])
    : {};
  const buildings: Building[] = [];
  const barriers: Barrier[] = [];
  let community: ProposeInput["community"] | undefined;
  for (const { properties, geometry } of features) {
    if (geometry.type === "LineString") {
      if (properties.role === "barrier") barriers.push({ ...properties, line: geometry });
    } else if (properties.role === "community") community = { ...properties, polygon: geometry };
    else if (properties.role === "building") buildings.push({ ...properties, polygon: geometry });
  }
  if (!community) throw new Error(`case ${name} has no community`);
  return { community, buildings, barriers, rules };
}

function drawn(plan: Plan): FeatureCollection {
  const grids = plan.grids.map(
    ({ polygon, label, kind, reduced, households, buildingIds, findings }): Feature => ({
      type: "Feature",
      properties: {
        what: "grid",
        label,
        kind,
        reduced,
        households,
        buildingIds,
        findings: findings.map((finding) => finding.code),
      },
      geometry: polygon,
    }),
  );
  const cells = plan.cells.map(({ polygon, buildingIds, grid }): Feature => ({
    type: "Feature",
    properties: { what: "cell", buildingIds, grid: plan.grids[grid].label },
    geometry: polygon,
  }));
  return { type: "FeatureCollection", features: [...grids, ...cells] };
}

describe("cases", () => {
  test.each(readdirSync(CASES))("%s", async (name) => {
    const plan = await propose(readCase(name));
    expect(errorsOf(plan)).toEqual([]);
    const file = join(CASES, name, "out.geojson");
    const features = drawn(plan).features.map((feature) => JSON.stringify(feature));
    const text = `{"type":"FeatureCollection","features":[\n${features.join(",\n")}\n]}\n`;
    if (process.env.REGEN) writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, "utf8"));
  });
});
