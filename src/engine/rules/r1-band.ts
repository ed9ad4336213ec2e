/** R1: a standard grid has 300-500 households; R2: a reduced one 100-300, and 301-500 will do. */
import type { Finding, Text } from "../plan-types";
import { deviationFrom } from "./band";
import { findingOnGrid, type CheckContext, type CheckedGrid } from "./plan-under-check";
import { count, households, nameOf, plural } from "./wording";

/** Findings on standard grids outside the band; `neighbours` gives those that share a border. */
export function checkBands(
  { grids, rules }: CheckContext,
  neighbours: (grid: CheckedGrid) => readonly CheckedGrid[],
): Finding[] {
  const findings: Finding[] = [];
  for (const checked of grids) {
    const { band } = checked;
    if (band === null) continue;
    const deviation = deviationFrom(checked.households, band.band);
    if (deviation === 0) continue;
    const [min, max] = rules.standardBand;
    const permitted = band.reduced && checked.households >= min && checked.households <= max;
    findings.push(
      permitted
        ? aboveTarget(checked, rules.standardBand, band.band)
        : outside(checked, band.band, deviation, neighbours(checked)),
    );
  }
  return findings;
}

function aboveTarget(
  checked: CheckedGrid,
  standard: readonly [number, number],
  target: readonly [number, number],
): Finding {
  const { grid, households: value } = checked;
  const label = grid.label;
  return findingOnGrid("R2", checked, {
    code: "REDUCED_ABOVE_TARGET",
    severity: "INFO",
    message: {
      zh: `网格 ${label} 有 ${count(value)} 户，可按 ${target[0]}-${target[1]} 户的小规模网格划分，现按 ${standard[0]}-${standard[1]} 户的一般标准仍符合要求，无须调整；如服务压力大，可再拆分。`,
      en: `Grid ${label} has ${households(value)}. It may be reduced to ${target[0]}-${target[1]}, and still meets the general ${standard[0]}-${standard[1]}, so nothing has to change; split it if the work there is heavy.`,
    },
    numbers: { households: value, min: target[0], max: target[1], permittedMax: standard[1] },
  });
}

function outside(
  checked: CheckedGrid,
  [min, max]: readonly [number, number],
  deviation: number,
  neighbours: readonly CheckedGrid[],
): Finding {
  const { grid, households: value, band } = checked;
  const reduced = band?.reduced === true;
  const missing = Math.abs(deviation);
  const advice =
    deviation < 0
      ? whoCouldGive(missing, neighbours)
      : (oneTooLarge(checked, max) ?? whoCouldTake(neighbours));
  const zhBand = `${reduced ? "小规模网格" : "标准网格"} ${min}-${max} 户`;
  const enBand = `the ${min}-${max} of a ${reduced ? "reduced" : "standard"} grid`;
  const zhGap = deviation < 0 ? "少" : "多";
  const enGap = deviation < 0 ? "fewer" : "more";
  const below = reduced ? "REDUCED_BELOW" : "GRID_BELOW_BAND";
  const above = reduced ? "REDUCED_ABOVE_MAX" : "GRID_ABOVE_BAND";
  return findingOnGrid(reduced ? "R2" : "R1", checked, {
    code: deviation < 0 ? below : above,
    severity: "WARNING",
    message: {
      zh: `网格 ${grid.label} 有 ${count(value)} 户，比${zhBand}的标准${zhGap} ${count(missing)} 户。${advice.zh}；确需保留的，提交时请填写理由。`,
      en: `Grid ${grid.label} has ${households(value)}, ${count(missing)} ${enGap} than ${enBand}. ${advice.en}, or give a reason at submission.`,
    },
    numbers: { households: value, min, max, deviation },
  });
}

/** A neighbour above its minimum could give a building; the one with most to spare is named. */
function whoCouldGive(missing: number, neighbours: readonly CheckedGrid[]): Text {
  const giver = best(neighbours, (n, [min]) => n.households - min);
  if (giver !== null && giver.room > 0) {
    const { label } = giver.neighbour.grid;
    const some = Math.min(giver.room, missing);
    return {
      zh: `相邻网格 ${label} 最多可划出 ${count(giver.room)} 户而不低于下限，可从中调入约 ${count(some)} 户的楼栋`,
      en: `Its neighbour ${label} can spare ${count(giver.room)}: move buildings of about ${households(some)} from there`,
    };
  }
  const partner = best(neighbours, (n, [, max]) => max - n.households);
  if (partner !== null) {
    const { label } = partner.neighbour.grid;
    return {
      zh: `相邻网格都没有富余户数，可考虑与网格 ${label} 合并`,
      en: `No neighbour has any to spare: consider a merger with grid ${label}`,
    };
  }
  return {
    zh: "它没有相邻的标准网格可以调整",
    en: "It has no standard neighbour to exchange buildings with: enlarge the community",
  };
}

/** Where one building is larger than the band by itself, moving others does not help. */
function oneTooLarge({ buildings }: CheckedGrid, max: number): Text | null {
  const largest = buildings.find((building) => building.households > max);
  if (largest === undefined) return null;
  const name = nameOf(largest);
  return {
    zh: `仅楼栋“${name}”就有 ${count(largest.households)} 户，而楼栋不能拆分，可将其余楼栋划给相邻网格`,
    en: `Building ${name} alone has ${count(largest.households)} and is never cut: move the others to neighbouring grids if there are any`,
  };
}

function whoCouldTake(neighbours: readonly CheckedGrid[]): Text {
  const taker = best(neighbours, (n, [, max]) => max - n.households);
  if (taker !== null && taker.room > 0) {
    const { label } = taker.neighbour.grid;
    return {
      zh: `相邻网格 ${label} 还可调入 ${count(taker.room)} 户，可将边缘楼栋划给它`,
      en: `Its neighbour ${label} has room for ${count(taker.room)}: move buildings on the border there`,
    };
  }
  return {
    zh: `相邻的 ${neighbours.length} 个网格均无余量，可考虑拆分本网格`,
    en: `${plural(neighbours.length, "neighbour")} and none with room: consider splitting it`,
  };
}

function best(
  neighbours: readonly CheckedGrid[],
  roomOf: (neighbour: CheckedGrid, band: readonly [number, number]) => number,
): { neighbour: CheckedGrid; room: number } | null {
  let found: { neighbour: CheckedGrid; room: number } | null = null;
  for (const neighbour of neighbours) {
    if (neighbour.band === null) continue;
    const room = roomOf(neighbour, neighbour.band.band);
    if (found === null || room > found.room) found = { neighbour, room };
  }
  return found;
}
