/** Answers that a client may keep, and asks about again before it uses them: ETag and 304. */
import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import type { FastifyReply, FastifyRequest } from "fastify";

/** What a client is told about keeping an answer. */
export interface Kept {
  /** As `etagOf` makes it. */
  readonly etag: string;
  /** For the header of that name. */
  readonly cacheControl: string;
}

/** An answer that has been made. */
export interface Made {
  readonly type: string;
  readonly body: string | Buffer | Readable;
  /** Where the body is compressed already, such as `gzip`. */
  readonly encoding?: "gzip" | "br";
}

/**
 * For what can change at any moment: kept, and asked about each time. What a viewer may see is his
 * or hers, so no cache between us may keep it.
 */
export const ASK_EACH_TIME = "private, no-cache";

/** For an address that carries the revision of what it shows: another revision, another address. */
export const KEEP_FOR_EVER = "private, max-age=31536000, immutable";

/**
 * Names what an answer is made of: the revision of the map, what was asked for and how far the
 * viewer may see. Weak, since the same answer goes out compressed and not.
 */
export function etagOf(...parts: readonly (string | number | null | readonly string[])[]): string {
  const digest = createHash("sha256").update(JSON.stringify(parts)).digest("base64url");
  return `W/"${digest.slice(0, 27)}"`;
}

/** Sends 304 to a client that has this answer; else makes it and sends it. */
export async function replyConditional(
  request: FastifyRequest,
  reply: FastifyReply,
  { etag, cacheControl }: Kept,
  make: () => Promise<Made>,
): Promise<FastifyReply> {
  void reply.headers({ etag, "cache-control": cacheControl });
  vary(reply, "authorization", "accept-encoding");
  if (hasIt(request.headers["if-none-match"], etag)) return reply.code(304).send();
  const { type, body, encoding } = await make().catch((error: unknown) => {
    // A failure is no answer to be kept.
    void reply.removeHeader("etag").header("cache-control", "no-store");
    throw error;
  });
  if (encoding !== undefined) void reply.header("content-encoding", encoding);
  return reply.type(type).send(body);
}

/** If-None-Match is a list, or `*` for any; the comparison is the weak one (RFC 9110, 13.1.2). */
function hasIt(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header
    .split(",")
    .map((one) => one.trim())
    .some((one) => one === "*" || opaque(one) === opaque(etag));
}

function opaque(etag: string): string {
  return etag.replace(/^W\//, "");
}

function vary(reply: FastifyReply, ...names: readonly string[]): void {
  const before = reply.getHeader("vary");
  const known = typeof before === "string" ? before.split(/\s*,\s*/) : [];
  const more = names.filter((name) => !known.some((one) => one.toLowerCase() === name));
  void reply.header("vary", [...known, ...more].join(", "));
}
