/** Relay connections over pages by keyset. */
import { Field, ObjectType, type ClassType } from "type-graphql";
import type { Page, PageItem, PageWish } from "../db/page";
import { DomainError } from "../errors";

/** Items a page may hold at most. */
export const MAX_FIRST = 1000;

/** Every connection takes these two arguments; their descriptions. */
export const FIRST = `How many items the page may hold, 1 to ${MAX_FIRST}.`;
export const AFTER = "Cursor of the item behind which the page starts; from the start if left out.";

@ObjectType("PageInfo", {
  description: "Where a page lies in its list.",
  simpleResolvers: true,
})
export class PageInfoType {
  @Field(() => Boolean, { description: "Whether the list goes on behind this page." })
  hasNextPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Cursor of the last item of this page, for `after`; null for an empty page.",
  })
  endCursor!: string | null;
}

/** A page as the schema shows it. */
export interface Connection<Item> {
  readonly edges: readonly { readonly node: Item; readonly cursor: string }[];
  readonly nodes: readonly Item[];
  readonly pageInfo: PageInfoType;
}

/** The connection type of a type: declare it once beside the type. */
export function connectionOf(itemType: ClassType, name: string): ClassType<Connection<unknown>> {
  @ObjectType(`${name}Edge`, {
    description: `A ${name} in a list.`,
    simpleResolvers: true,
  })
  class Edge {
    @Field(() => itemType, { description: `The ${name}.` })
    node!: unknown;

    @Field(() => String, { description: "Place in the list, for `after`; opaque." })
    cursor!: string;
  }

  @ObjectType(`${name}Connection`, {
    description: `A page of a list of ${name} objects.`,
    simpleResolvers: true,
  })
  class ItemConnection implements Connection<unknown> {
    @Field(() => [Edge], { description: "The items with their cursors." })
    edges!: Edge[];

    @Field(() => [itemType], { description: "The items alone, for when no cursor is needed." })
    nodes!: unknown[];

    @Field(() => PageInfoType, { description: "Where this page lies in the list." })
    pageInfo!: PageInfoType;
  }
  return ItemConnection;
}

/** A page as the schema shows it; `list` names the order, so that no cursor of another one fits. */
export function toConnection<Item>(list: CursorList, page: Page<Item>): Connection<Item> {
  const edges = page.items.map(({ item, place }) => ({
    node: item,
    cursor: encodeCursor(list, place),
  }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage: page.hasMore, endCursor: edges.at(-1)?.cursor ?? null },
  };
}

/** The lists that cursors are of. */
export type CursorList =
  | "communities"
  | "estates"
  | "buildings"
  | "buildingChanges"
  | "buildingDifferences"
  | "barriers"
  | "plans"
  | "grids"
  | "register"
  | "reviews"
  | "edits"
  | "ruleSets"
  | "jobResults"
  | "exportLinks"
  | "audit";

/** Those that are sorted by time: PostgreSQL has to be able to read their keys. */
const BY_TIME: ReadonlySet<CursorList> = new Set(["audit", "exportLinks", "plans", "reviews"]);

/** Those that are sorted by a number. */
const BY_NUMBER: ReadonlySet<CursorList> = new Set(["edits"]);

/** Reads `first` and `after`; throws BAD_INPUT for a page size or a cursor that makes no sense. */
export function toPageWish(list: CursorList, first: number, after?: string | null): PageWish {
  if (first < 1 || first > MAX_FIRST) {
    throw new DomainError("BAD_INPUT", `Expected first from 1 to ${MAX_FIRST}, got ${first}`);
  }
  return { first, after: after == null ? null : decodeCursor(list, after) };
}

/** The cursor behind a page; null where nothing follows. */
export function nextCursor(list: CursorList, { items, hasMore }: Page<unknown>): string | null {
  const last = items.at(-1);
  return hasMore && last !== undefined ? encodeCursor(list, last.place) : null;
}

type Place = PageItem<unknown>["place"];

function encodeCursor(list: CursorList, { key, id }: Place): string {
  return Buffer.from(JSON.stringify([list, key, id])).toString("base64url");
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const NUMBER = /^\d{1,9}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?Z$/;

function decodeCursor(list: CursorList, cursor: string): Place {
  const parts = parseJson(Buffer.from(cursor, "base64url").toString("utf8"));
  if (Array.isArray(parts) && parts.length === 3 && parts[0] === list) {
    const [, key, id] = parts as unknown[];
    if (typeof key === "string" && typeof id === "string" && UUID.test(id)) {
      const isTime = MOMENT.test(key) && !Number.isNaN(Date.parse(key));
      if (BY_TIME.has(list) ? isTime : !BY_NUMBER.has(list) || NUMBER.test(key)) {
        return { key, id };
      }
    }
  }
  throw new DomainError("BAD_INPUT", `Expected a cursor of a list of ${list}, got "${cursor}"`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
