import type { Rules } from "./input-types";

/** The defaults of the delineation rules; docs/glossary.md says where each comes from. */
export const DEFAULT_RULES: Rules = Object.freeze({
  standardBand: [300, 500] as const,
  reducedBand: [100, 300] as const,
  oldEstateCutoffYear: 2000,
  specialPopulationShare: null,
  microMinFloorAreaM2: Object.freeze({ OFFICE: 20_000, MARKET: 5_000, PUBLIC_VENUE: 5_000 }),
  microMergeDistanceM: 40,
  microMaxHouseholds: 100,
  codeKeepShare: 0.7,
});
