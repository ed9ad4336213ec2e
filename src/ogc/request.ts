/** The parameters of requests, read strictly: OGC API - Features wants 400 for all that it does not know. */
import { DomainError } from "../errors";
import { parseGlobalId } from "../graphql/global-id";
import type { Collection } from "./collections";
import { CRS84, findCrs, OGC_CRS, type Corners, type OgcCrs } from "./crs";
import type { FeatureFilter, Place } from "./features.repository";
import { readInterval } from "./interval";

/** Parameters as they come: a list where one is given twice. */
export type Given = Readonly<Record<string, unknown>>;

/** How many features a page has at most, and if nothing is said. */
export const MAX_LIMIT = 10_000;
export const DEFAULT_LIMIT = 100;

/** What is asked of a collection. */
export interface ItemsWish {
  readonly filter: Omit<FeatureFilter, "scope">;
  readonly limit: number;
  readonly after: Place | null;
  readonly crs: OgcCrs;
}

/** Parameters of the documents: none but the format. */
export function readNothing(given: Given): void {
  readKnown(given, ["f"], ["json"]);
}

/** Parameters of one feature. */
export function readFeatureWish(given: Given): { readonly crs: OgcCrs } {
  const known = readKnown(given, ["f", "crs"], FEATURE_FORMATS);
  return { crs: readCrs("crs", known.crs) };
}

/** Parameters of the features of a collection. */
export function readItemsWish(collection: Collection, given: Given): ItemsWish {
  const filters = collection.properties.filter(({ isFilter }) => isFilter);
  const names = [...ITEMS_PARAMETERS, ...filters.map(({ name }) => name)];
  const known = readKnown(given, names, FEATURE_FORMATS);
  const boxCrs = readCrs("bbox-crs", known["bbox-crs"]);
  const values = filters.flatMap(({ name, values: allowed }) => {
    const value = known[name];
    if (value === undefined) return [];
    if (allowed !== undefined && !allowed.includes(value)) {
      throw refused(name, value, `one of ${allowed.join(", ")}`);
    }
    return [[name, value] as const];
  });
  return {
    filter: {
      box: known.bbox === undefined ? null : { corners: readBox(known.bbox, boxCrs), crs: boxCrs },
      interval: known.datetime === undefined ? null : readDatetime(known.datetime),
      values: Object.fromEntries(values),
    },
    limit: known.limit === undefined ? DEFAULT_LIMIT : readLimit(known.limit),
    after: known.cursor === undefined ? null : readCursor(known.cursor, collection),
    crs: readCrs("crs", known.crs),
  };
}

/** The id in the address of a feature; null where it is of no feature of the collection. */
export function readFeatureId({ node }: Collection, id: string): string | null {
  const parsed = parseGlobalId(id);
  return parsed?.type === node ? parsed.uuid : null;
}

/** The value of the parameter `cursor` for what comes behind a place. */
export function cursorOf({ id: collection }: Collection, { key, id }: Place): string {
  return Buffer.from(JSON.stringify([collection, key, id])).toString("base64url");
}

const ITEMS_PARAMETERS = ["f", "limit", "bbox", "bbox-crs", "crs", "datetime", "cursor"];
const FEATURE_FORMATS = ["json", "geojson"];

function readKnown(
  given: Given,
  names: readonly string[],
  formats: readonly string[],
): Readonly<Partial<Record<string, string>>> {
  const known: Record<string, string> = {};
  for (const [name, value] of Object.entries(given)) {
    if (!names.includes(name)) {
      throw new DomainError(
        "BAD_INPUT",
        `There is no parameter ${name} here; there are: ${names.join(", ")}`,
      );
    }
    if (typeof value !== "string") throw refused(name, String(value), "it once");
    known[name] = value;
  }
  if (known.f !== undefined && !formats.includes(known.f)) {
    throw refused("f", known.f, formats.join(" or "));
  }
  return known;
}

function readCrs(name: string, uri: string | undefined): OgcCrs {
  if (uri === undefined) return CRS84;
  const crs = findCrs(uri);
  if (crs !== undefined) return crs;
  throw refused(name, uri, `one of ${OGC_CRS.map((one) => one.uri).join(", ")}`);
}

/** Four numbers, or six with heights, which nothing here has. */
function readBox(text: string, { northFirst, domain }: OgcCrs): Corners {
  const numbers = text.split(",").map(readNumber);
  const wanted = "4 numbers (or 6 with heights): the lower corner, then the upper one";
  if (![4, 6].includes(numbers.length)) throw refused("bbox", text, wanted);
  const half = numbers.length / 2;
  const [a, b, c, d] = [numbers[0], numbers[1], numbers[half], numbers[half + 1]];
  if (a === null || b === null || c === null || d === null || numbers.includes(null)) {
    throw refused("bbox", text, wanted);
  }
  const [west, south, east, north] = northFirst ? [b, a, d, c] : [a, b, c, d];
  // Degrees go round: a box may begin in the east. Metres do not.
  const isRound = domain[2] === 180;
  if (south > north || (west > east && !isRound)) throw refused("bbox", text, wanted);
  return [west, south, east, north];
}

function readNumber(text: string): number | null {
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?\s*$/.test(text) &&
    Number.isFinite(Number(text))
    ? Number(text)
    : null;
}

function readDatetime(text: string): NonNullable<ReturnType<typeof readInterval>> {
  const interval = readInterval(text);
  if (interval !== null) return interval;
  throw refused(
    "datetime",
    text,
    "a moment such as 2026-11-23T05:30:00Z, a day, or an interval of two of them: FROM/TO, FROM/.., ../TO",
  );
}

/** More than there may be is no mistake: the page has as many as there may be. */
function readLimit(text: string): number {
  if (/^\d{1,9}$/.test(text) && Number(text) >= 1) return Math.min(Number(text), MAX_LIMIT);
  throw refused("limit", text, `a whole number from 1 to ${MAX_LIMIT}`);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readCursor(text: string, { id: collection }: Collection): Place {
  const parts = parseJson(Buffer.from(text, "base64url").toString("utf8"));
  if (Array.isArray(parts) && parts.length === 3 && parts[0] === collection) {
    const [, key, id] = parts as readonly unknown[];
    const isText = typeof key === "string" && !key.includes("\0");
    if (isText && typeof id === "string" && UUID.test(id)) return { key, id };
  }
  throw refused("cursor", text, "one from the link to the next page");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function refused(name: string, value: string, wanted: string): DomainError {
  return new DomainError("BAD_INPUT", `Parameter ${name}: expected ${wanted}, got "${value}"`);
}
