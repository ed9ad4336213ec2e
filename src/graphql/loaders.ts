/**
 * One statement for all objects of a level, whatever their number. Every field that leads to other
 * objects, or to a geometry, goes through a loader.
 */
import DataLoader from "dataloader";
import type { Knex } from "knex";
import {
  findBarrierGeometries,
  findBarriers,
  pageBarriersOfCommunities,
} from "../barrier/barrier.service";
import {
  findBuildingGeometries,
  findBuildings,
  pageBuildingsOfCommunities,
  pageBuildingsOfEstates,
} from "../building/building.service";
import {
  countBuildingsOfCommunities,
  findCommunities,
  findCommunityGeometries,
} from "../community/community.service";
import type { Page, PageWish } from "../db/page";
import {
  countBuildingsOfEstates,
  findEstates,
  pageEstatesOfCommunities,
} from "../estate/estate.service";
import { findJobs } from "../jobs/job.service";
import {
  findBlocks,
  findGridGeometries,
  findGrids,
  findGridsOfBuildings,
  findGridsOfPlans,
  findLatestPlans,
  findOtherPlans,
  findPlans,
  findPlansOfJobs,
  pageBuildingIdsOfGrids,
  pagePlansOfCommunities,
} from "../plan/plan.service";

/** The loaders of one operation. */
export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Loaders for one operation. A query remembers what it has read; a subscription lives long and
 * must not (`remember: false`).
 */
export function createLoaders(db: Knex, { remember }: { readonly remember: boolean }) {
  const options = { cache: remember, maxBatchSize: MAX_BATCH };

  /** Objects by their ids. */
  const byId = <Item extends { readonly id: string }>(find: FindList<Item>) =>
    new DataLoader<string, Item | null>(async (ids) => {
      const items = new Map((await find(db, [...new Set(ids)])).map((item) => [item.id, item]));
      return ids.map((id) => items.get(id) ?? null);
    }, options);

  /** One thing for each id, such as its geometry. */
  const each = <Value>(find: (db: Knex, ids: readonly string[]) => Promise<Map<string, Value>>) =>
    new DataLoader<string, Value | null>(async (ids) => {
      const values = await find(db, [...new Set(ids)]);
      return ids.map((id) => values.get(id) ?? null);
    }, options);

  /** Short lists of the objects that belong to each id. */
  const lists = <Item>(find: FindList<Item>, ownerOf: (item: Item) => string | null) =>
    new DataLoader<string, Item[]>(async (ids) => {
      const owned = new Map<string | null, Item[]>(ids.map((id) => [id, []]));
      for (const item of await find(
        db,
        [...owned.keys()].filter((id) => id !== null),
      )) {
        owned.get(ownerOf(item))?.push(item);
      }
      return ids.map((id) => owned.get(id) ?? []);
    }, options);

  /** Pages of the long list of each id; ids that want the same page share a statement. */
  const pages = <Item>(find: FindPages<Item>) =>
    new DataLoader<PageOf, Page<Item>, string>(
      async (wishes) => {
        const groups = new Map<string, PageOf[]>();
        for (const wish of wishes) {
          const group = groups.get(pageName(wish)) ?? [];
          groups.set(pageName(wish), group);
          group.push(wish);
        }
        const found = new Map<string, Map<string, Page<Item>>>();
        for (const [name, group] of groups) {
          const owners = new Set(group.map(({ ownerId }) => ownerId));
          found.set(name, await find(db, [...owners], group[0].page));
        }
        return wishes.map(
          (wish) => found.get(pageName(wish))?.get(wish.ownerId) ?? { items: [], hasMore: false },
        );
      },
      { ...options, cacheKeyFn: (wish) => `${wish.ownerId} ${pageName(wish)}` },
    );

  return {
    barrier: byId(findBarriers),
    barrierLine: each(findBarrierGeometries),
    barriersOfCommunity: pages(pageBarriersOfCommunities),
    building: byId(findBuildings),
    buildingPolygon: each(findBuildingGeometries),
    buildingsOfCommunity: pages(pageBuildingsOfCommunities),
    buildingsOfEstate: pages(pageBuildingsOfEstates),
    buildingIdsOfGrid: pages(pageBuildingIdsOfGrids),
    community: byId(findCommunities),
    communityPolygon: each(findCommunityGeometries),
    communityTotals: each(countBuildingsOfCommunities),
    estate: byId(findEstates),
    estateTotals: each(countBuildingsOfEstates),
    estatesOfCommunity: pages(pageEstatesOfCommunities),
    grid: byId(findGrids),
    gridOfBuilding: each(findGridsOfBuildings),
    gridPoint: each((handle, ids) => findGridGeometries(handle, "point", ids)),
    gridPolygon: each((handle, ids) => findGridGeometries(handle, "geom", ids)),
    gridsOfPlan: lists(findGridsOfPlans, ({ planId }) => planId),
    job: byId(findJobs),
    latestPlan: lists(findLatestPlans, ({ communityId }) => communityId),
    otherPlans: each(findOtherPlans),
    plan: byId(findPlans),
    planBlocks: each(findBlocks),
    plansOfCommunity: pages(pagePlansOfCommunities),
    plansOfJob: lists(findPlansOfJobs, ({ jobId }) => jobId),
  };
}

/** A page of the list of one owner. */
export interface PageOf {
  readonly ownerId: string;
  readonly page: PageWish;
}

type FindList<Item> = (db: Knex, ids: readonly string[]) => Promise<Item[]>;
type FindPages<Item> = (
  db: Knex,
  ids: readonly string[],
  page: PageWish,
) => Promise<Map<string, Page<Item>>>;

/** Far below the 65,535 parameters that a statement may have. */
const MAX_BATCH = 10_000;

function pageName({ page: { first, after } }: PageOf): string {
  return JSON.stringify([first, after?.key, after?.id]);
}
