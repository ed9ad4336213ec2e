import { superblock } from "../generate/street-plan";
import type { CommunitySpec } from "../generate/town";
import { invented, inventedName } from "./invented";
import { lane, laneUnderBuildings, partyWall } from "./lines";
import { school } from "./singles";

/** Old estates by year and by flag, small houses, and every oddity that real data has. */
export const OLD_QUARTER: readonly CommunitySpec[] = [
  {
    // The explicit flag wins both ways over the year of building.
    ...invented("huaiyin", "槐荫社区", "Huaiyin", "银古路街道", 4),
    lots: [superblock(0, 1)],
    lines: [
      lane("槐荫巷", [0, 18], [12, 18]),
      partyWall("槐荫短墙", [0, 21], [4, 21]),
      partyWall("槐安短墙", [8, 15], [12, 15]),
      lane("槐香巷", [4, 12], [4, 24]),
      partyWall("槐荫老墙", [8, 12], [8, 18]),
      partyWall("槐荫老墙", [8, 18], [8, 24]),
    ],
    singles: [
      // One old building of more than 300 households: above a reduced grid's aim, still permitted.
      {
        at: [6, 14],
        shape: "SLAB",
        lengthM: 76,
        widthM: 18,
        facts: {
          category: "RESIDENTIAL",
          name: "槐香大楼",
          households: 336,
          units: 4,
          floors: 14,
          builtYear: 1996,
        },
      },
    ],
    estates: [
      { name: "槐荫一村", lot: [0, 21, 4, 24], style: "oldSlabs", built: [1982, 1985] },
      { name: "槐荫四村", lot: [0, 18, 4, 21], style: "oldSlabs", built: [1986, 1989] },
      {
        name: "槐荫二村",
        lot: [4, 18, 8, 24],
        style: "oldSlabs",
        built: [2002, 2003],
        oldEstate: true,
      },
      {
        name: "槐荫三村",
        lot: [8, 18, 12, 24],
        style: "oldSlabs",
        built: [1997, 1998],
        oldEstate: false,
      },
      { name: "槐树院", lot: [0, 12, 4, 18], style: "courtyards", built: [1972, 1979] },
      { name: "槐香里", lot: [4, 12, 8, 18], style: "slabs", built: [2008, 2009] },
      { name: "槐安里", lot: [8, 15, 12, 18], style: "oldSlabs", built: [2000, 2001] },
      { name: "槐安南里", lot: [8, 12, 12, 15], style: "slabs", built: [2010, 2011] },
    ],
  },
  {
    // A hundred and more small houses on narrow lanes, and a railwaymen's yard in another superblock
    // with fewer households than the smallest grid.
    ...invented("zaoyuan", "枣园社区", "Zaoyuan", "丽景街街道", 4),
    lots: [superblock(4, 0), [57, 24, 60, 27]],
    lines: [
      lane("枣园东巷", [56, 0], [56, 12]),
      lane("枣园西巷", [52, 0], [52, 12]),
      lane("枣花巷", [52, 6], [60, 6]),
    ],
    singles: [
      ...school("枣园小学", [51, 2.6]),
      home("铁路家属院1号楼", [58.4, 26], 46, 12, 44, {
        estateName: "铁路家属院",
        builtYear: 1979,
      }),
      home("铁路家属院2号楼", [58.4, 25.1], 46, 12, 40, {
        estateName: "铁路家属院",
        builtYear: 1981,
      }),
    ],
    estates: [
      {
        name: "枣园一片",
        lot: [52, 6, 56, 12],
        style: "houses",
        built: [1976, 1990],
        mostBuildings: 40,
      },
      {
        name: "枣园二片",
        lot: [56, 6, 60, 12],
        style: "houses",
        built: [1985, 1999],
        mostBuildings: 36,
      },
      {
        name: "枣园三片",
        lot: [52, 0, 56, 6],
        style: "houses",
        built: [1992, 2006],
        mostBuildings: 38,
      },
      {
        name: "枣园四片",
        lot: [56, 0, 60, 6],
        style: "houses",
        built: [2001, 2012],
        mostBuildings: 32,
      },
    ],
  },
  {
    // No code was given to it yet. Footprints that overlap, one recorded twice, one across the
    // boundary, one over a lane; and the lot in its east that belongs to another community.
    id: "invented-shiliu",
    name: inventedName("石榴社区", "Shiliu"),
    code: null,
    lots: [superblock(3, 0)],
    leftOut: [[42, 3, 48, 9]],
    lines: [
      laneUnderBuildings("石榴巷", [36, 6], [42, 6]),
      lane("籽粒巷", [42, 0], [42, 12]),
      lane("飞地南巷", [42, 3], [48, 3]),
      lane("飞地北巷", [42, 9], [48, 9]),
    ],
    singles: [
      home("过街楼", [38.4, 6], 16, 46, 48),
      home("骑界楼", [36.1, 3.2], 44, 13, 36),
      home("主楼", [40.2, 7.6], 52, 14, 60),
      home("加建楼", [40.8, 7.5], 16, 34, 20),
      home("重复登记楼", [37.6, 10.9], 46, 12, 40),
      home("重复登记楼", [37.6, 10.9], 46, 12, 0),
    ],
    estates: [
      { name: "石榴一村", lot: [36, 6, 42, 12], style: "oldSlabs", built: [1991, 1995] },
      { name: "石榴二村", lot: [36, 0, 42, 6], style: "slabs", built: [2001, 2004] },
      { name: "籽粒里", lot: [42, 9, 48, 12], style: "oldSlabs", built: [1998, 2000] },
      { name: "籽粒南里", lot: [42, 0, 48, 3], style: "houses", built: [2001, 2008] },
    ],
  },
];

/** A home; outside every estate and of unknown age unless more is said. */
function home(
  name: string,
  at: readonly [number, number],
  lengthM: number,
  widthM: number,
  households: number,
  more: { readonly estateName?: string; readonly builtYear?: number } = {},
) {
  const facts = { category: "RESIDENTIAL", name, floors: 6, households, ...more } as const;
  return { at, shape: "SLAB", lengthM, widthM, facts } as const;
}
