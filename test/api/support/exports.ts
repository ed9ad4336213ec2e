/** Links to files, made by the API and followed without signing in. */
import type { Viewer } from "../../../src/auth/viewer";
import { at, read, type TestServer, type Tree } from "./test-server";

export const CREATE_LINK = /* GraphQL */ `
  mutation ($input: CreateExportLinkInput!) {
    createExportLink(input: $input) {
      url
      link {
        id
        content
        format
        crs
        jurisdictions
        at
        planId
        networkId
        createdBy {
          id
          role
        }
        createdAt
        expiresAt
        revokedAt
        downloads
        lastUsedAt
      }
      userErrors {
        code
        message {
          zh
          en
        }
        path
      }
    }
  }
`;

/** Asks for a link and gives the payload, refused or not. */
export async function askForLink(
  server: TestServer,
  as: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<Tree> {
  return at(await read(server, CREATE_LINK, { input }, { as }), "createExportLink") as Tree;
}

/** A link that has to be made. */
export async function makeLink(
  server: TestServer,
  as: Viewer,
  input: Readonly<Record<string, unknown>>,
): Promise<{ readonly id: string; readonly url: string; readonly link: Tree }> {
  const { url, link, userErrors } = await askForLink(server, as, input);
  if (typeof url !== "string" || link === null) throw new Error(JSON.stringify(userErrors));
  return { id: at(link, "id") as string, url: `${server.url}${url}`, link: link as Tree };
}

/** Follows a link as anybody may. */
export async function download(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const response = await fetch(url, { headers });
  // Response.text() takes a byte-order mark away, which is asked about here.
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, text: bytes.toString("utf8") };
}

/** The rows of a CSV without quotation marks, the header first. */
export function rowsOf(text: string): string[][] {
  return text
    .replace("\uFEFF", "")
    .trimEnd()
    .split("\r\n")
    .map((line) => line.split(","));
}
