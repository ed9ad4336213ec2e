/** Who asks, for everything behind it: from the header Authorization of each request. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { SignedIn } from "../auth/sign-in";
import { DomainError } from "../errors";
import type { ServerContext } from "../graphql/context";
import { errorBody } from "./error-body";

declare module "fastify" {
  interface FastifyRequest {
    /** Who asks; nobody on paths that ask nobody who he or she is. */
    signedIn: SignedIn;
  }
}

/**
 * Finds out who asks for one of these paths or for anything below them. A token that is no good is
 * refused at once, whatever is asked; none at all is not: the schema says what a stranger may see.
 */
export function identifyEverybody(
  app: FastifyInstance,
  { signIn, log }: Pick<ServerContext, "signIn" | "log">,
  paths: readonly string[],
): void {
  app.decorateRequest("signedIn", { getter: () => NOBODY });
  app.addHook("onRequest", async (request, reply) => {
    const asked = pathOf(request);
    if (!paths.some((path) => asked === path || asked.startsWith(`${path}/`))) return undefined;
    try {
      const signedIn = await signIn.identify(request.headers.authorization);
      Object.defineProperty(request, "signedIn", { value: signedIn });
      return undefined;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      if (error.code === "UNAUTHENTICATED") {
        void reply.code(401).header("www-authenticate", 'Bearer error="invalid_token"');
      } else {
        log.error({ err: error }, error.message);
        void reply.code(503);
      }
      return reply.send(errorBody(error.code, error.message));
    }
  });
}

const NOBODY: SignedIn = Object.freeze({ viewer: null, expiresAt: null });

function pathOf({ url }: FastifyRequest): string {
  return url.split("?", 1)[0];
}
