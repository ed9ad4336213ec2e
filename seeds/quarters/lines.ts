import type { InnerLine } from "../generate/town";
import type { Position } from "../generate/street-plan";

/** Buildings keep 16 m from the middle of a river or a railway, 6 m from that of a lane. */
const WIDE_CLEARANCE_M = 16;
const LANE_CLEARANCE_M = 6;

/** A residential street. */
export function lane(name: string, ...path: Position[]): InnerLine {
  return { kind: "ROAD", class: "residential", name, path, clearanceM: LANE_CLEARANCE_M };
}

/** A lane that buildings may stand over: a passage runs under them. */
export function laneUnderBuildings(name: string, ...path: Position[]): InnerLine {
  return { ...lane(name, ...path), clearanceM: 0 };
}

/** A drive that ends in the middle of nowhere, as many do. */
export function deadEnd(...path: Position[]): InnerLine {
  return { kind: "ROAD", class: "service", name: null, path, clearanceM: LANE_CLEARANCE_M };
}

/** A wall that two estates share. */
export function partyWall(name: string, ...path: Position[]): InnerLine {
  return { kind: "WALL", class: "wall", name, path, clearanceM: LANE_CLEARANCE_M };
}

export function river(name: string, ...path: Position[]): InnerLine {
  return { kind: "RIVER", class: "river", name, path, clearanceM: WIDE_CLEARANCE_M };
}

export function railway(name: string, ...path: Position[]): InnerLine {
  return { kind: "RAILWAY", class: "rail", name, path, clearanceM: WIDE_CLEARANCE_M };
}
