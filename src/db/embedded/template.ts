/**
 * Creating the embedded database from nothing takes some twelve seconds. A dump of one that has
 * its extensions and migrations is kept in a cache folder; losing it costs only time.
 */
import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";

const PACKAGES = ["@electric-sql/pglite", "@electric-sql/pglite-postgis"];

/**
 * The path of the template for these packages and this `content` (text that changes whenever the
 * migrations do), whether or not it exists.
 */
export async function templatePath(content: string): Promise<string> {
  const hash = createHash("sha256").update(content);
  for (const name of PACKAGES) {
    hash.update(await readFile(join(packageDir(name), "package.json")));
  }
  return join(cacheDir(), `template-${hash.digest("hex").slice(0, 20)}.tar.gz`);
}

/** Stores a template; a reader never sees half of one. Without a place to write there is none. */
export async function storeTemplate(path: string, dump: ArrayBuffer): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(draft, Buffer.from(dump));
  } catch (error) {
    if (isNotWritable(error)) return;
    throw error;
  }
  await rename(draft, path);
}

/** The program may be installed where its user cannot write, or the disk may be full. */
const NOT_WRITABLE = new Set<unknown>(["EACCES", "EPERM", "EROFS", "ENOSPC"]);

function isNotWritable(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && NOT_WRITABLE.has(error.code)
  );
}

/** Beside the packages, where `npm ci` clears it away; else where the system keeps caches. */
function cacheDir(): string {
  const modules = dirname(dirname(packageDir(PACKAGES[0])));
  return existsSync(join(modules, "@electric-sql"))
    ? join(modules, ".cache", "wangge")
    : join(homedir(), ".cache", "wangge");
}

function packageDir(name: string): string {
  let dir = dirname(require.resolve(name));
  while (!existsSync(join(dir, "package.json"))) dir = dirname(dir);
  return dir;
}
