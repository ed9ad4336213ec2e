import { DEFAULT_RULES, type Band, type Rules } from "../engine";
import type { Refusal } from "../refusal";
import { BAND_LIMITS, FLOOR_AREA_LIMITS, RULE_LIMITS, type Limits } from "./rule-limits";

interface BandWish {
  readonly min: number;
  readonly max: number;
}

/** Numbers of the rules as a client gives them; what is left out, or null, is the built-in one. */
export interface RulesWish {
  readonly standardBand?: BandWish | null;
  readonly reducedBand?: BandWish | null;
  readonly oldEstateCutoffYear?: number | null;
  readonly specialPopulationShare?: number | null;
  readonly microMinFloorAreaM2?: {
    readonly office?: number | null;
    readonly market?: number | null;
    readonly publicVenue?: number | null;
  } | null;
  readonly microMergeDistanceM?: number | null;
  readonly microMaxHouseholds?: number | null;
  readonly codeKeepShare?: number | null;
}

/** Every number that makes no sense. */
export function refuseRules(given: RulesWish): Refusal[] {
  const faults: Refusal[] = [];
  const ask = (path: readonly string[], value: number | null | undefined, limits: Limits) =>
    faults.push(...refuseOutside(["rules", ...path], value, limits));
  for (const name of ["standardBand", "reducedBand"] as const) {
    const band = given[name];
    const [least, most] = BAND_LIMITS;
    ask([name, "min"], band?.min, BAND_LIMITS);
    ask([name, "max"], band?.max, [Math.max(least, band?.min ?? least), most]);
  }
  for (const name of ["office", "market", "publicVenue"] as const) {
    ask(["microMinFloorAreaM2", name], given.microMinFloorAreaM2?.[name], FLOOR_AREA_LIMITS);
  }
  const names = Object.keys(RULE_LIMITS) as (keyof typeof RULE_LIMITS)[];
  for (const name of names) ask([name], given[name], RULE_LIMITS[name]);
  return faults;
}

/** The refusal of a number of an input that is not inside its limits; none where it is left out. */
export function refuseOutside(
  path: readonly string[],
  got: number | null | undefined,
  [min, max]: Limits,
): Refusal[] {
  if (got == null || (min <= got && got <= max)) return [];
  const name = path.join(".");
  const message = {
    zh: `${name}：应在 ${min} 至 ${max}，现为 ${got}`,
    en: `${name}: expected ${min} to ${max}, got ${got}`,
  };
  return [{ code: "OUT_OF_RANGE", path, message }];
}

/** All numbers of the rules; the built-in ones for what is left out. */
export function toRules(given: RulesWish): Rules {
  const band = (wish: BandWish | null | undefined, usual: Band): Band =>
    wish == null ? usual : [wish.min, wish.max];
  const areas = DEFAULT_RULES.microMinFloorAreaM2;
  return {
    standardBand: band(given.standardBand, DEFAULT_RULES.standardBand),
    reducedBand: band(given.reducedBand, DEFAULT_RULES.reducedBand),
    oldEstateCutoffYear: given.oldEstateCutoffYear ?? DEFAULT_RULES.oldEstateCutoffYear,
    specialPopulationShare: given.specialPopulationShare ?? DEFAULT_RULES.specialPopulationShare,
    microMinFloorAreaM2: {
      OFFICE: given.microMinFloorAreaM2?.office ?? areas.OFFICE,
      MARKET: given.microMinFloorAreaM2?.market ?? areas.MARKET,
      PUBLIC_VENUE: given.microMinFloorAreaM2?.publicVenue ?? areas.PUBLIC_VENUE,
    },
    microMergeDistanceM: given.microMergeDistanceM ?? DEFAULT_RULES.microMergeDistanceM,
    microMaxHouseholds: given.microMaxHouseholds ?? DEFAULT_RULES.microMaxHouseholds,
    codeKeepShare: given.codeKeepShare ?? DEFAULT_RULES.codeKeepShare,
  };
}
