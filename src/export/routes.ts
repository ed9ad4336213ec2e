/** Files by link: `GET /export/SECRET/NAME`, without signing in. The name is for people and programs. */
import type { FastifyInstance } from "fastify";
import { DomainError } from "../errors";
import type { ServerContext } from "../graphql/context";
import { ASK_EACH_TIME, etagOf, replyConditional } from "../http/conditional";
import { errorBody } from "../http/error-body";
import { openExportFile, versionOf } from "./export-file.service";
import { fileNameOf, type ExportLink } from "./export-link";
import { countDownload, followExportLink } from "./export-link.service";

type ToFile = { readonly secret: string; readonly name: string };

/** Serves them to whoever has such a link. */
export function serveExports(
  app: FastifyInstance,
  { db, revisions }: Pick<ServerContext, "db" | "revisions">,
): void {
  app.get<{ Params: ToFile }>("/export/:secret/:name", async (request, reply) => {
    const found = await followExportLink(db, request.params.secret);
    if (found === null) {
      return reply.code(404).send(errorBody("NOT_FOUND", "There is no such link"));
    }
    const { link, works } = found;
    if (!works)
      return reply.code(410).send(errorBody("GONE", `${endOf(link)}: ask for another one`));
    // Nobody finds by searching what was given to somebody.
    void reply.header("x-robots-tag", "noindex");
    try {
      const etag = etagOf("export", link.id, await revisions.ofMap(), await versionOf(db, link));
      return await replyConditional(
        request,
        reply,
        { etag, cacheControl: ASK_EACH_TIME },
        async () => {
          const file = await openExportFile(db, link);
          await countDownload(db, link.id);
          void reply.header("content-disposition", `attachment; filename="${fileNameOf(link)}"`);
          return file;
        },
      );
    } catch (error) {
      if (!(error instanceof DomainError) || error.code !== "NOT_FOUND") throw error;
      return reply.code(404).send(errorBody("NOT_FOUND", error.message));
    }
  });
}

function endOf({ revokedAt, expiresAt }: ExportLink): string {
  return revokedAt === null
    ? `This link worked until ${expiresAt.toISOString()}`
    : `This link was revoked at ${revokedAt.toISOString()}`;
}
