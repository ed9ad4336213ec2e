import type { Barrier, BarrierKind, Building } from "../input-types";
import type { Text } from "../plan-types";

/** What a piece of a grid's outline is called. */
export interface NamedLimit {
  /** Pieces of one group count together; the commonest name of a group stands for it. */
  readonly group: string;
  readonly text: Text;
  /** The name where it shares a side with another one. */
  readonly short: Text;
  /** Neither a line that is there nor the boundary. */
  readonly isGround: boolean;
}

/** Ground of which nothing more can be said. */
export const OPEN_GROUND: Text = { zh: "空地", en: "open ground" };

const BOUNDARY: Text = { zh: "社区边界", en: "the boundary of the community" };

const UNNAMED: Readonly<Record<BarrierKind, Text>> = {
  ROAD: { zh: "道路", en: "a road" },
  RIVER: { zh: "河流", en: "a river" },
  RAILWAY: { zh: "铁路", en: "a railway" },
  WALL: { zh: "围墙", en: "a wall" },
};

/** Many single buildings along one side are one limit, named after the one that is met most. */
const SINGLE_BUILDINGS = "single buildings";

/**
 * Names the outline between a cell of a grid and what lies across it (-1: outside the community):
 * the barrier it follows (-1: none) rather than the boundary, the boundary rather than the estates
 * or buildings on both sides.
 */
export function nameLimits(
  cells: readonly (readonly Building[])[],
  barriers: readonly Barrier[],
): (own: number, across: number, barrier: number) => NamedLimit {
  const estates = cells.map(estateOf);
  const estateAt = (cell: number) => (cell < 0 ? null : estates[cell]);
  return (own, across, barrier) => {
    if (barrier >= 0) return line(barrierName(barriers[barrier], estateAt(own), estateAt(across)));
    if (across < 0) return line(BOUNDARY);
    return groundLimit(estateAt(own), estateAt(across), cells[across]);
  };
}

function barrierName({ kind, name }: Barrier, own: string | null, across: string | null): Text {
  if (name) return { zh: name, en: name };
  if (kind !== "WALL") return UNNAMED[kind];
  const estate = across ?? own;
  if (estate === null) return UNNAMED.WALL;
  return own === across
    ? { zh: `${estate}内围墙`, en: `a wall inside ${estate}` }
    : { zh: `${estate}围墙`, en: `the wall of ${estate}` };
}

function groundLimit(
  own: string | null,
  across: string | null,
  buildings: readonly Building[],
): NamedLimit {
  const [building] = buildings;
  if (across !== null && own === across) {
    const inside = { zh: `${own}内部`, en: `the ground inside ${own}` };
    const text = building.name
      ? { zh: `${own}内${building.name}旁`, en: `${inside.en} beside ${building.name}` }
      : inside;
    return { group: inside.zh, text, short: text, isGround: true };
  }
  if (across !== null) {
    const short = beside(across, across);
    const text =
      own === null
        ? short
        : { zh: `${own}与${across}之间`, en: `the ground between ${own} and ${across}` };
    return { group: short.zh, text, short, isGround: true };
  }
  if (buildings.length === 0) {
    return { group: OPEN_GROUND.zh, text: OPEN_GROUND, short: OPEN_GROUND, isGround: true };
  }
  const { id, name } = building;
  const text = name ? beside(name, name) : beside(`楼栋 ${id} `, `building ${id}`);
  return { group: SINGLE_BUILDINGS, text, short: text, isGround: true };
}

function beside(zh: string, en: string): Text {
  return { zh: `${zh}旁`, en: `the ground beside ${en}` };
}

function line(text: Text): NamedLimit {
  return { group: text.zh, text, short: text, isGround: false };
}

function estateOf(buildings: readonly Building[]): string | null {
  const names = buildings.map(({ estate, estateName }) => estateName ?? estate);
  return names.find((name) => name !== undefined && name !== null) ?? null;
}
