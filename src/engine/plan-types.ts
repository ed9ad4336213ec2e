/** What the engine gives, in the same units as it takes (`input-types.ts`). */
import type { MultiPolygon, Point, Polygon } from "geojson";
import type { GridKind, Band, Rules, Focus } from "./input-types";

/** ERROR blocks submission, WARNING needs a written reason, INFO is only told. */
export type Severity = "ERROR" | "WARNING" | "INFO";

/** Permanent ids of the delineation rules; see docs/glossary.md. */
export type RuleId = "R1" | "R2" | "R3" | "R4" | "R5" | "R6" | "R7" | "R8" | "R9" | "R10" | "R11";

/** A sentence in both languages of the product. */
export interface Text {
  readonly zh: string;
  readonly en: string;
}

/** One result of checking a plan against a rule. */
export interface Finding {
  readonly rule: RuleId;
  /** What exactly was found, for example SIZE_INFEASIBLE. Permanent, never renamed. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: Text;
  /** The numbers the message speaks of. */
  readonly numbers: Readonly<Record<string, number>>;
  /** Label of the grid concerned; null when it concerns the whole plan. */
  readonly gridLabel: string | null;
  readonly buildingIds: readonly string[];
  /** Where to look, lon/lat; null when there is no single place. */
  readonly place: Point | null;
}

/** Why a grid has the reduced band. */
export type ReducedReason = "OLD_ESTATE" | "SPECIAL_POPULATION" | "MANUAL";

/** How long a grid's outline is, by what it follows, in metres. */
export interface BorderFollows {
  readonly boundaryM: number;
  readonly roadM: number;
  readonly riverM: number;
  readonly railwayM: number;
  readonly wallM: number;
  /** Open ground, midway between buildings. */
  readonly groundM: number;
  /** Names of the barriers followed, longest first. */
  readonly names: readonly string[];
}

/** What a grid ends at on each side (四至), by the names around it, and all four in a sentence. */
export interface FourLimits {
  readonly east: Text;
  readonly south: Text;
  readonly west: Text;
  readonly north: Text;
  readonly sentence: Text;
}

export interface Grid {
  /** Three-digit sequence, as in the last three digits of the code: "001", "501". */
  readonly label: string;
  /** Preview of the 15-digit code; null where the community has no 12-digit code. */
  readonly code: string | null;
  readonly kind: GridKind;
  readonly reduced: boolean;
  readonly reducedReason: ReducedReason | null;
  /** null for MICRO, to which household limits do not apply. */
  readonly band: Band | null;
  /** Why this band, or why a micro-grid. */
  readonly reason: Text;
  /** Households below the band (negative) or above it (positive); 0 inside it and for MICRO. */
  readonly deviation: number;
  readonly households: number;
  readonly residents: number;
  readonly oldHouseholds: number;
  readonly specialHouseholds: number;
  /** Sorted. */
  readonly buildingIds: readonly string[];
  /** Names of the estates it holds, whole or in part, sorted. */
  readonly estates: readonly string[];
  /** One polygon; MultiPolygon only where a detached part without households was added to it. */
  readonly polygon: Polygon | MultiPolygon;
  /** lon/lat of a point inside, for labels and numbering. */
  readonly pointOnSurface: Point;
  readonly areaM2: number;
  readonly perimeterM: number;
  /** Polsby-Popper: 4 pi area / perimeter squared, 1 for a circle. */
  readonly compactness: number;
  readonly border: BorderFollows;
  /** East, south, west and north, in words. */
  readonly limits: FourLimits;
  readonly findings: readonly Finding[];
}

/** A building, or buildings that cannot be parted, with the ground around; never divided. */
export interface Cell {
  /** Sorted; empty for ground without a building. */
  readonly buildingIds: readonly string[];
  /** Index into `Plan.grids`; -1 in a draft, where it is in no grid yet. */
  readonly grid: number;
  readonly households: number;
  readonly polygon: Polygon | MultiPolygon;
}

export interface PlanMetrics {
  readonly grids: number;
  readonly standardGrids: number;
  readonly microGrids: number;
  readonly reducedGrids: number;
  readonly households: number;
  /** Standard grids inside their band, and their households. */
  readonly gridsInBand: number;
  readonly householdsInBand: number;
  /** In band, or in reduced grids of up to the standard maximum, which rule R2 permits. */
  readonly householdsPermitted: number;
  /** Full-time grid workers that are needed: one for each grid (rule R11). */
  readonly workers: number;
  readonly householdsPerWorker: number;
  /** Mean of |households - middle of the band| / middle over standard grids. */
  readonly meanDeviation: number;
  readonly meanCompactness: number;
  /** Length of borders between grids, each counted once, and how much of it lies on barriers. */
  readonly innerBorderM: number;
  readonly barrierBorderM: number;
  /** Estates that fit into one grid of their own band, and how many of them are split. */
  readonly estates: number;
  readonly estatesSplit: number;
  /** Against the grids that the search started from, else those in force; null without any. */
  readonly householdsMoved: number | null;
}

/** Buildings of a grid that come from one grid in force. */
export interface GridOrigin {
  /** Its code; null for buildings that were in none. */
  readonly code: string | null;
  readonly households: number;
  readonly buildings: number;
}

/** How a grid follows from the grids in force. */
export interface GridSuccession {
  readonly label: string;
  /** The code in force that it keeps; null where it gets a new one. */
  readonly keeps: string | null;
  /** Most households first. */
  readonly from: readonly GridOrigin[];
}

/**
 * What a plan changes about the grids in force. Households are those of buildings that stand and
 * were in a grid; codes are labels where the community has no 12-digit code.
 */
export interface Regridding {
  readonly households: number;
  /** Those that leave the grid in which most of their grid in force lives on. */
  readonly householdsMoved: number;
  /** householdsMoved as a share of households (变动率). */
  readonly churn: number;
  /** Those whose code changes: they move, or the code of their grid retires. */
  readonly householdsRecoded: number;
  /** Codes in force that live on by the rule of `codeKeepShare`. */
  readonly codesKept: readonly string[];
  readonly codesRetired: readonly string[];
  /** Those that were retired before this plan, as the input told them. */
  readonly codesRetiredBefore: readonly string[];
  readonly codesNew: readonly string[];
  /** Sorted by label. */
  readonly grids: readonly GridSuccession[];
}

/** Buildings of a grid that come from one grid of the division that the search started from. */
export interface StartOrigin {
  /** null for buildings that were in none. */
  readonly name: string | null;
  readonly households: number;
  readonly buildings: number;
}

/**
 * What a plan changes about the division of another network that it was started from (`startFrom`).
 * Households are those of buildings that were in a grid of that network.
 */
export interface StartComparison {
  readonly households: number;
  /** Those that leave the grid in which most of their grid lives on. */
  readonly householdsMoved: number;
  /** householdsMoved as a share of households (变动率). */
  readonly churn: number;
  /** Sorted by label; of each, where its households come from, most first. */
  readonly grids: readonly { readonly label: string; readonly from: readonly StartOrigin[] }[];
}

/**
 * OPTIMAL: proved that no division has more households in standard grids inside their band. BOUND:
 * proved that none has more than `bound`. BEST_FOUND: nothing is proved.
 */
export type CertificateKind = "OPTIMAL" | "BOUND" | "BEST_FOUND";

/** What is proved of a division's first goal: households in standard grids inside their band. */
interface Proved {
  readonly kind: CertificateKind;
  /** Of standard grids. */
  readonly households: number;
  readonly householdsInBand: number;
  /** No division has more in band; null for BEST_FOUND. */
  readonly bound: number | null;
  /** How it is known, as a sentence. */
  readonly proof: Text;
}

/** Of one connected part of what micro-grids and locked grids leave. */
export type PartCertificate = Proved;

/** Of the whole plan; micro-grids and locked grids are taken as given. */
export interface Certificate extends Proved {
  readonly parts: readonly PartCertificate[];
}

/** What a stored plan needs to be made again. */
export interface Provenance {
  readonly engineVersion: string;
  readonly rules: Rules;
  readonly seed: number;
  readonly effort: number;
  readonly focus: Focus;
  /** Hash of the canonical input, whatever its order. */
  readonly inputHash: string;
}

export interface Plan {
  /** Sorted by label. */
  readonly grids: readonly Grid[];
  /** Sorted by first building id, ground cells last. */
  readonly cells: readonly Cell[];
  /** Blocks (街坊): the pieces of the community that barriers enclose. */
  readonly blocks: readonly (Polygon | MultiPolygon)[];
  readonly metrics: PlanMetrics;
  readonly certificate: Certificate;
  /** Against the grids in force; null without any. */
  readonly regridding: Regridding | null;
  /** Against the division of another network that the search started from; null without one. */
  readonly start: StartComparison | null;
  /** Of the whole plan; those of single grids are repeated in `Grid.findings`. */
  readonly findings: readonly Finding[];
  readonly provenance: Provenance;
}

/** One of several plans of a community, none of which is in all figures as good as another. */
export interface Alternative {
  /** What it was searched with stands in its provenance, the figures to compare in its metrics. */
  readonly plan: Plan;
  /** In what it is the best of the list; never empty. */
  readonly bestFor: readonly Focus[];
  /** How it differs from the first, in a sentence; null for the first. */
  readonly difference: Text | null;
}

/**
 * SAME: gave the plan of another focus, or nearly. DOMINATED: no figure is notably better than in
 * another plan. FIRST_GOAL: loses households in band. SURPASSED: another plan is better in what the
 * focus asks for. NOT_ASKED: more plans than were asked for. NO_GRIDS_IN_FORCE: least churn is
 * against grids in force, and there are none.
 */
export type LeftOutCode =
  "SAME" | "DOMINATED" | "FIRST_GOAL" | "SURPASSED" | "NOT_ASKED" | "NO_GRIDS_IN_FORCE";

/** A focus whose plan is not in the list. */
export interface LeftOutFocus {
  readonly focus: Focus;
  readonly code: LeftOutCode;
  /** The focus whose plan stands for it, or speaks against it. */
  readonly by: Focus | null;
  readonly reason: Text;
}

export interface Alternatives {
  /** The best by the focus of the input first. */
  readonly plans: readonly Alternative[];
  readonly leftOut: readonly LeftOutFocus[];
}
