/** The order in which the map is drawn, the lowest first: a layer says into which slot it goes. */
export const slots = [
  /** The ground of communities and blocks. */
  "ground",
  /** Fills of grids. */
  "areas",
  /** Buildings. */
  "buildings",
  /** Roads, rivers, railways, walls. */
  "barriers",
  /** What lies around the community that is looked at, faded. */
  "surroundings",
  /** Borders of grids and communities. */
  "borders",
  /** What is chosen, compared, or pointed at. */
  "marks",
  "labels",
  /** Lassos, lines that are being drawn, pins. */
  "tools",
] as const;

export type Slot = (typeof slots)[number];
