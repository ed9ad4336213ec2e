import type { SingleBuilding } from "../generate/features";
import { superblock } from "../generate/street-plan";
import type { CommunitySpec } from "../generate/town";
import { invented } from "./invented";
import { lane, partyWall } from "./lines";
import { kiosk, school } from "./singles";

/** Everything that becomes a micro-grid, and everything that nearly does. */
export const CENTRE: readonly CommunitySpec[] = [
  {
    // A mall with an annex, a market hall, shops too small to count, and both explicit flags.
    ...invented("jinshi", "锦市社区", "Jinshi", "胜利街街道", 1),
    lots: [superblock(2, 1)],
    lines: [
      lane("锦市巷", [30, 12], [30, 24]),
      lane("货郎巷", [24, 18], [36, 18]),
      partyWall("锦绣苑隔墙", [30, 15], [36, 15]),
    ],
    singles: [
      market("锦市广场", [26.8, 21.6], 118, 84, 5, { shape: "OCTAGON", floorAreaM2: 46_000 }),
      market("锦市广场附楼", [27, 19.2], 66, 30, 3),
      // No floor area is given: footprint x floors decides.
      market("锦市农贸市场", [25.9, 16.6], 82, 44, 2, { floorAreaM2: null }),
      market("沿街商铺", [28.4, 17.2], 34, 12, 2),
      market("老夜市", [25.2, 14.7], 30, 16, 1, { microGrid: true }),
      market("闲置批发楼", [28.4, 15.2], 46, 30, 5, { microGrid: false }),
      kiosk([29.3, 12.7]),
    ],
    estates: [
      { name: "锦市里", lot: [30, 18, 36, 24], style: "courtyards", built: [2001, 2003] },
      { name: "锦绣北苑", lot: [30, 15, 36, 18], style: "slabs", built: [2003, 2004] },
      { name: "锦绣南苑", lot: [30, 12, 36, 15], style: "slabs", built: [2005, 2006] },
      { name: "货郎新村", lot: [24, 12, 30, 18], style: "oldSlabs", built: [1992, 1996] },
    ],
  },
  {
    // A hospital whose buildings stand together, a clinic beyond the street that does not join it.
    ...invented("xinglin", "杏林社区", "Xinglin", "胜利街街道", 2),
    lots: [superblock(3, 1)],
    lines: [
      lane("杏林巷", [42, 12], [42, 24]),
      lane("青囊巷", [36, 18], [48, 18]),
      lane("学堂巷", [39, 18], [39, 24]),
    ],
    singles: [
      venue("杏林医院门诊楼", [44.2, 19.3], 74, 30, 6),
      venue("杏林医院医技楼", [44.2, 20.9], 56, 28, 5),
      venue("杏林医院住院楼", [44.4, 22.4], 84, 22, 16),
      venue("杏林医院感染楼", [46.6, 22.4], 26, 18, 3),
      venue("杏林体检中心", [44.2, 17], 56, 26, 5),
      ...school("杏林中学", [40.5, 19]),
      venue("杏林中学体育馆", [40.5, 21.8], 52, 36, 1),
    ],
    estates: [
      { name: "杏花村", lot: [36, 18, 39, 24], style: "oldSlabs", built: [1993, 1997] },
      { name: "杏林苑", lot: [36, 12, 42, 18], style: "slabs", built: [2006, 2008], wall: "GATED" },
      { name: "杏坛里", lot: [42, 12, 48, 18], style: "midrise", built: [2014, 2016] },
      { name: "青囊里", lot: [46, 18, 48, 22], style: "oldSlabs", built: [1999, 2000] },
    ],
  },
  {
    // Office towers on both sides of a lane, a mixed tower that stays a home, one that does not.
    ...invented("fangzhou", "方舟社区", "Fangzhou", "胜利街街道", 3),
    lots: [superblock(2, 0)],
    lines: [lane("方舟巷", [30, 0], [30, 12]), lane("罗盘巷", [24, 6], [36, 6])],
    singles: [
      office("方舟国际A座", [25.6, 10.6], 42, 40, 30),
      office("方舟国际B座", [27.6, 10.6], 42, 40, 28),
      office("方舟国际C座", [25.6, 8.6], 44, 38, 24),
      office("方舟国际D座 (含公寓)", [27.6, 8.6], 40, 40, 32, 42),
      office("罗盘大厦", [31.6, 10.4], 40, 36, 22),
      office("罗盘公寓 (商住)", [31.6, 8], 44, 30, 26, 164),
      office("街道办事楼", [28.8, 6.9], 30, 14, 5),
    ],
    estates: [
      {
        name: "方舟公馆",
        lot: [30, 0, 36, 6],
        style: "towers",
        built: [2016, 2018],
        wall: "GATED",
      },
      { name: "锚地里", lot: [24, 0, 30, 6], style: "slabs", built: [2004, 2006], wall: "GATED" },
      { name: "灯塔苑", lot: [32, 6, 36, 12], style: "midrise", built: [2010, 2012] },
    ],
  },
];

type Place = SingleBuilding["at"];

function market(
  name: string,
  at: Place,
  lengthM: number,
  widthM: number,
  floors: number,
  more: { shape?: "OCTAGON"; floorAreaM2?: number | null; microGrid?: boolean } = {},
): SingleBuilding {
  const { shape = "SLAB", ...facts } = more;
  return {
    at,
    shape,
    lengthM,
    widthM,
    facts: { category: "MARKET", name, floors, builtYear: 2009, ...facts },
  };
}

function venue(
  name: string,
  at: Place,
  lengthM: number,
  widthM: number,
  floors: number,
): SingleBuilding {
  const facts = { category: "PUBLIC_VENUE", name, floors, builtYear: 2005 } as const;
  return { at, shape: "SLAB", lengthM, widthM, facts };
}

function office(
  name: string,
  at: Place,
  lengthM: number,
  widthM: number,
  floors: number,
  households = 0,
): SingleBuilding {
  const facts = { category: "OFFICE", name, floors, households, builtYear: 2015 } as const;
  return { at, shape: "SLAB", lengthM, widthM, facts };
}
