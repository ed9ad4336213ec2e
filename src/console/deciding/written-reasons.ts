/** Reasons that are being written: as a text that the tab keeps, and as they are sent. */

/** What was written: `common`, and by the keys of warnings. */
export interface WrittenReasons {
  readonly common: string;
  readonly own: Readonly<Record<string, string>>;
}

/** The reason of each warning, its own or the common one; empty texts where there is neither. */
export function reasonsOf(
  warnings: readonly { readonly key: string }[],
  { common, own }: WrittenReasons,
): Record<string, string> {
  return Object.fromEntries(
    warnings.map(({ key }) => [key, (own[key] ?? "").trim() || common.trim()]),
  );
}

/** One entry for each different reason, with all warnings that it is for. */
export function groupReasons(
  reasons: Readonly<Record<string, string>>,
): { readonly findings: readonly string[]; readonly reason: string }[] {
  const findingsOf = new Map<string, string[]>();
  for (const [finding, reason] of Object.entries(reasons)) {
    findingsOf.set(reason, [...(findingsOf.get(reason) ?? []), finding]);
  }
  return [...findingsOf].map(([reason, findings]) => ({ findings, reason }));
}

/** As a text. */
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
