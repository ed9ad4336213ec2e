/**
 * Whether an area is valid in the sense of OGC Simple Features, decided with exact predicates: what
 * passes here, the database accepts too (`ST_IsValid`), and what fails is named with its place.
 *
 *     crosses itself      touches itself       holes divide the inside
 *        +-.  .-+            +---+---+             +--------+
 *        |  ><  |            |  / \  |             |  /\/\  |
 *        +-'  '-+            +-+---+-+             +--\/\/--+
 */
import type { Parts, Ring } from "./rings";
import { meetingsOf, type RingTouch } from "./meetings";
import { placeOfRing } from "./ring-place";
import type { Flaw } from "./flaw";
import { turn } from "./segments";

/** The flaws of an area; none where it is valid. Later checks wait until the earlier ones pass. */
export function flawsOf(parts: Parts): Flaw[] {
  const degenerate = parts.flat().flatMap(degenerateRing);
  if (degenerate.length > 0) return degenerate;
  const { flaws, touches } = meetingsOf(parts);
  if (flaws.length > 0) return flaws;
  const misplaced = [...parts.flatMap(misplacedHoles), ...nestedParts(parts)];
  return misplaced.length > 0 ? misplaced : dividedInteriors(touches);
}

function degenerateRing(ring: Ring): Flaw[] {
  if (ring.length < 3) return [{ code: "TOO_FEW_POINTS", at: ring[0] }];
  const flat = ring.every((p) => turn(ring[0], ring[1], p) === 0);
  return flat ? [{ code: "ZERO_AREA", at: ring[0] }] : [];
}

function misplacedHoles([shell, ...holes]: readonly Ring[]): Flaw[] {
  return holes.flatMap((hole, i): Flaw[] => {
    if (placeOfRing(hole, shell) !== 1) return [{ code: "HOLE_OUTSIDE", at: hole[0] }];
    const nested = holes.some((other, j) => i !== j && placeOfRing(hole, other) === 1);
    return nested ? [{ code: "HOLES_NESTED", at: hole[0] }] : [];
  });
}

function nestedParts(parts: Parts): Flaw[] {
  return parts.flatMap(([shell], i): Flaw[] => {
    const nested = parts.some(
      ([outer, ...holes], j) =>
        i !== j &&
        placeOfRing(shell, outer) === 1 &&
        !holes.some((hole) => placeOfRing(shell, hole) === 1),
    );
    return nested ? [{ code: "PARTS_OVERLAP", at: shell[0] }] : [];
  });
}

/**
 * Rings that touch in points leave the inside in one piece as long as rings and touching points,
 * taken as the nodes of a graph, form no cycle.
 */
function dividedInteriors(touches: readonly RingTouch[]): Flaw[] {
  const parent = new Map<string, string>();
  const rootOf = (node: string): string => {
    const up = parent.get(node);
    return up === undefined ? node : rootOf(up);
  };
  const joined = new Set<string>();
  const flaws: Flaw[] = [];
  for (const { rings, at } of touches) {
    const point = `point ${at.join(" ")}`;
    for (const ring of rings) {
      const edge = `${ring} ${point}`;
      if (joined.has(edge)) continue;
      joined.add(edge);
      const [ringRoot, pointRoot] = [rootOf(`ring ${ring}`), rootOf(point)];
      if (ringRoot === pointRoot) flaws.push({ code: "INTERIOR_DIVIDED", at });
      else parent.set(ringRoot, pointRoot);
    }
  }
  return flaws;
}
