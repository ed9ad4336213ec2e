import type { Text } from "../../engine";
import type { Report } from "../fault";
import type { Flaw, FlawCode } from "./flaw";

/** What is wrong, to be followed by where. */
const REASONS: Readonly<Record<FlawCode, Text>> = {
  TOO_FEW_POINTS: {
    zh: "环的不同点少于 3 个",
    en: "a ring has fewer than 3 different points",
  },
  ZERO_AREA: { zh: "环的面积为零", en: "a ring has no area" },
  SELF_CROSSING: { zh: "多边形自相交", en: "the polygon crosses itself" },
  SELF_TOUCHING: { zh: "多边形的环与自身相接", en: "a ring of the polygon touches itself" },
  RINGS_CROSS: {
    zh: "外环与内环（或两个内环）相交或共边",
    en: "the shell and a hole, or two holes, cross or share an edge",
  },
  HOLE_OUTSIDE: { zh: "内环在外环之外", en: "a hole lies outside its shell" },
  HOLES_NESTED: { zh: "内环位于另一内环之中", en: "a hole lies inside another hole" },
  INTERIOR_DIVIDED: {
    zh: "内环把多边形内部分割开",
    en: "holes divide the inside of the polygon",
  },
  PARTS_OVERLAP: {
    zh: "多部分图形的各部分重叠或共边",
    en: "two parts of the geometry overlap or share an edge",
  },
};

/** One fault for each kind of flaw, with the first place and the number of places. */
export function describeFlaws(flaws: readonly Flaw[], report: Report): void {
  const byCode = new Map<FlawCode, Flaw[]>();
  for (const flaw of flaws) {
    const found = byCode.get(flaw.code);
    if (found === undefined) byCode.set(flaw.code, [flaw]);
    else found.push(flaw);
  }
  for (const [code, found] of byCode) {
    const [lon, lat] = found[0].at;
    const place = `[${degrees(lon)}, ${degrees(lat)}]`;
    const more = found.length - 1;
    report(code, "geometry", {
      zh: `${REASONS[code].zh}：位于 ${place}${more > 0 ? `，另有 ${more} 处` : ""}`,
      en: `${REASONS[code].en}: at ${place}${more > 0 ? ` and in ${more} more places` : ""}`,
    });
  }
}

/** A centimetre is enough to find the place; a coordinate that was given keeps its digits. */
function degrees(value: number): number {
  return Number(value.toFixed(7));
}
