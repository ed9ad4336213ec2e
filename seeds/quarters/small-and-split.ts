import { superblock } from "../generate/street-plan";
import type { CommunitySpec } from "../generate/town";
import { invented } from "./invented";
import { lane } from "./lines";
import { kiosk, school } from "./singles";

/** Totals that no number of grids fits, and a community in two parts. */
export const SMALL_AND_SPLIT: readonly CommunitySpec[] = [
  {
    // Two parts: the second lies two streets to the south-west, inside another community.
    ...invented("wangta", "望塔社区", "Wangta", "丽景街街道", 5),
    lots: [superblock(4, 1), [42, 3, 48, 9]],
    lines: [
      lane("望塔巷", [54, 12], [54, 24]),
      lane("塔影巷", [48, 18], [60, 18]),
      lane("飞地中巷", [42, 6], [48, 6]),
    ],
    singles: [
      {
        // Small, but flagged: people come from the whole city.
        at: [52.9, 15],
        shape: "OCTAGON",
        lengthM: 36,
        widthM: 36,
        facts: {
          category: "PUBLIC_VENUE",
          name: "望塔遗址馆",
          floors: 2,
          builtYear: 2011,
          microGrid: true,
        },
      },
      ...school("望塔小学", [53, 19.5]),
      {
        // One building of an estate in the other part: no grid can hold the whole estate.
        at: [53, 22.4],
        shape: "SLAB",
        lengthM: 44,
        widthM: 13,
        facts: {
          category: "RESIDENTIAL",
          name: "飞地老村回迁楼",
          estateName: "飞地老村",
          households: 48,
          units: 4,
          floors: 6,
          builtYear: 2003,
        },
      },
    ],
    estates: [
      {
        name: "望塔一里",
        lot: [54, 18, 60, 24],
        style: "midrise",
        built: [2009, 2011],
        wall: "GATED",
      },
      {
        name: "望塔二里",
        lot: [54, 12, 60, 18],
        style: "slabs",
        built: [2001, 2003],
        wall: "GATED",
      },
      { name: "塔影村", lot: [48, 18, 51, 24], style: "oldSlabs", built: [1988, 1994] },
      { name: "塔影南村", lot: [48, 12, 51, 18], style: "oldSlabs", built: [1994, 1999] },
      { name: "飞地新苑", lot: [42, 6, 48, 9], style: "slabs", built: [2013, 2014] },
      { name: "飞地老村", lot: [42, 3, 48, 6], style: "slabs", built: [2001, 2002] },
    ],
  },
  {
    // 552 households: too many for one grid of 300-500, too few for two.
    ...invented("shuofeng", "朔风社区", "Shuofeng", "银古路街道", 5),
    lots: [[0, 0, 6, 12]],
    totalHouseholds: 552,
    lines: [lane("朔风巷", [0, 6], [6, 6]), lane("界巷", [6, 0], [6, 12])],
    singles: [kiosk([3, 6.6])],
    estates: [
      { name: "朔风苑", lot: [0, 6, 6, 12], style: "slabs", built: [2002, 2005] },
      { name: "雁门苑", lot: [0, 0, 6, 6], style: "slabs", built: [2004, 2006] },
    ],
  },
  {
    // 244 households in a new estate; the rest is not built on yet.
    ...invented("xinqu", "新渠社区", "Xinqu", "银古路街道", 6),
    lots: [[6, 0, 12, 12]],
    totalHouseholds: 244,
    lines: [lane("新渠巷", [6, 6], [12, 6])],
    singles: [kiosk([9, 5.3])],
    estates: [
      {
        name: "新渠苑",
        lot: [6, 6, 12, 12],
        style: "midrise",
        built: [2022, 2023],
        mostBuildings: 5,
      },
    ],
  },
];
