import { superblock } from "../generate/street-plan";
import type { CommunitySpec } from "../generate/town";
import { invented } from "./invented";
import { deadEnd, lane, partyWall, river } from "./lines";
import { kiosk, school } from "./singles";

/** A river through three communities, old walk-ups along it, a park, and a hole. */
export const RIVER_QUARTER: readonly CommunitySpec[] = [
  {
    // Two superblocks and eight estates, most of them old; the river cuts both superblocks.
    ...invented("liuan", "柳岸社区", "Liu'an", "银古路街道", 1),
    lots: [superblock(0, 2), superblock(1, 2)],
    lines: [
      river(
        "月溪",
        [-0.6, 31],
        [6, 30.4],
        [12, 29.4],
        [17, 28.8],
        [19.6, 27],
        [20.2, 24],
        [20.6, 20],
        [21.2, 16],
        [22, 12],
        [22.4, 6],
        [22.8, -0.6],
      ),
      lane("柳岸巷", [6, 24], [6, 36]),
      partyWall("柳岸北墙", [0, 33], [6, 33]),
      partyWall("柳岸南墙", [0, 27], [6, 27]),
      lane("柳溪巷", [12, 30], [24, 30]),
      lane("渡口巷", [18, 24], [18, 36]),
    ],
    singles: [kiosk([6.8, 30.6]), ...school("柳岸小学", [22.8, 24.7])],
    estates: [
      { name: "柳岸一村", lot: [0, 33, 6, 36], style: "oldSlabs", built: [1984, 1988] },
      { name: "柳岸二村", lot: [0, 31, 6, 33], style: "oldSlabs", built: [1985, 1989] },
      { name: "柳岸三村", lot: [6, 31, 12, 36], style: "oldSlabs", built: [1989, 1993] },
      { name: "柳岸四村", lot: [0, 27, 6, 30], style: "oldSlabs", built: [1990, 1996] },
      { name: "柳岸五村", lot: [0, 24, 6, 27], style: "oldSlabs", built: [1991, 1994] },
      { name: "柳岸六村", lot: [6, 24, 12, 29], style: "oldSlabs", built: [1994, 1999] },
      { name: "柳溪苑", lot: [12, 30, 18, 36], style: "slabs", built: [2004, 2006], wall: "GATED" },
      {
        name: "锦鲤园",
        lot: [18, 30, 24, 36],
        style: "midrise",
        built: [2012, 2012],
        wall: "GATED",
      },
      { name: "渡口新村", lot: [12, 24, 18, 28], style: "oldSlabs", built: [1995, 1998] },
      { name: "听溪院", lot: [20, 24, 24, 30], style: "courtyards", built: [1958, 1962] },
    ],
  },
  {
    // Half of it is a park without a single building, with the river running through.
    ...invented("luhua", "芦花社区", "Luhua", "银古路街道", 2),
    lots: [superblock(1, 1)],
    lines: [
      lane("芦花巷", [18, 12], [18, 24]),
      lane("苇塘巷", [12, 18], [18, 18]),
      partyWall("芦花苑隔墙", [12, 21], [18, 21]),
      deadEnd([18, 15], [20, 15.4]),
    ],
    singles: [],
    estates: [
      { name: "芦花北苑", lot: [12, 21, 18, 24], style: "slabs", built: [2002, 2004] },
      { name: "芦花南苑", lot: [12, 18, 18, 21], style: "slabs", built: [2004, 2005] },
      {
        name: "苇塘里",
        lot: [12, 12, 18, 18],
        style: "midrise",
        built: [2010, 2013],
        wall: "GATED",
      },
    ],
  },
  {
    // A hole: the walled grounds of an institute that belong to no community.
    ...invented("wenlan", "文澜社区", "Wenlan", "银古路街道", 3),
    lots: [superblock(1, 0)],
    leftOut: [[14, 4, 19, 8]],
    lines: [
      partyWall("研究院围墙", [14, 4], [19, 4], [19, 8], [14, 8], [14, 4]),
      lane("文澜巷", [12, 8], [14, 8]),
      lane("文澜巷", [19, 8], [24, 8]),
      lane("书香巷", [18, 8], [18, 12]),
      lane("砚池巷", [19, 0], [19, 4]),
      lane("砚池巷", [12, 4], [14, 4]),
    ],
    singles: school("文澜小学", [13, 5.4]),
    estates: [
      // Built round the cut-off year: some buildings are old, some are not.
      { name: "文澜里", lot: [12, 8, 18, 12], style: "oldSlabs", built: [1999, 2002] },
      { name: "书香苑", lot: [18, 8, 22, 12], style: "midrise", built: [2015, 2016] },
      { name: "砚池村", lot: [12, 0, 19, 4], style: "oldSlabs", built: [1987, 1992] },
      { name: "墨香居", lot: [19, 0, 22, 8], style: "slabs", built: [2003, 2005] },
    ],
  },
];
