/** What checks find out about outlines, so that the next plan of the same community need not. */
import type { MultiPolygon, Polygon } from "geojson";
import { createCache, type Cache } from "../cache";
import type { StrayFootprint } from "./r6-buildings";
import type { Apart } from "./r7-connected";
import { shapeOf, type Shape } from "./shape";
import { createEdgeNumbers, type EdgeNumbers } from "./edge-numbers";
import type { Coverage } from "./r4-coverage";
import { siteOf, type Site, type SiteInput } from "./site";
import { faultOfShape, type ShapeFault } from "./validity";

/** Of one outline, whatever the grid it belongs to. */
export interface OutlineFacts {
  /** Its own among all outlines of a memo. */
  readonly number: number;
  readonly shape: Shape;
  readonly fault: ShapeFault | null;
  /** Numbers of its edges, ring by ring. */
  readonly edges: () => Int32Array;
}

/**
 * Serves checks of one community with the same buildings and rules, one after the other. What is
 * kept depends on nothing else, so that a check gives the same with an old memo as with a new one.
 */
export interface CheckMemo {
  readonly site: Site;
  readonly edges: EdgeNumbers;
  /** By object: polygons are not changed once they are made. */
  readonly factsOf: (polygon: Polygon | MultiPolygon) => OutlineFacts;
  /** By outline and buildings. */
  readonly strays: Cache<readonly StrayFootprint[]>;
  readonly apart: Cache<Apart>;
  /** By the edges without a twin. */
  readonly coverage: Cache<Coverage>;
}

/** Outlines with their buildings that are kept. */
const MOST_OUTLINES = 500;
/** Sets of edges without a twin: in an exact tiling there is one. */
const MOST_COVERAGES = 8;

export function createCheckMemo(input: SiteInput): CheckMemo {
  const edges = createEdgeNumbers();
  const facts = new WeakMap<Polygon | MultiPolygon, OutlineFacts>();
  let met = 0;
  return {
    site: siteOf(input),
    edges,
    factsOf(polygon) {
      const known = facts.get(polygon) ?? outlineFacts(polygon, edges, met++);
      facts.set(polygon, known);
      return known;
    },
    strays: createCache(MOST_OUTLINES),
    apart: createCache(MOST_OUTLINES),
    coverage: createCache(MOST_COVERAGES),
  };
}

function outlineFacts(
  polygon: Polygon | MultiPolygon,
  edges: EdgeNumbers,
  number: number,
): OutlineFacts {
  const shape = shapeOf(polygon);
  let numbers: Int32Array | null = null;
  return {
    number,
    shape,
    fault: faultOfShape(shape),
    edges: () => (numbers ??= edges.numbersOf(shape)),
  };
}
