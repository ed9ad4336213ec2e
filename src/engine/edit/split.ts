/** A grid becomes two: along a line that is drawn, or where the engine finds best. */
import type { LineString } from "geojson";
import type { Draft, Edit } from "../edit-types";
import { demandNewKey, demandUnlocked, gridOfKey } from "./demands";
import { refuse } from "./edit-error";
import type { EditableGround } from "./editable";
import { newGrid } from "./move";
import { settle } from "./settle";
import { bestHalves } from "./split-best";
import { rightOf } from "./split-line";

export function split(
  open: EditableGround,
  draft: Draft,
  { key, newKey, line = null }: Extract<Edit, { type: "SPLIT" }>,
): Draft {
  const place = gridOfKey(draft, key, ["key"]);
  demandNewKey(draft, newKey, ["newKey"]);
  demandUnlocked(open, draft, [{ place, path: ["key"] }]);
  const cells = draft.gridOf.flatMap((grid, cell) => (grid === place ? [cell] : []));
  const part = new Set(
    line === null ? engineHalf(open, draft, cells) : lineHalf(open, cells, line),
  );
  // What was asked of all of it is asked of both.
  const { kind, reducedNote } = draft.grids[place];
  return settle(open, draft, {
    grids: [...draft.grids, { ...newGrid(newKey, kind, null), reducedNote }],
    gridOf: draft.gridOf.map((grid, cell) => (part.has(cell) ? draft.grids.length : grid)),
    chosen: [],
  });
}

/** The smaller half of the best two. */
function engineHalf(open: EditableGround, draft: Draft, cells: readonly number[]): number[] {
  const half = bestHalves(open, cells, draft.together);
  if (half !== null) return half;
  return refuse(
    "CANNOT_SPLIT",
    {
      zh: "这个网格不能再分成两个有楼栋的部分：楼栋太少，或已设定它们同在一个网格。请先取消设定，或改用其他网格。",
      en: "This grid cannot be made two that both have buildings: there are too few, or they are to stay together. Take such wishes back first, or split another grid.",
    },
    ["key"],
  );
}

/** The cells right of a line. */
function lineHalf(open: EditableGround, cells: readonly number[], line: LineString): number[] {
  const { hasBuildings } = open.memo.terrain;
  const right = rightOf(open, cells, line);
  if (right === null) {
    return refuse(
      "LINE_INVALID",
      {
        zh: "分割线须有两个以上不同的点，且为经纬度坐标。请重新绘制。",
        en: "A line to split along has at least two different points, in lon/lat. Draw it again.",
      },
      ["line"],
    );
  }
  const chosen = new Set(right);
  const sides = new Set(cells.filter(hasBuildings).map((cell) => chosen.has(cell)));
  if (sides.size === 2) return right;
  return refuse(
    "LINE_MISSES_GRID",
    {
      zh: "这个网格的楼栋都在分割线的同一侧。请让分割线从楼栋之间穿过。",
      en: "All buildings of this grid lie on one side of the line. Draw it between them.",
    },
    ["line"],
  );
}
