import { DomainError } from "../errors";

/** The kinds of objects that `node(id)` finds. */
export const NODE_TYPES = [
  "Community",
  "Estate",
  "Building",
  "Barrier",
  "Plan",
  "Grid",
  "Job",
  "DepartmentalNetwork",
  "RegisteredGrid",
  "Staff",
  "RuleSet",
  "ExportLink",
] as const;
export type NodeType = (typeof NODE_TYPES)[number];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** An id that is unique among all kinds of objects; clients treat it as opaque. */
export function toGlobalId(type: NodeType, uuid: string): string {
  return Buffer.from(`${type}:${uuid}`).toString("base64url");
}

/** What a global id says; null where it is none of ours. */
export function parseGlobalId(id: string): { type: NodeType; uuid: string } | null {
  const [name, uuid, ...rest] = Buffer.from(id, "base64url").toString("utf8").split(":");
  const type = NODE_TYPES.find((known) => known === name);
  if (type === undefined || rest.length > 0 || !UUID.test(uuid ?? "")) return null;
  return { type, uuid };
}

/** The uuid in an id that has to be of one kind; throws BAD_INPUT for any other. */
export function uuidOf(type: NodeType, id: string): string {
  const parsed = parseGlobalId(id);
  if (parsed?.type === type) return parsed.uuid;
  throw new DomainError("BAD_INPUT", `Expected the id of a ${type}, got "${id}"`);
}
