/**
 * One statement for all objects of a level, whatever their number. Every field that leads to other
 * objects, or to a geometry, goes through a loader.
 */
import DataLoader from "dataloader";
import type { Knex } from "knex";
import { roleFor, scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import {
  findBarriers,
  findBarriersInScope,
  pageBarriersOfCommunities,
} from "../barrier/barrier.service";
import {
  findBuildings,
  pageBuildingsOfCommunities,
  pageBuildingsOfEstates,
} from "../building/building.service";
import {
  countBuildingsOfCommunities,
  findCommunities,
  findCommunityIdsInScope,
} from "../community/community.service";
import type { Page, PageWish } from "../db/page";
import {
  findBuildingNames,
  findEdits,
  findEditsOfJobs,
  findHistories,
  findWishes,
  pageEditsOfPlans,
} from "../editing/plan-edits.service";
import { findExportLinksInScope } from "../export/export-link.service";
import { findImpacts } from "../impact/impact.service";
import { findIndicatorsInForce } from "../indicators/indicators.service";
import {
  countBuildingsOfEstates,
  findEstates,
  pageEstatesOfCommunities,
} from "../estate/estate.service";
import { createShownLoader } from "../maps/shown-geometry";
import { findJobIdsInScope, findJobs } from "../jobs/job.service";
import {
  findBuildingIdsOfGrids,
  findCrosswalks,
  findDepartmentalPolygons,
  findGridsOfVersions,
  findNetworks,
  findNetworksOfCommunities,
  findUnities,
  findVersions,
  findVersionsOfNetworks,
} from "../departmental/departmental.service";
import {
  findBases,
  findBlocks,
  findGridGeometries,
  findGrids,
  findGridsOfBuildings,
  findGridsOfPlans,
  findLatestPlans,
  findOtherPlans,
  findPlans,
  findPlansOfJobs,
  findSubmitterIds,
  findStaleness,
  pageBuildingIdsOfGrids,
  pagePlansOfCommunities,
  pageReviewsOfPlans,
} from "../plan/plan.service";
import {
  findEntriesOfGrids,
  findPlanIdsInForce,
  findRegisterDates,
  findRegisteredGrids,
  pageRegisterOfCommunities,
} from "../register/register.service";
import {
  findDefaultsInUse,
  findDefaultsOfRuleSets,
  findRuleSets,
  findRuleSetsInScope,
  findRuleSetVersions,
} from "../rule-set/rule-set.service";
import {
  findContinuations,
  findStaff,
  findStaffOfCodes,
  findStaffOfCommunities,
} from "../staffing/staffing.service";

/** The loaders of one operation. */
export type Loaders = ReturnType<typeof createLoaders>;

/**
 * Loaders for one operation. A query remembers what it has read; a subscription lives long and
 * must not (`remember: false`).
 *
 * Objects by their ids are guarded: what the viewer may not read is null, as if it did not exist.
 * What belongs to an object is reached through it, so lists need no guard of their own.
 */
export function createLoaders(
  db: Knex,
  { remember, viewer }: { readonly remember: boolean; readonly viewer: Viewer | null },
) {
  const options = { cache: remember, maxBatchSize: MAX_BATCH };
  const scope = scopeOf(viewer, "READ");
  /** Whoever may read everything pays nothing for the guards. */
  const seesAll = scope.includes("");

  /** Objects by their ids. */
  const byId = <Item extends { readonly id: string }>(find: FindList<Item>) =>
    new DataLoader<string, Item | null>(async (ids) => {
      const items = new Map((await find(db, [...new Set(ids)])).map((item) => [item.id, item]));
      return ids.map((id) => items.get(id) ?? null);
    }, options);

  /** Whether a community is one of those that the viewer may read, by its id. */
  const isReadable = new DataLoader<string, boolean>(async (ids) => {
    const readable = await findCommunityIdsInScope(db, ids, scope);
    return ids.map((id) => readable.has(id));
  }, options);

  /** Objects by their ids, where they belong to a community that the viewer may read. */
  const byIdIn = <Item extends { readonly id: string }>(
    find: FindList<Item>,
    communityOf: (item: Item) => Promise<string | null> | string,
  ) =>
    byId<Item>(async (handle, ids) => {
      const items = await find(handle, ids);
      if (seesAll) return items;
      const readable = await Promise.all(
        items.map(async (item) => {
          const communityId = await communityOf(item);
          return communityId !== null && isReadable.load(communityId);
        }),
      );
      return items.filter((_, index) => readable[index]);
    });

  const plan = byIdIn(findPlans, ({ communityId }) => communityId);

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
    barrier: byId((handle, ids) =>
      seesAll ? findBarriers(handle, ids) : findBarriersInScope(handle, ids, scope),
    ),
    barriersOfCommunity: pages(pageBarriersOfCommunities),
    building: byIdIn(findBuildings, ({ communityId }) => communityId),
    buildingName: each(findBuildingNames),
    buildingsOfCommunity: pages(pageBuildingsOfCommunities),
    buildingsOfEstate: pages(pageBuildingsOfEstates),
    buildingIdsOfGrid: pages(pageBuildingIdsOfGrids),
    community: byId(async (handle, ids) =>
      (await findCommunities(handle, ids)).filter(
        ({ code }) => roleFor(viewer, "READ", code) !== null,
      ),
    ),
    communityIndicators: each(findIndicatorsInForce),
    communityTotals: each(countBuildingsOfCommunities),
    buildingIdsOfDepartmentalGrid: each(findBuildingIdsOfGrids),
    departmentalGridsOfVersion: lists(findGridsOfVersions, ({ versionId }) => versionId),
    departmentalNetwork: byIdIn(findNetworks, ({ communityId }) => communityId),
    crosswalkOfNetwork: each(async (handle, ids) =>
      findCrosswalks(handle, await findNetworks(handle, ids)),
    ),
    unityOfCommunity: each(findUnities),
    departmentalVersion: byIdIn(findVersions, ({ communityId }) => communityId),
    departmentalPolygon: each(findDepartmentalPolygons),
    networksOfCommunity: lists(findNetworksOfCommunities, ({ communityId }) => communityId),
    versionsOfNetwork: lists(findVersionsOfNetworks, ({ networkId }) => networkId),
    edit: each(findEdits),
    editOfJob: each(findEditsOfJobs),
    editsOfPlan: pages(pageEditsOfPlans),
    entriesOfGrid: lists(findEntriesOfGrids, ({ gridId }) => gridId),
    estate: byIdIn(findEstates, ({ communityId }) => communityId),
    estateTotals: each(countBuildingsOfEstates),
    estatesOfCommunity: pages(pageEstatesOfCommunities),
    grid: byIdIn(findGrids, async ({ planId }) => (await plan.load(planId))?.communityId ?? null),
    gridOfBuilding: each(findGridsOfBuildings),
    gridPoint: each((handle, ids) => findGridGeometries(handle, "point", ids)),
    gridPolygon: each((handle, ids) => findGridGeometries(handle, "geom", ids)),
    gridsOfPlan: lists(findGridsOfPlans, ({ planId }) => planId),
    historyOfPlan: each(findHistories),
    job: byId(async (handle, ids) => {
      const jobs = await findJobs(handle, ids);
      if (seesAll) return jobs;
      const readable = await findJobIdsInScope(handle, ids, scope);
      return jobs.filter(({ id }) => readable.has(id));
    }),
    latestPlan: lists(findLatestPlans, ({ communityId }) => communityId),
    otherPlans: each(findOtherPlans),
    plan,
    planBases: each(findBases),
    planImpact: each(findImpacts),
    planBlocks: each(findBlocks),
    planIsStale: each(findStaleness),
    planIdInForce: each(findPlanIdsInForce),
    plansOfCommunity: pages(pagePlansOfCommunities),
    reviewsOfPlan: pages(pageReviewsOfPlans),
    plansOfJob: lists(findPlansOfJobs, ({ jobId }) => jobId),
    registeredGrid: byIdIn(findRegisteredGrids, ({ communityId }) => communityId),
    registerDates: each(findRegisterDates),
    registerOfCommunity: pages(pageRegisterOfCommunities),
    /** What is reached, so without a guard. */
    shownGeometry: createShownLoader(db, options),
    /** Reached through what uses them, so without a guard. */
    anyRuleSet: byId(findRuleSets),
    exportLink: byId((handle, ids) => findExportLinksInScope(handle, ids, scope)),
    ruleSet: byId((handle, ids) => findRuleSetsInScope(handle, ids, scope)),
    versionsOfRuleSet: each(findRuleSetVersions),
    defaultsOfRuleSet: lists(findDefaultsOfRuleSets, ({ ruleSetId }) => ruleSetId),
    defaultRulesInUse: each(findDefaultsInUse),
    submitterIdsOfPlan: each(findSubmitterIds),
    staff: byIdIn(findStaff, ({ communityId }) => communityId),
    staffContinuation: each(findContinuations),
    staffOfCode: lists(findStaffOfCodes, ({ code }) => code),
    staffOfCommunity: lists(findStaffOfCommunities, ({ communityId }) => communityId),
    wishesOfPlan: each(findWishes),
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
