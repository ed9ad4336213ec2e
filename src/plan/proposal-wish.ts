import { DEFAULT_RULES, type Band, type Focus, type Rules } from "../engine";
import { RefusedError, type Refusal } from "../refusal";
import type { ProposalWish } from "./plan";

interface BandWish {
  readonly min: number;
  readonly max: number;
}

/** Numbers of the rules as a client gives them; what is left out, or null, is the default. */
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

/** How a client wants a proposal to be made. */
export interface WishGiven {
  readonly rules?: RulesWish | null;
  readonly seed?: number | null;
  readonly effort?: number | null;
  readonly focus?: Focus | null;
  readonly alternatives?: number | null;
}

const MAX_HOUSEHOLDS = 100_000;
/** As many as there are things that a plan can be best in. */
const MAX_ALTERNATIVES = 6;

/** A wish with all its defaults; refused with every number that makes no sense. */
export function toProposalWish(wish: WishGiven): ProposalWish {
  const { rules, seed, effort, focus, alternatives } = wish;
  const given = rules ?? {};
  const faults: Refusal[] = [];
  const within = (path: string[], value: number | null | undefined, min: number, max: number) => {
    if (value == null || (min <= value && value <= max)) return;
    faults.push(refusal(path, value, { zh: `应在 ${min} 至 ${max}`, en: `${min} to ${max}` }));
  };
  for (const name of ["standardBand", "reducedBand"] as const) {
    const band = given[name];
    within(["rules", name, "min"], band?.min, 1, MAX_HOUSEHOLDS);
    within(["rules", name, "max"], band?.max, Math.max(1, band?.min ?? 1), MAX_HOUSEHOLDS);
  }
  within(["rules", "oldEstateCutoffYear"], given.oldEstateCutoffYear, 0, 2100);
  within(["rules", "specialPopulationShare"], given.specialPopulationShare, SMALLEST_SHARE, 1);
  for (const name of ["office", "market", "publicVenue"] as const) {
    const path = ["rules", "microMinFloorAreaM2", name];
    within(path, given.microMinFloorAreaM2?.[name], 0, 10_000_000);
  }
  within(["rules", "microMergeDistanceM"], given.microMergeDistanceM, 0, 10_000);
  within(["rules", "microMaxHouseholds"], given.microMaxHouseholds, 0, MAX_HOUSEHOLDS);
  within(["rules", "codeKeepShare"], given.codeKeepShare, SMALLEST_SHARE, 1);
  within(["seed"], seed, 0, 2 ** 31 - 1);
  within(["effort"], effort, 0.1, 10);
  within(["alternatives"], alternatives, 1, MAX_ALTERNATIVES);
  if (faults.length > 0) throw new RefusedError("BAD_INPUT", faults);
  return {
    rules: toRules(given),
    seed: seed ?? 1,
    effort: effort ?? 1,
    focus: focus ?? "BALANCED",
    alternatives: alternatives ?? 1,
  };
}

/** A share of nothing would make every grid reduced. */
const SMALLEST_SHARE = 0.001;

function toRules(given: RulesWish): Rules {
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

function refusal(path: string[], got: number, expected: { zh: string; en: string }): Refusal {
  const name = path.join(".");
  return {
    code: "OUT_OF_RANGE",
    path,
    message: {
      zh: `${name}：${expected.zh}，现为 ${got}`,
      en: `${name}: expected ${expected.en}, got ${got}`,
    },
  };
}
