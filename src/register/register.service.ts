import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Page, PageWish } from "../db/page";
import type { GridFilter } from "../maps/grid-filter";
import type { RegisteredGrid } from "./register";
import {
  findBearerOfCode,
  findRegisteredGrid,
  findRegisteredGridAt,
  pageRegister,
  pageRegisterByFilter,
} from "./register-read.repository";

export {
  findEntriesOfGrids,
  findPlanIdsInForce,
  findRegisterDates,
  findRegisteredGrids,
  pageRegisterOfCommunities,
} from "./register-read.repository";
export {
  findGridsInForce,
  findGridsInForceAt as gridsInForceAt,
  findRetiredCodes,
} from "./register.repository";
export type { GridInForceRow, RegisteredGrid } from "./register";

/** What a code stood for at a moment (null: now), where the viewer may read. */
export async function gridByCode(
  db: Knex,
  viewer: Viewer | null,
  code: string,
  at: Date | null,
): Promise<RegisteredGrid | null> {
  return findRegisteredGrid(db, code, { at, scope: scopeOf(viewer, "READ") });
}

/** What was in force at a place at a moment (null: now), where the viewer may read. */
export async function gridByPlace(
  db: Knex,
  viewer: Viewer | null,
  lonLat: readonly [lon: number, lat: number],
  at: Date | null,
): Promise<RegisteredGrid | null> {
  return findRegisteredGridAt(db, lonLat, { at, scope: scopeOf(viewer, "READ") });
}

/** The register of the community that bore a code at a moment (null: now), where the viewer may read. */
export async function findRegister(
  db: Knex,
  viewer: Viewer | null,
  { communityCode, at }: { readonly communityCode: string; readonly at: Date | null },
  page: PageWish,
): Promise<Page<RegisteredGrid>> {
  const view = { at, scope: scopeOf(viewer, "READ") };
  const communityId = await findBearerOfCode(db, communityCode, view);
  if (communityId === null) return { items: [], hasMore: false };
  return pageRegister(db, { communityId, at }, page);
}

/** The entries at a moment (null: now) that fit a filter, where the viewer may read. */
export function findGridsOfRegister(
  db: Knex,
  viewer: Viewer | null,
  { filter, at }: { readonly filter: GridFilter; readonly at: Date | null },
  page: PageWish,
): Promise<Page<RegisteredGrid>> {
  return pageRegisterByFilter(db, { filter, at, scope: scopeOf(viewer, "READ") }, page);
}
