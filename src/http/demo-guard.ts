/**
 * The demo mode takes everybody for somebody, so nobody but people at this very computer may reach
 * it. The server listens on loopback only; this keeps out what comes there all the same: pages of
 * other sites in this computer's browser, also those whose name was pointed at 127.0.0.1 (DNS
 * rebinding), and what a proxy passes on.
 */
import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { isLoopbackName } from "../auth/loopback";
import { errorBody } from "./error-body";

/** Refuses all of that. */
export function serveOnlyThisComputer(app: FastifyInstance): void {
  app.addHook("onRequest", async (request, reply) => {
    const refusal = demoRefusal(request.raw);
    return refusal === null ? undefined : reply.code(403).send(errorBody("FORBIDDEN", refusal));
  });
}

/** Why the demo mode does not answer a request; null where it does. */
export function demoRefusal({ headers }: Pick<IncomingMessage, "headers">): string | null {
  const { host, origin } = headers;
  if (host === undefined || !isLoopback(`http://${host}`)) {
    return `The demo mode answers to localhost only, not to ${host ?? "no name"}; ${SAFE}`;
  }
  if (origin !== undefined && !(isLoopback(origin) && new URL(origin).host === host)) {
    return `The demo mode does not answer to pages of ${origin}; ${SAFE}`;
  }
  const passedOn = PROXY_HEADERS.find((name) => headers[name] !== undefined);
  if (passedOn === undefined) return null;
  return `The demo mode does not answer through a proxy (${passedOn}); ${SAFE}`;
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && isLoopbackName(new URL(url).hostname);
}

const PROXY_HEADERS = ["forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip"] as const;

const SAFE = "set AUTH_SECRET or AUTH_JWKS_URL to serve others (see README, Configuration)";
