import { superblock } from "../generate/street-plan";
import type { CommunitySpec } from "../generate/town";
import { invented } from "./invented";
import { deadEnd, lane, railway } from "./lines";
import { kiosk, school } from "./singles";

/** Towers of every size, a railway, dead ends and special populations. */
export const TOWER_QUARTER: readonly CommunitySpec[] = [
  {
    // Estates of towers with 100-250 households, one behind a wall without a gap.
    ...invented("yunshan", "云杉社区", "Yunshan", "丽景街街道", 1),
    lots: [superblock(2, 2)],
    lines: [lane("云杉巷", [30, 24], [30, 36]), lane("松针巷", [24, 30], [36, 30])],
    singles: [...school("云杉幼儿园", [34.4, 25]), kiosk([30.6, 24.9]), kiosk([30.6, 35.2])],
    estates: [
      {
        name: "云杉一期",
        lot: [24, 30, 30, 36],
        style: "towers",
        built: [2014, 2015],
        wall: "GATED",
      },
      {
        name: "云杉二期",
        lot: [30, 30, 36, 36],
        style: "towers",
        built: [2016, 2017],
        wall: "GATED",
      },
      {
        name: "云杉三期",
        lot: [24, 24, 30, 30],
        style: "midrise",
        built: [2011, 2012],
        wall: "CLOSED",
      },
      { name: "松风苑", lot: [30, 24, 36, 30], style: "towers", built: [2019, 2020] },
    ],
  },
  {
    // A tower of 612 households that no band can hold, twins of 280 that fit badly, a mixed tower,
    // and two towers that stand on one podium: their footprints overlap.
    ...invented("xingqiao", "星桥社区", "Xingqiao", "丽景街街道", 2),
    lots: [superblock(3, 2)],
    lines: [lane("星桥巷", [42, 24], [42, 36]), lane("星汉巷", [36, 30], [48, 30])],
    singles: [
      {
        at: [39, 33],
        shape: "CROSS",
        lengthM: 52,
        widthM: 44,
        facts: {
          category: "RESIDENTIAL",
          name: "星桥一号",
          estateName: "星桥公馆",
          households: 612,
          units: 2,
          floors: 51,
          builtYear: 2021,
        },
      },
      {
        at: [45, 33.4],
        shape: "SLAB",
        lengthM: 42,
        widthM: 36,
        facts: {
          category: "OFFICE",
          name: "星桥中心 (商住)",
          households: 180,
          floors: 38,
          builtYear: 2018,
          floorAreaM2: 57_000,
        },
      },
      {
        at: [38.6, 27],
        shape: "OCTAGON",
        lengthM: 96,
        widthM: 52,
        facts: { category: "MARKET", name: "星汉城裙房", floors: 3, builtYear: 2017 },
      },
      ...[37.9, 39.3].map((i, k) => ({
        at: [i, 27] as const,
        shape: "SLAB" as const,
        lengthM: 30,
        widthM: 24,
        facts: {
          category: "RESIDENTIAL" as const,
          name: `星汉城${k + 1}座`,
          estateName: "星汉城",
          households: 216,
          units: 1,
          floors: 30,
          builtYear: 2017,
        },
      })),
      ...[25.1, 28.9].map((j, k) => ({
        at: [40.9, j] as const,
        shape: "SLAB" as const,
        lengthM: 34,
        widthM: 20,
        facts: {
          category: "RESIDENTIAL" as const,
          name: `双子${k + 1}座`,
          estateName: "双子座",
          households: 280,
          units: 2,
          floors: 35,
          builtYear: 2019,
        },
      })),
    ],
    estates: [
      { name: "星桥公馆", lot: [36, 30, 42, 36], style: "towers", built: [2020, 2021] },
      { name: "星桥里", lot: [42, 30, 48, 36], style: "slabs", built: [2005, 2007] },
      {
        name: "星河里",
        lot: [42, 24, 48, 30],
        style: "midrise",
        built: [2013, 2014],
        wall: "GATED",
      },
    ],
  },
  {
    // Its south-east corner belongs to another community. A railway that only one street crosses, dead-end drives, many special-population households,
    // and an estate whose residents were never counted.
    ...invented("hequan", "鹤泉社区", "Hequan", "丽景街街道", 3),
    lots: [superblock(4, 2)],
    leftOut: [[57, 24, 60, 27]],
    specialShare: 0.12,
    lines: [
      railway(
        "云川铁路",
        [49.5, -0.6],
        [50, 6],
        [50.6, 12],
        [51.6, 18],
        [53, 24],
        [55.4, 30],
        [58.6, 36.6],
      ),
      lane("鹤泉巷", [48, 30], [60, 30]),
      deadEnd([48, 33], [50.4, 33]),
      lane("家属院巷", [57, 24], [57, 27], [60, 27]),
      deadEnd([60, 33], [58.4, 33]),
      deadEnd([51, 24], [51, 26.5]),
    ],
    singles: [
      kiosk([59.3, 30.7]),
      {
        // More households than any grid may have, in one old building.
        at: [49.6, 35],
        shape: "SLAB",
        lengthM: 84,
        widthM: 20,
        facts: {
          category: "RESIDENTIAL",
          name: "铁路公寓大楼",
          households: 532,
          units: 4,
          floors: 19,
          builtYear: 1998,
        },
      },
    ],
    estates: [
      {
        name: "鹤泉一里",
        lot: [48, 30, 54, 36],
        style: "slabs",
        built: [2001, 2003],
        specialShare: 0.3,
      },
      {
        name: "鹤泉二里",
        lot: [48, 24, 54, 30],
        style: "oldSlabs",
        built: [1996, 2000],
        specialShare: 0.42,
      },
      { name: "鹤鸣苑", lot: [54, 24, 57, 30], style: "midrise", built: [2011, 2013] },
      { name: "鹤鸣新苑", lot: [57, 27, 60, 30], style: "midrise", built: [2014, 2015] },
      {
        name: "鹤汀新村",
        lot: [54, 30, 60, 36],
        style: "slabs",
        built: [2007, 2009],
        residentsUnknown: true,
      },
    ],
  },
];
