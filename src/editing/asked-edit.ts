/** From what clients give to what the service takes: ids of one kind, one target, a line that is one. */
import type { LineString, Position } from "geojson";
import { toStored } from "../crs/crs";
import { storedGeometry } from "../crs/draw";
import { uuidOf } from "../graphql/global-id";
import type { PlaceInput } from "../maps/place.input";
import { MAX_TEXT } from "../plan/deviation-reasons";
import { isReadable, isReadableLine } from "../readable";
import { RefusedError, type Refusal } from "../refusal";
import type { LineStringInput, MoveBuildingsInput } from "./edit.input";
import type { AskedMovable, AskedTarget } from "./editing";

/** Grids by our ids. */
export const gridIdOf = (id: string): string => uuidOf("Grid", id);

/** Buildings by our ids. */
export const buildingIdsOf = (ids: readonly string[]): string[] =>
  ids.map((id) => uuidOf("Building", id));

/** What is to change its grid. */
export function toMovable(input: {
  readonly buildingIds?: readonly string[] | null;
  readonly estateIds?: readonly string[] | null;
  readonly places?: readonly PlaceInput[] | null;
}): AskedMovable {
  return {
    buildingIds: buildingIdsOf(input.buildingIds ?? []),
    estateIds: (input.estateIds ?? []).map((id) => uuidOf("Estate", id)),
    places: (input.places ?? []).map(({ lon, lat, crs }): Position => [
      ...toStored(crs)([lon, lat]),
    ]),
  };
}

/** Where it goes; refused unless there is one target. */
export function toTarget({
  toGridId,
  toNewGrid,
}: Pick<MoveBuildingsInput, "toGridId" | "toNewGrid">): AskedTarget {
  if (toGridId != null && toNewGrid == null) return { gridId: gridIdOf(toGridId) };
  if (toNewGrid != null && toGridId == null) return { newGrid: toNewGrid.kind };
  const isNone = toGridId == null;
  throw new RefusedError("BAD_INPUT", [
    {
      code: "TARGET",
      message: isNone
        ? {
            zh: "没有说明移到哪里：请给出 toGridId（已有网格）或 toNewGrid（新网格）",
            en: "It is not said where to: give toGridId for a grid of the plan, or toNewGrid for a new one",
          }
        : {
            zh: "toGridId 与 toNewGrid 只能给一个",
            en: "Give either toGridId or toNewGrid, not both",
          },
      path: [isNone ? "toGridId" : "toNewGrid"],
    },
  ]);
}

/** A line to split along; refused where it is none. */
export function toLine(line: LineStringInput | null | undefined): LineString | null {
  if (line == null) return null;
  const { type, coordinates, crs } = line;
  const isLine = type === "LineString" && coordinates.length >= 2 && coordinates.every(isPosition);
  if (isLine) return storedGeometry({ type, coordinates }, crs);
  throw new RefusedError("BAD_INPUT", [
    {
      code: "LINE",
      message: {
        zh: "分割线应为 GeoJSON LineString：至少两个点，每点为经度、纬度（度）",
        en:
          "The line to split along has to be a GeoJSON LineString: two positions or more, each " +
          "longitude and latitude in degrees",
      },
      path: ["line"],
    },
  ]);
}

/** A name; refused where it cannot be read. Whether it is one otherwise, the engine says. */
export function toName(name: string | null | undefined): string | null {
  if (name == null || isReadableLine(name)) return name ?? null;
  throw unreadable(
    "name",
    "名称须为一行可读的文字，请去掉其中的换行或控制字符",
    "A name is one line of readable text: take line breaks and control characters out",
  );
}

/** A note; refused where it cannot be read, or is endless. */
export function toNote(note: string | null | undefined): string | null {
  if (note == null || (isReadable(note) && note.length <= MAX_TEXT)) return note ?? null;
  throw unreadable(
    "note",
    `说明须为不超过 ${MAX_TEXT} 字的可读文字，请缩短，并去掉其中的控制字符`,
    `A note is readable text of up to ${MAX_TEXT} characters: shorten it, and take control characters out`,
  );
}

function unreadable(member: string, zh: string, en: string): RefusedError {
  return new RefusedError("BAD_INPUT", [{ code: "BAD_TEXT", message: { zh, en }, path: [member] }]);
}

/** What the engine calls the members of an edit, by what clients call them. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  key: ["gridId"],
  keys: ["gridIds"],
  "to/key": ["toGridId"],
  "to/newKey": ["toNewGrid"],
  "to/kind": ["toNewGrid", "kind"],
  into: ["intoGridId"],
};

/**
 * The part of the input that a refusal is about. Buildings of estates come behind those that are
 * given one by one, as the service gives them to the engine.
 */
export function toGivenPath(path: Refusal["path"], input: object): Refusal["path"] {
  if (path === null) return null;
  const [first, second, ...rest] = path;
  const two = MEMBERS[`${first}/${second}`];
  if (two !== undefined) return [...two, ...rest];
  if (first === "buildingIds" && "estateIds" in input && !isGiven(input, second)) {
    return ["estateIds"];
  }
  return [...(MEMBERS[first] ?? [first]), ...(second === undefined ? [] : [second]), ...rest];
}

function isGiven(input: object, index: string | undefined): boolean {
  const given = "buildingIds" in input && Array.isArray(input.buildingIds) ? input.buildingIds : [];
  return index === undefined || Number(index) < given.length;
}

/** Longitude, latitude, and perhaps a height, which counts for nothing. */
function isPosition(position: readonly number[]): boolean {
  const [lon, lat] = position;
  return (
    (position.length === 2 || position.length === 3) && Math.abs(lon) <= 180 && Math.abs(lat) <= 90
  );
}
