/**
 * How calm the borders between grids are, as the engine draws them and as they are before it makes
 * them straight: the same plans, the same cells.
 * usage: npm run -s bench:borders
 */
import { propose, type Plan } from "../src/engine";
import { prepare } from "../src/engine/prepare";
import { type Arc, chainArcs, emptyBorderSegments } from "../src/engine/tessellate/arcs";
import { tessellate, tessellateWith } from "../src/engine/tessellate/tessellate";
import type { Tessellation } from "../src/engine/tessellate/tessellate";
import type { CommunityInput } from "../src/exchange/propose-inputs";
import { benchData } from "./communities";
import { printTable } from "./print";

/** What is added up over the borders of all plans. */
interface Calm {
  km: number;
  vertices: number;
  /** Sum of all changes of direction, in degrees. */
  turning: number;
  /** Changes of direction by more than SHARP degrees. */
  sharp: number;
}

const SHARP = 60;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { name, communities } = await benchData();
  const before = { all: calm(), ground: calm() };
  const after = { all: calm(), ground: calm() };
  for (const input of communities) {
    const plan = await propose(input);
    for (const [tally, tiling] of [
      [before, unstraightened(input)],
      [after, straightened(input)],
    ] as const) {
      const borders = bordersOf(tiling, plan);
      for (const border of borders) add(tally.all, tiling, border);
      for (const border of borders) if (border.barrier < 0) add(tally.ground, tiling, border);
    }
  }
  printTable(
    [name, "km", "vertices / km", "turning / 100 m", `corners above ${SHARP}° / km`],
    [
      row("all borders between grids, before", before.all),
      row("all borders between grids", after.all),
      ratio("ratio", before.all, after.all),
      row("on open ground, before", before.ground),
      row("on open ground", after.ground),
      ratio("ratio", before.ground, after.ground),
    ],
  );
}

function calm(): Calm {
  return { km: 0, vertices: 0, turning: 0, sharp: 0 };
}

function straightened(input: CommunityInput): Tessellation {
  const { community, buildings, barriers } = prepare(input);
  return tessellate(community, buildings, barriers);
}

function unstraightened(input: CommunityInput): Tessellation {
  const { community, buildings, barriers } = prepare(input);
  return tessellateWith((arcs) => [...arcs], community, buildings, barriers);
}

/** Borders between two grids, each as long as it runs between them and follows one thing. */
function bordersOf({ arcs }: Tessellation, { cells }: Plan): Arc[] {
  const segments = emptyBorderSegments();
  for (const { vertices, left, right, barrier } of arcs) {
    if (left < 0 || right < 0 || cells[left].grid === cells[right].grid) continue;
    for (let i = 1; i < vertices.length; i++) {
      segments.from.push(vertices[i - 1]);
      segments.to.push(vertices[i]);
      segments.left.push(cells[left].grid);
      segments.right.push(cells[right].grid);
      segments.barrier.push(barrier);
    }
  }
  return chainArcs(segments);
}

function add(calm: Calm, { frame, x, y }: Tessellation, { vertices }: Arc): void {
  calm.vertices += vertices.length - 1;
  let before: number | undefined;
  for (let i = 1; i < vertices.length; i++) {
    const dx = (x[vertices[i]] - x[vertices[i - 1]]) * frame.metresX;
    const dy = (y[vertices[i]] - y[vertices[i - 1]]) * frame.metresY;
    calm.km += Math.hypot(dx, dy) / 1000;
    const direction = (Math.atan2(dy, dx) * 180) / Math.PI;
    if (before !== undefined) {
      const turn = Math.abs(((direction - before + 540) % 360) - 180);
      calm.turning += turn;
      if (turn > SHARP) calm.sharp++;
    }
    before = direction;
  }
}

function row(title: string, { km, vertices, turning, sharp }: Calm): string[] {
  return [
    title,
    km.toFixed(1),
    (vertices / km).toFixed(1),
    `${(turning / (10 * km)).toFixed(0)}°`,
    (sharp / km).toFixed(1),
  ];
}

function ratio(title: string, before: Calm, after: Calm): string[] {
  const of = (figure: (calm: Calm) => number) => (figure(after) / figure(before)).toFixed(2);
  return [
    title,
    of(({ km }) => km),
    of(({ vertices, km }) => vertices / km),
    of(({ turning, km }) => turning / km),
    of(({ sharp, km }) => sharp / km),
  ];
}
