/**
 * Builds the page into dist/console: index.html, and under assets/ files whose names carry a hash
 * of their content, so that a browser may keep them for ever.
 */
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, gzip } from "node:zlib";
import { build } from "esbuild";

const brotli = promisify(brotliCompress);
const gzipped = promisify(gzip);
const root = join(import.meta.dirname, "..");
const source = join(root, "src", "console");
const target = join(root, "dist", "console");

await rm(target, { recursive: true, force: true });
await mkdir(join(target, "assets"), { recursive: true });

const common = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  outdir: join(target, "assets"),
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  legalComments: "eof",
  metafile: true,
  logLevel: "warning",
};

// MapLibre computes in a worker, which has to be a file of its own.
const worker = await build({
  ...common,
  entryPoints: { "map-worker": "maplibre-gl/dist/maplibre-gl-worker.mjs" },
});
const page = await build({
  ...common,
  entryPoints: { main: join(source, "main.tsx") },
  splitting: true,
  jsx: "automatic",
  jsxImportSource: "preact",
  define: { MAP_WORKER_URL: JSON.stringify(outputOf(worker, "map-worker", ".js")) },
});
const icon = await copyHashed("icon.svg");

await removeUnusedSheets();

let html = await readFile(join(source, "index.html"), "utf8");
html = replaceOnce(html, 'src="main.tsx"', `src="${outputOf(page, "main", ".js")}"`);
html = replaceOnce(html, 'href="style.css"', `href="${outputOf(page, "main", ".css")}"`);
html = replaceOnce(html, 'href="icon.svg"', `href="${icon}"`);
await writeFile(join(target, "index.html"), html);
await compressAll();

function outputOf(result, name, ending) {
  const names = Object.keys(result.metafile.outputs).map((path) => basename(path));
  const found = names.find((file) => file.startsWith(`${name}-`) && file.endsWith(ending));
  if (!found) throw new Error(`The bundler wrote no ${name}*${ending}: got ${names.join(", ")}`);
  return `/assets/${found}`;
}

async function copyHashed(file) {
  const content = await readFile(join(source, file));
  const hash = createHash("sha256").update(content).digest("hex").slice(0, 8);
  const name = file.replace(".", `-${hash}.`);
  await cp(join(source, file), join(target, "assets", name));
  return `/assets/${name}`;
}

/** The page's sheet holds those of all views; the bundler also writes one for each view. */
async function removeUnusedSheets() {
  const used = basename(outputOf(page, "main", ".css"));
  const sheets = (await readdir(join(target, "assets"))).filter((file) => file.endsWith(".css"));
  await Promise.all(
    sheets.filter((file) => file !== used).map((file) => rm(join(target, "assets", file))),
  );
}

/** Compressed beside each file, once and as small as it goes; the server sends what a browser takes. */
async function compressAll() {
  const files = await readdir(target, { recursive: true, withFileTypes: true });
  await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => {
        const path = join(file.parentPath, file.name);
        const content = await readFile(path);
        await writeFile(`${path}.br`, await brotli(content));
        await writeFile(`${path}.gz`, await gzipped(content, { level: 9 }));
      }),
  );
}

function replaceOnce(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`index.html should hold ${from} exactly once`);
  return text.replace(from, to);
}
