/** Rows of links that give a file. */
import type { ActorRow } from "./history";

export interface ExportLinkRow {
  id: string;
  /** SHA-256 of the secret in the link, in hex. */
  secret_hash: string;
  content: "REGISTER" | "PLAN" | "CROSSWALK";
  format: "GEOJSON" | "CSV";
  crs: "CGCS2000" | "WGS84" | "GCJ02" | "BD09";
  wish: Record<string, string | null>;
  scope: string[];
  community_id: string | null;
  created_by: ActorRow;
  created_at: Date;
  expires_at: Date;
  revoked_at: Date | null;
  revoked_by: ActorRow | null;
  downloads: number;
  last_used_at: Date | null;
}
