/** Communities, buildings and barriers as features for a map. */
import type { Knex } from "knex";
import type { Barrier } from "../barrier/barrier";
import { pageBarriers, type BarrierFilter } from "../barrier/barrier.service";
import type { Building } from "../building/building";
import { pageBuildings, type BuildingFilter } from "../building/building.service";
import type { Community } from "../community/community";
import { pageCommunities, type CommunityFilter } from "../community/community.service";
import { mapPage, type Page, type PageWish } from "../db/page";
import { toGlobalId } from "../graphql/global-id";
import type { MapFeature } from "./feature-collection";
import { printPage } from "./feature-page";
import { printedDigits, type MapDrawing } from "./map-drawing";
import { printedRows, type MapTable } from "./printed-geometry";

/** Communities by name. */
export async function findCommunityFeatures(
  db: Knex,
  wish: { readonly filter: CommunityFilter; readonly drawing: MapDrawing },
  page: PageWish,
): Promise<Page<string>> {
  const found = await pageCommunities(db, wish.filter, page);
  return withGeometry(db, "communities", found, wish.drawing, ofCommunity);
}

/** Buildings by external id. */
export async function findBuildingFeatures(
  db: Knex,
  wish: { readonly filter: BuildingFilter; readonly drawing: MapDrawing },
  page: PageWish,
): Promise<Page<string>> {
  const found = await pageBuildings(db, wish.filter, page);
  return withGeometry(db, "buildings", found, wish.drawing, ofBuilding);
}

/** Barriers by external id. */
export async function findBarrierFeatures(
  db: Knex,
  wish: { readonly filter: BarrierFilter; readonly drawing: MapDrawing },
  page: PageWish,
): Promise<Page<string>> {
  const found = await pageBarriers(db, wish.filter, page);
  return withGeometry(db, "barriers", found, wish.drawing, ofBarrier);
}

type Facts = Pick<MapFeature, "id" | "properties">;

async function withGeometry<Item extends { readonly id: string }>(
  db: Knex,
  table: MapTable,
  page: Page<Item>,
  drawing: MapDrawing,
  toFacts: (item: Item) => Facts,
): Promise<Page<string>> {
  const ids = page.items.map(({ item }) => item.id);
  const printing = { digits: printedDigits(drawing), zoom: drawing.zoom };
  const printed = await printedRows(db, table, ids, printing);
  const features = mapPage(page, (item) => ({
    ...toFacts(item),
    geometry: printed.get(item.id) ?? null,
  }));
  return printPage(features, drawing);
}

function ofCommunity({ id, externalId, name, code }: Community): Facts {
  return { id: toGlobalId("Community", id), properties: { externalId, name, code } };
}

function ofBuilding(building: Building): Facts {
  const { id, externalId, name, category, households, floors, builtYear } = building;
  const { communityId, estateId } = building;
  return {
    id: toGlobalId("Building", id),
    properties: {
      externalId,
      name,
      category,
      households,
      floors,
      builtYear,
      communityId: toGlobalId("Community", communityId),
      estateId: estateId === null ? null : toGlobalId("Estate", estateId),
    },
  };
}

function ofBarrier({ id, externalId, kind, class: className, name }: Barrier): Facts {
  return {
    id: toGlobalId("Barrier", id),
    properties: { externalId, kind, class: className, name },
  };
}
