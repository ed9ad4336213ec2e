/** R9: an estate stays in one grid unless it alone exceeds the maximum. */
import type { Building } from "../input-types";
import type { Finding } from "../plan-types";
import { bandOf } from "./band";
import {
  findingOnPlan,
  populationOf,
  type CheckContext,
  type CheckedGrid,
} from "./plan-under-check";
import { count, households, listOf } from "./wording";

/** ESTATE_SPLIT and ESTATE_EXCEEDS_MAX; only buildings with households in standard grids count. */
export function checkEstates(context: CheckContext): Finding[] {
  const { buildings, gridOf, rules } = context;
  const estates = new Map<string, Building[]>();
  for (const building of buildings) {
    if (!building.estate || building.households === 0) continue;
    if (gridOf.get(building.id)?.grid.kind === "MICRO") continue;
    const others = estates.get(building.estate);
    if (others === undefined) estates.set(building.estate, [building]);
    else others.push(building);
  }
  const findings: Finding[] = [];
  for (const [, members] of [...estates].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const population = populationOf(members, rules);
    const max = bandOf(population, rules).band[1];
    const total = population.households;
    const shares = sharesOf(members, context);
    if (total > max) findings.push(exceeds(members, total, max, shares));
    else if (shares.length > 1) findings.push(split(members, total, max, shares));
  }
  return findings;
}

interface Share {
  readonly checked: CheckedGrid;
  readonly households: number;
}

/** Its households by grid, the largest share first. */
function sharesOf(members: readonly Building[], { gridOf }: CheckContext): Share[] {
  const shares = new Map<CheckedGrid, number>();
  for (const member of members) {
    const checked = gridOf.get(member.id);
    if (checked === undefined) continue;
    shares.set(checked, (shares.get(checked) ?? 0) + member.households);
  }
  return [...shares]
    .map(([checked, value]) => ({ checked, households: value }))
    .sort((a, b) => b.households - a.households || a.checked.index - b.checked.index);
}

function split(
  members: readonly Building[],
  total: number,
  max: number,
  shares: readonly Share[],
): Finding {
  const name = nameOfEstate(members);
  const where = listOf(
    shares.map((s) => s.checked.grid.label),
    8,
  );
  const most = shares[0];
  const rest = total - most.households;
  return findingOnPlan("R9", {
    code: "ESTATE_SPLIT",
    severity: "INFO",
    message: {
      zh: `小区“${name}”共 ${count(total)} 户，未超过上限 ${max} 户，却分在网格 ${where.zh}。其中网格 ${most.checked.grid.label} 最多，有 ${count(most.households)} 户；如相邻网格户数允许，可将其余 ${count(rest)} 户并入。`,
      en: `Estate ${name} has ${households(total)}, no more than the ${max} of a grid, but lies in grids ${where.en}. Most of it, ${count(most.households)}, is in ${most.checked.grid.label}: move the other ${count(rest)} there if the bands of the neighbours allow it.`,
    },
    numbers: { households: total, max, grids: shares.length, largestShare: most.households },
    buildingIds: members.map((member) => member.id),
    place: most.checked.grid.pointOnSurface,
  });
}

function exceeds(
  members: readonly Building[],
  total: number,
  max: number,
  shares: readonly Share[],
): Finding {
  const name = nameOfEstate(members);
  const where = listOf(
    shares.map((s) => s.checked.grid.label),
    8,
  );
  const fewest = Math.ceil(total / max);
  const enough = shares.length >= fewest;
  return findingOnPlan("R9", {
    code: "ESTATE_EXCEEDS_MAX",
    severity: "INFO",
    message: {
      zh: `小区“${name}”共 ${count(total)} 户，超过一个网格的上限 ${max} 户，至少需要 ${fewest} 个网格，现在网格 ${where.zh}${enough ? "，无须调整" : "；如需达标，可再拆分"}。`,
      en: `Estate ${name} has ${households(total)}, more than the ${max} of a grid; it takes at least ${fewest} grids and lies in ${where.en}. ${enough ? "Nothing has to change." : "Split it further to keep inside the band."}`,
    },
    numbers: { households: total, max, fewestGrids: fewest, grids: shares.length },
    buildingIds: members.map((member) => member.id),
    place: shares.length > 0 ? shares[0].checked.grid.pointOnSurface : null,
  });
}

function nameOfEstate(members: readonly Building[]): string {
  const named = members.find((member) => member.estateName);
  return named?.estateName ?? members[0].estate ?? "";
}
