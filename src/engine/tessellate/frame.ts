import { LATTICE_PER_DEGREE, METRES_PER_DEGREE } from "../tolerance";

/**
 * The engine computes on a lattice of whole numbers, 1e-9 degree a step, counted from an origin in
 * the middle of the community. Points of the input and crossings of its lines lie on it; cuts of
 * edges and points inside triangles lie on whole parts of a step. All of them are exact in double precision, so left of,
 * right of and equal have exact answers, and every point is one pair of degrees.
 */
export interface Frame {
  /** Origin in lattice steps. */
  readonly originX: number;
  readonly originY: number;
  /** Metres a step, east and north. */
  readonly metresX: number;
  readonly metresY: number;
  /**
   * Cosine of the latitude, rounded to 1/65536: x times this is still exact and turns the lattice
   * into a true-angled plane in which "Delaunay" means what it says.
   */
  readonly squeezeX: number;
}

/** A frame around the bounding box of some lon/lat positions. */
export function createFrame(west: number, south: number, east: number, north: number): Frame {
  const originX = Math.round(((west + east) / 2) * LATTICE_PER_DEGREE);
  const originY = Math.round(((south + north) / 2) * LATTICE_PER_DEGREE);
  const cosine = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const step = METRES_PER_DEGREE / LATTICE_PER_DEGREE;
  return {
    originX,
    originY,
    metresX: step * cosine,
    metresY: step,
    squeezeX: Math.max(1, Math.round(cosine * 65536)) / 65536,
  };
}

export function latticeX(frame: Frame, lon: number): number {
  return Math.round(lon * LATTICE_PER_DEGREE) - frame.originX;
}

export function latticeY(frame: Frame, lat: number): number {
  return Math.round(lat * LATTICE_PER_DEGREE) - frame.originY;
}

/** Positions between lattice points are multiples of one step over this. */
export const LATTICE_PARTS = 16384;

/** Degrees of a position: the double nearest to its exact value, the same for all who share it. */
export function toDegrees(origin: number, position: number): number {
  return ((position + origin) * LATTICE_PARTS) / (LATTICE_PARTS * LATTICE_PER_DEGREE);
}
