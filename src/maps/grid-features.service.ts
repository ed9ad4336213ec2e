import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { mapPage, type Page, type PageWish } from "../db/page";
import { toGlobalId } from "../graphql/global-id";
import type { MapFeature } from "./feature-collection";
import { printedDigits, type MapDrawing } from "./map-drawing";
import type { GridFilter } from "./grid-filter";
import type { GridSource } from "./grid-filter.input";
import {
  pagePlanFeatures,
  pageRegisterFeatures,
  type PlanFeatureRow,
  type RegisterFeatureRow,
} from "./grid-features.repository";

/** Grids as features for a map, where the viewer may read; geometry is not drawn in its crs yet. */
export async function findGridFeatures(
  db: Knex,
  viewer: Viewer | null,
  {
    source,
    filter,
    drawing,
  }: { readonly source: GridSource; readonly filter: GridFilter; readonly drawing: MapDrawing },
  page: PageWish,
): Promise<Page<MapFeature>> {
  const scope = scopeOf(viewer, "READ");
  const printing = { digits: printedDigits(drawing), zoom: drawing.zoom };
  const wish = { filter, scope, printing };
  const nameOf = createNames();
  switch (source.in) {
    case "REGISTER":
      return mapPage(await pageRegisterFeatures(db, { ...wish, at: source.at }, page), (row) =>
        ofRegister(row, nameOf),
      );
    case "PLAN":
      return mapPage(await pagePlanFeatures(db, { ...wish, planId: source.planId }, page), (row) =>
        ofPlan(row, nameOf),
      );
  }
}

/** Many grids have one community and one plan. */
function createNames(): (type: "Community" | "Plan", id: string) => string {
  const known = new Map<string, string>();
  return (type, id) => {
    const name = known.get(type + id) ?? toGlobalId(type, id);
    known.set(type + id, name);
    return name;
  };
}

type Names = ReturnType<typeof createNames>;

function ofRegister(row: RegisterFeatureRow, nameOf: Names): MapFeature {
  return {
    id: toGlobalId("RegisteredGrid", row.id),
    geometry: row.geojson,
    properties: {
      code: row.code,
      label: row.label,
      name: row.name,
      kind: row.kind,
      households: row.households,
      communityId: nameOf("Community", row.community_id),
      communityCode: row.code.slice(0, 12),
      communityName: row.community_name,
      planId: nameOf("Plan", row.plan_id),
      validFrom: row.valid_from,
      validTo: row.valid_to,
    },
  };
}

function ofPlan(row: PlanFeatureRow, nameOf: Names): MapFeature {
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
      communityId: nameOf("Community", row.community_id),
      communityCode: row.community_code,
      communityName: row.community_name,
      planId: nameOf("Plan", row.plan_id),
    },
  };
}
