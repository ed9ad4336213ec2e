/** Rows of what stands on the ground. */
import type { BarrierKind, Category } from "../../engine";

export interface CommunityRow {
  id: string;
  external_id: string;
  name: string;
  geom: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface CommunityCodeRow {
  community_id: string;
  code: string;
  valid_from: Date;
  /** null: in use. */
  valid_to: Date | null;
}

export interface EstateRow {
  id: string;
  community_id: string;
  name: string;
  old_estate: boolean | null;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface BuildingRow {
  id: string;
  external_id: string;
  community_id: string;
  estate_id: string | null;
  name: string | null;
  category: Category;
  households: number;
  residents: number | null;
  units: number | null;
  floors: number | null;
  built_year: number | null;
  special_households: number;
  floor_area_m2: number | null;
  micro_grid: boolean | null;
  geom: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}

export interface BarrierRow {
  id: string;
  external_id: string;
  kind: BarrierKind;
  class: string | null;
  name: string | null;
  geom: string;
  version: number;
  created_at: Date;
  updated_at: Date;
}
