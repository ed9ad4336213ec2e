/** R1 and R2 where it is proved that they cannot be kept for all: what was proved, with its numbers. */
import { bandNumbers, isFeasibleByTotal, isOversize } from "../partition/bands";
import type { Building } from "../input-types";
import type { Finding, Text } from "../plan-types";
import {
  findingOnPlan,
  populationOf,
  type CheckContext,
  type PartProved,
} from "./plan-under-check";
import { count, households, plural } from "./wording";

/** SIZE_BOUND for each connected part of which less than all is proved to fit into bands. */
export function checkProved(context: CheckContext): Finding[] {
  const { plan, rules } = context;
  const bands = bandNumbers(rules);
  const findings: Finding[] = [];
  plan.parts.forEach((ids, i) => {
    const proof = plan.proofs?.[i];
    if (proof === undefined) return;
    const standard = standardOf(context, ids);
    const totals = populationOf(standard, rules);
    if (proof.bound >= totals.households) return;
    // The arithmetic of the totals is a finding of its own.
    if (proof.by === "TOTALS" && !isFeasibleByTotal(bands, totals)) return;
    findings.push(bounded(context, standard, totals.households, proof));
  });
  return findings;
}

function bounded(
  context: CheckContext,
  buildings: readonly Building[],
  total: number,
  { bound, householdsInBand, by, districts }: PartProved,
): Finding {
  const { plan } = context;
  const isWhole = plan.parts.length === 1;
  const name = plan.community.name;
  const zhWho = isWhole ? `社区“${name}”` : `社区“${name}”中与其他部分不相连的一片，`;
  const enWho = isWhole ? name : `a part of ${name} that is connected to no other`;
  const why = whyBounded(context, buildings, by, districts ?? 0);
  const zhReached =
    householdsInBand < bound
      ? `本方案有 ${count(householdsInBand)} 户`
      : "本方案已达到这一上限，没有更好的划分";
  const enReached =
    householdsInBand < bound
      ? `This plan has ${count(householdsInBand)}`
      : "This plan reaches that, so none is better";
  return findingOnPlan("R1", {
    code: "SIZE_BOUND",
    severity: "INFO",
    message: {
      zh: `${zhWho}标准网格共 ${count(total)} 户，无论怎样划分，最多 ${count(bound)} 户能在达标网格内：${why.zh}。${zhReached}。`,
      en: `Of the ${households(total)} in standard grids of ${enWho}, at most ${count(bound)} can be in grids inside their band, whatever the division: ${why.en}. ${enReached}.`,
    },
    numbers: {
      households: total,
      most: bound,
      householdsInBand,
      ...(by === "DISTRICTS" ? { districts: districts ?? 0 } : {}),
    },
    buildingIds: isWhole ? [] : buildings.map(({ id }) => id),
  });
}

function whyBounded(
  context: CheckContext,
  buildings: readonly Building[],
  by: PartProved["by"],
  districts: number,
): Text {
  switch (by) {
    case "DISTRICTS":
      return byDistricts(districts);
    case "PIECES":
      return {
        zh: "有的楼栋不在任何相连的达标组合内，除去它们以后，余下各片无论分成几个网格也不能容纳更多",
        en: "there are buildings that no connected set inside its band holds, and the pieces that are left without them hold no more in any number of grids",
      };
    case "ALL":
    case "TOTALS":
      return byArithmetic(context, buildings);
    default: {
      const never: never = by;
      return never;
    }
  }
}

function byDistricts(districts: number): Text {
  return districts === 0
    ? {
        zh: "没有一组相连的楼栋达标（楼栋不能拆分）",
        en: "no connected set of buildings is inside its band, and a building is never cut",
      }
    : {
        zh: `相连且达标的楼栋组合共 ${count(districts)} 个，互不重叠、互不穿插地选取，都不能覆盖更多户数`,
        en: `of the ${plural(districts, "connected set")} of buildings inside their band, none that lie side by side without overlap hold more`,
      };
}

/** Buildings that no grid can hold inside its band, and what is left without them. */
function byArithmetic({ plan, rules }: CheckContext, buildings: readonly Building[]): Text {
  const bands = bandNumbers(rules);
  const inPart = new Map(buildings.map((building) => [building.id, building]));
  const groups = plan.cells.map(({ buildingIds }) =>
    buildingIds.map((id) => inPart.get(id)).filter((building) => building !== undefined),
  );
  const tooLarge = groups.filter((group) => isOversize(bands, populationOf(group, rules))).flat();
  const large = populationOf(tooLarge, rules).households;
  const inhabited = tooLarge.filter((building) => building.households > 0).length;
  const ids = new Set(tooLarge.map(({ id }) => id));
  const rest = populationOf(
    buildings.filter(({ id }) => !ids.has(id)),
    rules,
  );
  if (isFeasibleByTotal(bands, rest)) {
    return {
      zh: `${count(inhabited)} 栋楼共 ${count(large)} 户，任何包含它们的网格都不能达标，而楼栋不能拆分`,
      en: `${plural(inhabited, "building")} with ${households(large)} can be in no grid inside its band, and a building is never cut`,
    };
  }
  return {
    zh: `${count(inhabited)} 栋楼共 ${count(large)} 户，任何包含它们的网格都不能达标；其余 ${count(rest.households)} 户按户数总和也凑不成若干个达标的网格`,
    en: `${plural(inhabited, "building")} with ${households(large)} can be in no grid inside its band, and the other ${count(rest.households)} do not add up to any number of grids inside theirs`,
  };
}

function standardOf({ buildingOf, gridOf }: CheckContext, ids: readonly string[]): Building[] {
  return [...ids]
    .sort()
    .map((id) => buildingOf.get(id))
    .filter((building) => building !== undefined)
    .filter(({ id }) => gridOf.get(id)?.grid.kind !== "MICRO");
}
