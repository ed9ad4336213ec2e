/** An edit of the engine as the mutation that makes it: buildings and grids by the ids of the API. */
import type { Position } from "geojson";
import type { Edit, Movable } from "../engine";

/** What to call, and with which input. */
export interface ProposedEdit {
  readonly mutation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** The ids of the API of buildings and grids, by those that the engine knows. */
export interface ApiIds {
  readonly building: (externalId: string) => string;
  readonly grid: (key: string) => string;
}

/** The mutation that makes an edit; `seen` says of which plan and version. */
export function proposedEdit(
  edit: Edit,
  seen: { readonly planId: string; readonly expectedVersion: number },
  ids: ApiIds,
): ProposedEdit {
  const { mutation, ...input } = callOf(edit, ids);
  return { mutation, input: { ...seen, ...input } };
}

type Call = { readonly mutation: string } & Readonly<Record<string, unknown>>;

function callOf(edit: Edit, { building, grid }: ApiIds): Call {
  const movable = ({ buildingIds, places = [] }: Movable) => ({
    buildingIds: buildingIds.map(building),
    places: places.map(toPlace),
  });
  switch (edit.type) {
    case "MOVE": {
      const { to } = edit;
      const target = "key" in to ? { toGridId: grid(to.key) } : { toNewGrid: { kind: to.kind } };
      return { mutation: "moveBuildings", ...movable(edit), ...target };
    }
    case "RELEASE":
      return { mutation: "releaseBuildings", ...movable(edit) };
    case "SWAP":
      return {
        mutation: "swapBuildings",
        buildingIds: edit.buildingIds.map(building),
        forBuildingIds: edit.forBuildingIds.map(building),
      };
    case "MERGE":
      return { mutation: "mergeGrids", gridIds: edit.keys.map(grid) };
    case "SPLIT":
      return { mutation: "splitGrid", gridId: grid(edit.key), line: edit.line ?? null };
    case "SET_KIND":
      return { mutation: "setGridKind", gridId: grid(edit.key), kind: edit.kind };
    case "SET_REDUCED":
      return { mutation: "setGridReduced", gridId: grid(edit.key), note: edit.note };
    case "NAME":
      return { mutation: "nameGrid", gridId: grid(edit.key), name: edit.name };
    case "LOCK":
      return { mutation: "lockGrids", gridIds: edit.keys.map(grid) };
    case "UNLOCK":
      return { mutation: "unlockGrids", gridIds: edit.keys.map(grid) };
    case "KEEP_TOGETHER":
    case "KEEP_APART": {
      const wish = edit.type === "KEEP_TOGETHER" ? "TOGETHER" : "APART";
      return { mutation: "keepBuildings", wish, buildingIds: edit.buildingIds.map(building) };
    }
    case "LET_GO":
      return { mutation: "letBuildingsGo", buildingIds: edit.buildingIds.map(building) };
    case "CARVE":
      return { mutation: "carveMicroGrid", ...movable(edit), name: edit.name };
    case "GIVE_BACK":
      return {
        mutation: "giveBackMicroGrid",
        gridId: grid(edit.key),
        intoGridId: edit.into == null ? null : grid(edit.into),
      };
    default:
      return never(edit);
  }
}

function toPlace([lon, lat]: Position): { readonly lon: number; readonly lat: number } {
  return { lon, lat };
}

function never(edit: never): never {
  throw new Error(`Expected an edit, got ${JSON.stringify(edit)}`);
}
