/** What checks need to know of a community and its buildings, whatever the division. */
import type { Building, Community, Rules } from "../input-types";
import { COVERAGE_TOLERANCE_M2, COVERAGE_TOLERANCE_SHARE } from "../tolerance";
import { borderOf, type Border } from "./border";
import { microTrigger, type MicroTrigger } from "./micro";
import { areaOf, edgesInMetres, planeAround, shapeOf, type Plane, type Shape } from "./shape";

export interface Site {
  readonly community: Shape;
  readonly plane: Plane;
  readonly boundary: Border;
  readonly boundaryInMetres: Float64Array;
  /** Area that counts as covered, or not, by no more than rounding. */
  readonly coverageToleranceM2: number;
  /** Sorted by id. */
  readonly buildings: readonly Building[];
  readonly buildingOf: ReadonlyMap<string, Building>;
  /** By building id. */
  readonly footprintOf: ReadonlyMap<string, Shape>;
  readonly triggers: readonly MicroTrigger[];
}

export interface SiteInput {
  readonly community: Community;
  readonly buildings: readonly Building[];
  readonly rules: Rules;
}

export function siteOf({ community: { polygon }, rules, ...input }: SiteInput): Site {
  const community = shapeOf(polygon);
  const plane = planeAround(community);
  const buildings = [...input.buildings].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const footprints = buildings.map((building) => shapeOf(building.polygon));
  return {
    community,
    plane,
    boundary: borderOf(community),
    boundaryInMetres: edgesInMetres(community, plane),
    coverageToleranceM2: Math.max(
      COVERAGE_TOLERANCE_M2,
      COVERAGE_TOLERANCE_SHARE * areaOf(community, plane),
    ),
    buildings,
    buildingOf: new Map(buildings.map((building) => [building.id, building])),
    footprintOf: new Map(buildings.map(({ id }, i) => [id, footprints[i]])),
    triggers: buildings
      .map((building, i) => microTrigger(building, areaOf(footprints[i], plane), rules))
      .filter((trigger) => trigger !== null),
  };
}
