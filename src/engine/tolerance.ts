/**
 * Every tolerance of the engine, in one place. Topology itself needs none: it is decided on whole
 * numbers (see tessellate/frame.ts).
 */

/** Lattice steps per degree: one step is 0.11 mm on the ground, so seven-digit input is exact. */
export const LATTICE_PER_DEGREE = 1e9;

/** Metres per degree of latitude (WGS 84 equatorial radius), used for local plane measures. */
export const METRES_PER_DEGREE = 111319.49079327358;

/** Longest edge that enters the triangulation: longer ones get points in between; in a very large
 * community the step grows, so that never more than so many lie across it. */
export const FOOTPRINT_STEP_M = 5;
export const LINE_STEP_M = 10;
export const MOST_STEPS_ACROSS = 500;

/** Footprints that overlap by more than this, and by more than this share of the larger one, cannot
 * be parted; less is drawing noise. */
export const OVERLAP_M2 = 0.1;
export const OVERLAP_SHARE = 0.0005;

/** Ground without a building is divided into compact pieces, none of which need be smaller. */
export const GROUND_M2 = 200;

/** Ground without a building that is narrower than this on average is no ground. */
export const SLIVER_M = 0.02;

/** A building whose ground, its footprint included, is narrower than this on average has none. */
export const HAIR_M = 0.001;

/** Ground that touches no other and is no larger than this was cut off by rounding: rule R4 does not miss it. */
export const SPECK_M2 = 0.005;

/** How far a simplified border on open ground may leave the exact middle: metres, and as a share
 * of the gap between the two buildings there. */
export const STRAIGHTEN_M = 15;
export const STRAIGHTEN_SHARE_OF_GAP = 0.33;

/** Rules R4 and R5: uncovered, doubly covered or spilt area that is no more than rounding. */
export const COVERAGE_TOLERANCE_M2 = 0.5;
export const COVERAGE_TOLERANCE_SHARE = 1e-6;

/** Rules R4 and R7: how far from a boundary an edge without a twin, or a corner, lies on it still. */
export const ON_BOUNDARY_M = 0.05;

/** Rule R6: area of a footprint outside its grid that is no more than rounding. */
export const CUT_TOLERANCE_M2 = 0.5;
export const CUT_TOLERANCE_SHARE = 0.002;

/** A boundary is named after the barrier that runs no farther beside it than this. */
export const BESIDE_M = 15;
