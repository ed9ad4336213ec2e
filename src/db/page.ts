/** Pages of long lists, by keyset: stable while rows come and go, and equally fast at any depth. */

/** A place in a list that is sorted by one column and then by id, so no two rows are equal. */
export interface PageKey {
  /** The column's value as text that PostgreSQL casts back exactly: never through a Date. */
  readonly key: string;
  readonly id: string;
}

/** The part of a list that is wanted. */
export interface PageWish {
  /** At least 1. */
  readonly first: number;
  /** Only what comes behind this place; null: from the start. */
  readonly after: PageKey | null;
}

/** One item of a page, and its place in the whole list. */
export interface PageItem<Item> {
  readonly item: Item;
  readonly place: PageKey;
}

/** A part of a list. */
export interface Page<Item> {
  readonly items: readonly PageItem<Item>[];
  /** Whether the list goes on behind it. */
  readonly hasMore: boolean;
}

/** A page of other items at the same places. */
export function mapPage<From, To>(page: Page<From>, map: (item: From) => To): Page<To> {
  const items = page.items.map(({ item, place }) => ({ item: map(item), place }));
  return { items, hasMore: page.hasMore };
}

/** Makes a page of rows that were read with `limit first + 1`. */
export function pageOf<Row extends { readonly id: string; readonly page_key: string }, Item>(
  rows: readonly Row[],
  first: number,
  toItem: (row: Row) => Item,
): Page<Item> {
  return {
    items: rows.slice(0, first).map((row) => ({
      item: toItem(row),
      place: { key: row.page_key, id: row.id },
    })),
    hasMore: rows.length > first,
  };
}

/** The same page of the lists of several owners, from rows that were read for all of them at once. */
export function pagesByOwner<
  Row extends { readonly id: string; readonly page_key: string; readonly owner_id: string },
  Item,
>(
  rows: readonly Row[],
  ownerIds: readonly string[],
  first: number,
  toItem: (row: Row) => Item,
): Map<string, Page<Item>> {
  const byOwner = new Map<string, Row[]>(ownerIds.map((id) => [id, []]));
  for (const row of rows) byOwner.get(row.owner_id)?.push(row);
  return new Map([...byOwner].map(([id, owned]) => [id, pageOf(owned, first, toItem)]));
}
