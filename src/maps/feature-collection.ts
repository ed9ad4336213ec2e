/** GeoJSON features as text: geometry goes through as the database printed it. */
import { isStored } from "../crs/crs";
import { drawText, type Drawing } from "../crs/draw";
import { breath } from "./breathe";

/** What is said of a thing on a map; numbers are finite. */
type Property = string | number | boolean | Date | null;
type Properties = Readonly<Record<string, Property>>;

/** One thing on a map. */
export interface MapFeature {
  readonly id: string;
  /** GeoJSON text; null: it has no place. */
  readonly geometry: string | null;
  readonly properties: Properties;
}

/**
 * Features as text. In the coordinates that are stored the database has printed what is asked for
 * (`printedDigits`).
 */
export async function printFeatures(
  features: readonly MapFeature[],
  drawing: Drawing,
): Promise<string[]> {
  const texts: string[] = [];
  const print = createPrinter();
  for (const { id, geometry, properties } of features) {
    // Others have their turn while much is drawn.
    for (let turn = breath(); turn !== null; turn = breath()) await turn;
    const shape = drawn(geometry, drawing) ?? "null";
    texts.push(
      `{"type":"Feature","id":"${id}","geometry":${shape},"properties":${print(properties)}}`,
    );
  }
  return texts;
}

function drawn(geometry: string | null, drawing: Drawing): string | null {
  return geometry === null || isStored(drawing.crs) ? geometry : drawText(geometry, drawing);
}

/** Texts that stand in JSON as they are. */
const PLAIN = /^[ !#-[\]-~]*$/;

/**
 * Prints properties as JSON of nothing but ASCII. One letter beyond, and every copy of the whole text takes four
 * times as long: it has two bytes for each character then, and is encoded one by one. What had to be changed for
 * that is kept, since many features say the same.
 */
function createPrinter(): (properties: Properties) => string {
  const texts = new Map<string, string>();
  const moments = new Map<number, string>();
  const printText = (text: string): string =>
    PLAIN.test(text) ? `"${text}"` : known(texts, text, () => printAscii(text));
  const printMoment = (moment: Date): string =>
    known(moments, moment.getTime(), () => `"${moment.toISOString()}"`);
  const printValue = (value: Property): string => {
    if (typeof value === "string") return printText(value);
    return value instanceof Date ? printMoment(value) : String(value);
  };
  return (properties) => {
    let text = "";
    for (const key in properties) {
      text += `${text === "" ? "" : ","}"${key}":${printValue(properties[key])}`;
    }
    return `{${text}}`;
  };
}

function known<Key>(printed: Map<Key, string>, key: Key, print: () => string): string {
  const before = printed.get(key);
  if (before !== undefined) return before;
  const text = print();
  printed.set(key, text);
  return text;
}

function printAscii(text: string): string {
  return JSON.stringify(text).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
