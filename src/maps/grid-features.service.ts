import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { mapPage, type Page, type PageWish } from "../db/page";
import { toGlobalId } from "../graphql/global-id";
import type { MapFeature } from "./feature-collection";
import { printPage } from "./feature-page";
import type { GridFilter } from "./grid-filter";
import type { GridSource } from "./grid-filter.input";
import {
  pagePlanFeatures,
  pageRegisterEntries,
  type PlanFeatureRow,
} from "./grid-features.repository";
import { printedDigits, type MapDrawing } from "./map-drawing";
import type { RegisterPrinter } from "./register-printer";

/** Grids as features for a map, printed, where the viewer may read. */
export async function findGridFeatures(
  { db, printRegister }: { readonly db: Knex; readonly printRegister: RegisterPrinter },
  viewer: Viewer | null,
  {
    source,
    filter,
    drawing,
  }: { readonly source: GridSource; readonly filter: GridFilter; readonly drawing: MapDrawing },
  wish: PageWish,
): Promise<Page<string>> {
  const scope = scopeOf(viewer, "READ");
  switch (source.in) {
    case "REGISTER": {
      const page = await pageRegisterEntries(db, { filter, scope, at: source.at }, wish);
      const entries = page.items.map(({ item }) => item);
      const texts = await printRegister(entries, drawing);
      return mapPage(page, ({ id }) => texts.get(id) ?? gone(id));
    }
    case "PLAN": {
      const wanted = { filter, scope, planId: source.planId, digits: printedDigits(drawing) };
      return printPage(mapPage(await pagePlanFeatures(db, wanted, wish), ofPlan), drawing);
    }
  }
}

/** The register loses nothing. */
function gone(id: string): never {
  throw new Error(`Expected the entry ${id} in the register`);
}

function ofPlan(row: PlanFeatureRow): MapFeature {
  return {
    id: toGlobalId("Grid", row.id),
    geometry: row.geojson,
    properties: {
      code: row.code,
      label: row.label,
      name: row.name,
      kind: row.kind,
      reduced: row.reduced,
      households: row.households,
      buildings: row.building_count,
      communityId: toGlobalId("Community", row.community_id),
      communityCode: row.community_code,
      communityName: row.community_name,
      planId: toGlobalId("Plan", row.plan_id),
    },
  };
}
