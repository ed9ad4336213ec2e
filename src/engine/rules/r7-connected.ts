/** R7: a grid is one piece, and its polygon is a valid one. */
import type { MultiPolygon } from "geojson";
import { labelPoint } from "../outline/label-point";
import { createUnion } from "../tessellate/union";
import { ON_BOUNDARY_M } from "../tolerance";
import type { Finding, Text } from "../plan-types";
import { commonAreas } from "./common-area";
import { findingOnGrid, outlineKey, type CheckContext, type CheckedGrid } from "./plan-under-check";
import { areaOf, boxesMeet, boxOf, edgesInMetres, locate, locateInShape, toMetres } from "./shape";
import type { Plane, Rings, Shape } from "./shape";
import type { Site } from "./site";
import type { ShapeFault, ShapeFaultKind } from "./validity";

const FAULT: Readonly<Record<Exclude<ShapeFaultKind, "INTERIOR_PARTED">, Text>> = {
  NOT_A_NUMBER: { zh: "坐标不是有效数字", en: "a coordinate is not a number" },
  TOO_FEW_POINTS: { zh: "边界点不足三个", en: "a ring has fewer than three points" },
  SELF_CROSSING: { zh: "边界线自相交叉", en: "its border crosses itself" },
  SELF_TOUCHING: { zh: "边界线与自身重合或相接", en: "its border touches or retraces itself" },
  HOLE_OUTSIDE: { zh: "内环不在外环之内", en: "a hole lies outside the outline" },
  PARTS_OVERLAP: { zh: "各部分相互重叠", en: "its parts overlap" },
};

/** GRID_INVALID, and GRID_NOT_CONNECTED for each piece that is apart from the largest. */
export function checkConnected(context: CheckContext): Finding[] {
  return context.grids.flatMap((checked) => {
    const { fault } = checked.outline;
    if (fault !== null) {
      return fault.kind === "INTERIOR_PARTED"
        ? [notConnected(checked, 2, { place: pointAt(fault.at) ?? checked.grid.pointOnSurface })]
        : [invalid(checked, FAULT[fault.kind], fault.at)];
    }
    if (checked.shape.length === 1) return [];
    const { pieces, islands } = context.memo.apart.get(outlineKey(checked), () => {
      const apart = piecesApart(checked, context);
      return { pieces: apart.length, islands: islandsOf(checked, apart, context) };
    });
    return islands.map((island) => notConnected(checked, pieces, island));
  });
}

/** The pieces of a grid, and those that are apart from the largest. */
export interface Apart {
  readonly pieces: number;
  readonly islands: readonly Island[];
}

/**
 * The pieces of a grid that are apart, each as the places of its polygons. A community in several parts
 * may have a grid that takes in a part without households, or parts that one building stands in: it is
 * never cut. Two pieces of one part, or two with people, are apart.
 */
function piecesApart(
  { shape, buildings }: CheckedGrid,
  { community, plane, memo }: CheckContext,
): number[][] {
  const all = [...shape.keys()].map((piece) => [piece]);
  if (community.length === 1) return all;
  const parts = new Set(shape.map((rings) => partOf(rings, community, plane)));
  if (parts.size < shape.length) return all;
  const joined = createUnion(shape.length);
  const inhabited: number[] = [];
  const stoodOn = standingOn(shape, memo.site);
  for (const { id, households } of buildings) {
    const stands = stoodOn(memo.site.footprintOf.get(id) ?? []);
    for (const other of stands.pieces.slice(1)) joined.join(stands.pieces[0], other);
    if (households > 0) inhabited.push(stands.mostly);
  }
  const roots = [...new Set(inhabited.map((piece) => joined.find(piece)))];
  return roots.map((root) => [...shape.keys()].filter((piece) => joined.find(piece) === root));
}

interface Standing {
  /** All pieces that it stands on or touches. */
  readonly pieces: readonly number[];
  /** The piece that most of it stands on; the nearest where it stands on none. */
  readonly mostly: number;
}

function standingOn(shape: Shape, { plane }: Site): (footprint: Shape) => Standing {
  const pieces = shape.map((rings) => [rings]);
  const boxes = pieces.map(boxOf);
  const nearDeg = (2 * ON_BOUNDARY_M) / Math.min(plane.metresX, plane.metresY);
  return (footprint) => {
    const corners = footprint.flat(2);
    const near = boxes.flatMap((box, i) => (boxesMeet(box, boxOf(footprint), nearDeg) ? [i] : []));
    const [only] = near;
    if (near.length === 1 && corners.some(([x, y]) => locate(x, y, shape[only]) === 1)) {
      return { pieces: near, mostly: only };
    }
    const areas = commonAreas(footprint, pieces, plane);
    const awayM = shape.map((rings) => distanceM(corners, rings, plane));
    const most = Math.max(...areas);
    return {
      pieces: near.filter((i) => areas[i] > 0 || awayM[i] <= ON_BOUNDARY_M),
      mostly: most > 0 ? areas.indexOf(most) : awayM.indexOf(Math.min(...awayM)),
    };
  };
}

interface Island {
  readonly place: Finding["place"];
  readonly buildingIds?: readonly string[];
}

/** All but the piece with most households; of equals, the one with most ground stays. */
function islandsOf(
  { shape, buildings }: CheckedGrid,
  pieces: readonly (readonly number[])[],
  { plane, memo }: CheckContext,
): Island[] {
  if (pieces.length < 2) return [];
  const weighed = pieces.map((piece) => {
    const polygons = piece.map((i) => shape[i]);
    const stands = standsIn(polygons);
    const inside = buildings.filter(({ id }) => stands(memo.site.footprintOf.get(id) ?? []));
    return {
      polygons,
      buildingIds: inside.map(({ id }) => id),
      households: inside.reduce((sum, building) => sum + building.households, 0),
      areaM2: areaOf(polygons, plane),
    };
  });
  return weighed
    .sort((a, b) => b.households - a.households || b.areaM2 - a.areaM2)
    .slice(1)
    .map(({ polygons, buildingIds }) => ({ place: labelPoint(geometryOf(polygons)), buildingIds }));
}

/** Most corners tell: rounding may put one on the border. */
function standsIn(polygons: Shape): (footprint: Shape) => boolean {
  const boxed = polygons.map((rings) => ({ rings, box: boxOf([rings]) }));
  return (footprint) => {
    const box = boxOf(footprint);
    const near = boxed.filter((one) => boxesMeet(one.box, box)).map(({ rings }) => rings);
    const corners = near.length === 0 ? [] : footprint.flat(2);
    const inside = corners.filter(([x, y]) => locateInShape(x, y, near) >= 0);
    return inside.length * 2 > corners.length;
  };
}

function geometryOf(shape: Shape): MultiPolygon {
  const coordinates = shape.map((rings) =>
    rings.map((ring) => [...ring, ring[0]].map(([x, y]) => [x, y])),
  );
  return { type: "MultiPolygon", coordinates };
}

function pointAt(at: ShapeFault["at"]): Finding["place"] {
  return at === null ? null : { type: "Point", coordinates: [...at] };
}

/**
 * The part of the community that a piece lies in. A point well inside tells: corners may lie on
 * several parts, and rounding puts them on either side of the border.
 */
function partOf(piece: Rings, community: Shape, plane: Plane): number {
  const [x, y] = labelPoint(geometryOf([piece])).coordinates;
  const part = community.findIndex((rings) => locate(x, y, rings) >= 0);
  if (part >= 0) return part;
  const awayM = community.map((rings) => distanceM([[x, y]], rings, plane));
  return awayM.indexOf(Math.min(...awayM));
}

/** How near the nearest of some points is to a polygon; 0 inside it. */
function distanceM(points: readonly (readonly number[])[], rings: Rings, plane: Plane): number {
  if (points.some(([x, y]) => locate(x, y, rings) >= 0)) return 0;
  const inMetres = points.map(([x, y]) => toMetres([x, y], plane));
  const edges = edgesInMetres([rings], plane);
  let least = Infinity;
  for (let i = 0; i < edges.length; i += 4) {
    const [ax, ay] = [edges[i], edges[i + 1]];
    const [dx, dy] = [edges[i + 2] - ax, edges[i + 3] - ay];
    for (const [px, py] of inMetres) {
      const along = ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy);
      const t = Math.max(0, Math.min(1, along));
      least = Math.min(least, Math.hypot(ax + t * dx - px, ay + t * dy - py));
    }
  }
  return least;
}

function invalid(checked: CheckedGrid, what: Text, at: ShapeFault["at"]): Finding {
  const { label } = checked.grid;
  const finding = findingOnGrid("R7", checked, {
    code: "GRID_INVALID",
    severity: "ERROR",
    message: {
      zh: `网格 ${label} 的图形无效：${what.zh}。请修正后重新核查；在此之前无法核查覆盖和楼栋是否被切分。`,
      en: `The polygon of grid ${label} is invalid: ${what.en}. Mend it and check again; until then coverage and cut buildings cannot be checked.`,
    },
    numbers: {},
  });
  return at === null ? finding : { ...finding, place: pointAt(at) };
}

function notConnected(checked: CheckedGrid, pieces: number, island: Island): Finding {
  const { label } = checked.grid;
  return findingOnGrid("R7", checked, {
    code: "GRID_NOT_CONNECTED",
    severity: "ERROR",
    message: {
      zh: `网格 ${label} 分成互不相连的 ${pieces} 片，标记处是与主体分开的一片。请将其划给相邻网格，或补上其间的地块使其连成一片。`,
      en: `Grid ${label} is in ${pieces} pieces that are not connected; the one marked here is apart from the largest. Give it to a neighbouring grid, or add the ground between them.`,
    },
    numbers: { pieces },
    ...island,
  });
}
