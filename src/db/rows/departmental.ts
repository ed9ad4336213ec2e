/** Rows of other departments' grids. */
import type { ActorRow } from "./history";

/** The departments whose grids come in. */
export type DepartmentName =
  | "PARTY"
  | "POLITICAL_LEGAL"
  | "CIVIL_AFFAIRS"
  | "HEALTH"
  | "EMERGENCY"
  | "URBAN_MANAGEMENT"
  | "OTHER";

/** The grids of one department in one community. */
export interface DepartmentalNetworkRow {
  id: string;
  community_id: string;
  department: DepartmentName;
  name: string;
  created_at: Date;
}

export interface DepartmentalVersionRow {
  id: string;
  network_id: string;
  community_id: string;
  source: "POLYGONS" | "BUILDINGS";
  imported_by: ActorRow;
  valid_from: Date;
  /** null: in use. */
  valid_to: Date | null;
}

export interface DepartmentalGridRow {
  id: string;
  version_id: string;
  community_id: string;
  code: string;
  name: string | null;
  /** null where it came as a list of buildings. */
  geom: string | null;
}

export interface DepartmentalStaffRow {
  grid_id: string;
  community_id: string;
  no: number;
  name: string;
  duty: string | null;
}

export interface DepartmentalCrosswalkRow {
  id: string;
  version_id: string;
  community_id: string;
  plan_id: string;
  at: Date;
}
