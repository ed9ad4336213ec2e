import { sha256 } from "@noble/hashes/sha2";
import { bytesToHex } from "@noble/hashes/utils";
import type { Position } from "geojson";
import { DEFAULT_RULES } from "./default-rules";
import { EngineError, type InputFault } from "./errors";
import { linesOf, ringsOf } from "./tessellate/lines";
import type {
  Barrier,
  Building,
  Community,
  Focus,
  GridInForce,
  ProposeInput,
  Rules,
  StartGrid,
} from "./input-types";

/** An input in canonical order, with every default filled in. */
export interface PreparedInput {
  readonly community: Community;
  readonly buildings: readonly Building[];
  /** Only those that come near the community. */
  readonly barriers: readonly Barrier[];
  readonly inForce: readonly GridInForce[];
  /** Empty where the search starts from the grids in force, or from nothing. */
  readonly startFrom: readonly StartGrid[];
  readonly retiredCodes: readonly string[];
  readonly locks: Required<NonNullable<ProposeInput["locks"]>>;
  readonly rules: Rules;
  readonly seed: number;
  readonly effort: number;
  readonly focus: Focus;
  /** SHA-256 of all that the plan depends on, in canonical form. */
  readonly hash: string;
}

/** Puts an input into canonical order. Throws EngineError INVALID_INPUT with every fault found. */
export function prepare(input: ProposeInput): PreparedInput {
  const faults = faultsOf(input);
  if (faults.length > 0) {
    const [first] = faults;
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : "";
    throw new EngineError("INVALID_INPUT", `${first.feature}: ${first.reason}${more}`, faults);
  }
  const community = input.community;
  const canonical = {
    community,
    buildings: sortBy(input.buildings, (b) => b.id),
    barriers: sortBy(
      (input.barriers ?? []).filter((barrier) => comesNear(barrier, community)),
      (barrier) => barrier.id,
      (barrier) => JSON.stringify(barrier.line.coordinates),
    ),
    inForce: sortBy(
      (input.inForce ?? []).map((g) => ({ ...g, buildingIds: [...g.buildingIds].sort() })),
      (grid) => grid.code,
    ),
    // None is as good as no list, and has the hash of an input without it.
    ...(input.startFrom?.length ? { startFrom: canonicalStart(input.startFrom) } : {}),
    retiredCodes: [...new Set(input.retiredCodes)].sort(),
    locks: {
      grids: canonicalLists(input.locks?.grids),
      together: canonicalLists(input.locks?.together),
      apart: canonicalLists(input.locks?.apart),
    },
    rules: { ...DEFAULT_RULES, ...input.rules },
  };
  const hash = bytesToHex(sha256(canonicalJson(canonical)));
  const { seed = 1, effort = 1, focus = "BALANCED" } = input;
  return { startFrom: [], ...canonical, seed, effort, focus, hash };
}

function faultsOf(input: ProposeInput): InputFault[] {
  const faults: InputFault[] = [];
  const community = `community ${input.community.id}`;
  if (!ringsOf(input.community.polygon).flat().every(isPosition)) {
    faults.push({ feature: community, reason: "has a coordinate that is no lon/lat in degrees" });
  }
  if (ringsOf(input.community.polygon).length === 0) {
    faults.push({ feature: community, reason: "has an empty polygon" });
  }
  const ids = new Set<string>();
  for (const building of input.buildings) {
    const feature = `building ${building.id}`;
    if (ids.has(building.id)) faults.push({ feature, reason: "its id is there twice" });
    ids.add(building.id);
    for (const [name, value] of [
      ["households", building.households],
      ["specialHouseholds", building.specialHouseholds ?? 0],
      ["residents", building.residents ?? 0],
    ] as const) {
      if (!Number.isInteger(value) || value < 0) {
        faults.push({ feature, reason: `${name} is ${value}, expected a whole number from 0` });
      }
    }
    if (!ringsOf(building.polygon).flat().every(isPosition)) {
      faults.push({ feature, reason: "has a coordinate that is no lon/lat in degrees" });
    }
  }
  for (const barrier of input.barriers ?? []) {
    if (linesOf(barrier.line).flat().every(isPosition)) continue;
    faults.push({
      feature: `barrier ${barrier.id}`,
      reason: "has a coordinate that is no lon/lat in degrees",
    });
  }
  const locks = input.locks ?? {};
  for (const kind of ["grids", "together", "apart"] as const) {
    for (const id of (locks[kind] ?? []).flat()) {
      if (!ids.has(id)) faults.push({ feature: `lock ${kind}`, reason: `no building ${id}` });
    }
  }
  return [
    ...faults,
    ...startFaults(input.startFrom ?? [], ids),
    ...ruleFaults({ ...DEFAULT_RULES, ...input.rules }),
    ...wishFaults(input),
  ];
}

function startFaults(grids: readonly StartGrid[], ids: ReadonlySet<string>): InputFault[] {
  const faults: InputFault[] = [];
  const names = new Set<string>();
  const gridOf = new Map<string, string>();
  for (const { name, buildingIds, polygon } of grids) {
    const feature = `start grid ${name}`;
    if (names.has(name)) faults.push({ feature, reason: "its name is there twice" });
    names.add(name);
    for (const id of new Set(buildingIds)) {
      const other = gridOf.get(id);
      if (!ids.has(id)) faults.push({ feature, reason: `no building ${id}` });
      else if (other !== undefined) {
        faults.push({ feature, reason: `building ${id} is in start grid ${other} too` });
      }
      gridOf.set(id, name);
    }
    if (polygon && !ringsOf(polygon).flat().every(isPosition)) {
      faults.push({ feature, reason: "has a coordinate that is no lon/lat in degrees" });
    }
  }
  return faults;
}

function ruleFaults(rules: Rules): InputFault[] {
  const faults: InputFault[] = [];
  for (const name of ["standardBand", "reducedBand"] as const) {
    const [min, max] = rules[name];
    if (Number.isInteger(min) && Number.isInteger(max) && 0 <= min && min <= max && max > 0)
      continue;
    faults.push({
      feature: `rule ${name}`,
      reason: `is ${min}-${max}, expected whole numbers from 0, the lower first`,
    });
  }
  return faults;
}

function wishFaults(input: ProposeInput): InputFault[] {
  const { seed = 1, effort = 1, focus, inForce = [], startFrom = [] } = input;
  const faults: InputFault[] = [];
  if (!Number.isSafeInteger(seed)) {
    faults.push({ feature: "seed", reason: `is ${seed}, expected a whole number` });
  }
  if (!(effort > 0 && effort <= 1000)) {
    faults.push({
      feature: "effort",
      reason: `is ${effort}, expected a number above 0, at most 1000`,
    });
  }
  if (focus === "LEAST_CHURN" && inForce.length + startFrom.length === 0) {
    const reason = "is LEAST_CHURN, which needs grids in force or others to start from";
    faults.push({ feature: "focus", reason });
  }
  return faults;
}

function isPosition([lon, lat]: Position): boolean {
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
}

function comesNear(barrier: Barrier, community: Community): boolean {
  const reach = bounds(ringsOf(community.polygon).flat());
  return linesOf(barrier.line).some((line) => {
    const box = bounds(line);
    return (
      box.west <= reach.east &&
      box.east >= reach.west &&
      box.south <= reach.north &&
      box.north >= reach.south
    );
  });
}

function bounds(positions: readonly Position[]) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of positions) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return { west, south, east, north };
}

function sortBy<T>(items: readonly T[], ...keys: ((item: T) => string)[]): T[] {
  return [...items].sort((p, q) => {
    for (const key of keys) {
      const [a, b] = [key(p), key(q)];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  });
}

function canonicalStart(grids: readonly StartGrid[]): StartGrid[] {
  return sortBy(
    grids.map(({ name, buildingIds, polygon = null }) => ({
      name,
      buildingIds: [...new Set(buildingIds)].sort(),
      polygon,
    })),
    ({ name }) => name,
  );
}

function canonicalLists(lists: readonly (readonly string[])[] = []): string[][] {
  return sortBy(
    lists.map((list) => [...new Set(list)].sort()),
    (list) => list.join("\n"),
  );
}

/** JSON with sorted keys, so that equal inputs have equal text. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    inner !== null && typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([p], [q]) => (p < q ? -1 : 1)))
      : inner,
  );
}
