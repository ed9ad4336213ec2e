/** Numbers for areas, so that neighbours can be told apart on a map. */
import { TwkbReader, type Path, type Shape } from "./twkb";

/** As many as people tell apart at a glance, colour-blind ones too; four would do on any plain map. */
export const COLOURS = 6;

/** An area by its id, with its shape; neighbours share positions along their common border. */
export interface AreaToColour {
  readonly id: string;
  readonly shape: Shape | null;
}

/** Areas as they come from the database: their ids, and TWKB of each, one after the other. */
export interface ShapesToColour {
  readonly ids: readonly string[];
  readonly shapes: Uint8Array;
}

/** The same as `colourAreas` for areas as they come from the database. */
export function colourShapes({ ids, shapes }: ShapesToColour): Record<string, number> {
  const reader = new TwkbReader(shapes);
  return colourAreas(ids.map((id) => ({ id, shape: reader.next() })));
}

/**
 * A number from 0 to 5 for each area, by its id. Areas with a common stretch of border get different
 * ones, except where one has neighbours in all six already, which no plain map needs. The same areas
 * in the same order get the same numbers.
 */
export function colourAreas(areas: readonly AreaToColour[]): Record<string, number> {
  const neighbours = neighboursOf(areas);
  const colours: number[] = areas.map(() => -1);
  for (const area of smallestLast(neighbours)) {
    const taken = new Set([...neighbours[area]].map((other) => colours[other]));
    const wish = area % COLOURS;
    const free = Array.from({ length: COLOURS }, (_, i) => (wish + i) % COLOURS).find(
      (colour) => !taken.has(colour),
    );
    colours[area] = free ?? wish;
  }
  return Object.fromEntries(areas.map(({ id }, i) => [id, colours[i]]));
}

/**
 * An order in which each area comes with as few neighbours before it as can be: of a plain map never
 * more than five (Matula and Beck), so that six colours are enough.
 */
function smallestLast(neighbours: readonly ReadonlySet<number>[]): number[] {
  const degree = neighbours.map((set) => set.size);
  const left = new Set(neighbours.keys());
  const order: number[] = [];
  while (left.size > 0) {
    let least = -1;
    for (const area of left) if (least < 0 || degree[area] < degree[least]) least = area;
    left.delete(least);
    order.push(least);
    for (const other of neighbours[least]) degree[other] -= 1;
  }
  return order.reverse();
}

function neighboursOf(areas: readonly AreaToColour[]): Set<number>[] {
  const neighbours = areas.map(() => new Set<number>());
  const owner = new Map<string, number>();
  areas.forEach(({ shape }, area) => {
    for (const ring of ringsOf(shape)) {
      for (let i = 2; i < ring.length; i += 2) {
        const key = edgeKey(ring, i);
        const other = owner.get(key);
        if (other === undefined) owner.set(key, area);
        else if (other !== area) {
          neighbours[area].add(other);
          neighbours[other].add(area);
        }
      }
    }
  });
  return neighbours;
}

function ringsOf(shape: Shape | null): readonly Path[] {
  return shape?.type === "AREA" ? shape.polygons.flat() : [];
}

/** The same for an edge whichever way it is walked. */
function edgeKey(ring: Path, i: number): string {
  const [ax, ay, bx, by] = [ring[i - 2], ring[i - 1], ring[i], ring[i + 1]];
  return ax < bx || (ax === bx && ay < by) ? `${ax},${ay},${bx},${by}` : `${bx},${by},${ax},${ay}`;
}
