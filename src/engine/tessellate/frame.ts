import { LATTICE_PER_DEGREE, METRES_PER_DEGREE } from "../tolerance";

/**
 * The engine computes on a lattice of whole numbers, 1e-9 degree a step, counted from an origin in
 * the middle of the community. Points of the input and crossings of its lines lie on it; midpoints
 * and triangle centres lie on its eighths. All of them are exact in double precision, so left of,
 * right of and equal have exact answers, and every point has one decimal form in degrees.
 */
export interface Frame {
  /** Origin in lattice steps. */
  readonly originX: number;
  readonly originY: number;
  /** Metres a step, east and north. */
  readonly metresX: number;
  readonly metresY: number;
  /**
   * Cosine of the latitude, rounded to 1/1024: x times this is still exact and turns the lattice
   * into a nearly true-angled plane in which "Delaunay" means what it says.
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
    squeezeX: Math.max(1, Math.round(cosine * 1024)) / 1024,
  };
}

export function latticeX(frame: Frame, lon: number): number {
  return Math.round(lon * LATTICE_PER_DEGREE) - frame.originX;
}

export function latticeY(frame: Frame, lat: number): number {
  return Math.round(lat * LATTICE_PER_DEGREE) - frame.originY;
}

/** Degrees of a lattice position that is a multiple of 1/8; shortest decimal that reads back. */
export function toDegrees(origin: number, position: number): number {
  return ((position + origin) * 8) / (8 * LATTICE_PER_DEGREE);
}
