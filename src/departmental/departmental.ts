/** The grids of other departments, and how they lie to the unified grids (多网合一). */
import type { Actor } from "../auth/viewer";
import type { DepartmentName } from "../db/tables";
import type { Text } from "../engine";

/** Whose grids they are. */
export type Department = DepartmentName;

/** The grids of one department in one community, as imported last. */
export interface DepartmentalNetwork {
  readonly id: string;
  readonly communityId: string;
  readonly department: Department;
  /** Tells several networks of one department apart. */
  readonly name: string;
  /** The version in use; its id. */
  readonly versionId: string;
  readonly source: NetworkSource;
  readonly validFrom: Date;
  readonly importedBy: Actor;
}

/** A network as one import brought it. */
export interface DepartmentalVersion {
  readonly id: string;
  readonly networkId: string;
  readonly communityId: string;
  readonly source: NetworkSource;
  readonly importedBy: Actor;
  readonly validFrom: Date;
  /** null: in use. */
  readonly validTo: Date | null;
}

/** POLYGONS: its buildings were found by place. BUILDINGS: they were listed. */
export type NetworkSource = "POLYGONS" | "BUILDINGS";

/** Somebody whom a department names for a grid. */
export interface DepartmentalStaff {
  readonly name: string;
  readonly duty: string | null;
}

/** One grid of a department, as one version of its network has it. */
export interface DepartmentalGrid {
  readonly id: string;
  readonly versionId: string;
  readonly communityId: string;
  readonly code: string;
  readonly name: string | null;
  readonly staff: readonly DepartmentalStaff[];
}

const DEPARTMENTS: Readonly<Record<Department, Text>> = {
  PARTY: { zh: "党建网格", en: "Party grid" },
  POLITICAL_LEGAL: { zh: "政法网格", en: "Political-legal grid" },
  CIVIL_AFFAIRS: { zh: "民政网格", en: "Civil-affairs grid" },
  HEALTH: { zh: "卫健网格", en: "Health grid" },
  EMERGENCY: { zh: "应急网格", en: "Emergency grid" },
  URBAN_MANAGEMENT: { zh: "城管网格", en: "Urban-management grid" },
  OTHER: { zh: "其他网格", en: "Grid" },
};

/** The name of a network that was given none. */
export function usualName(department: Department): string {
  return DEPARTMENTS[department].zh;
}

/** What a grid of a network is called in a sentence, before its code. */
export function gridWords({
  department,
  name,
}: Pick<DepartmentalNetwork, "department" | "name">): Text {
  const words = DEPARTMENTS[department];
  if (name === words.zh) return words;
  return department === "OTHER"
    ? { zh: name, en: `${words.en} of ${name}` }
    : { zh: `${words.zh}（${name}）`, en: `${words.en} (${name})` };
}
