/** Reasons that are being written, as a text that the tab keeps. */
import type { WrittenReasons } from "./reason-fields";

export function writeReasons(written: WrittenReasons): string {
  return JSON.stringify(written);
}

/** What somebody else wrote into the tab's storage is as good as nothing. */
export function readReasons(text: string): WrittenReasons {
  const read = parse(text);
  if (!isObject(read) || typeof read.common !== "string" || !isObject(read.own)) {
    return { common: "", own: {} };
  }
  const own = Object.entries(read.own).flatMap(([key, reason]) =>
    typeof reason === "string" ? [[key, reason] as const] : [],
  );
  return { common: read.common, own: Object.fromEntries(own) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
