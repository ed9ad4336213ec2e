/**
 * Builds the page into dist/console: index.html, and under assets/ files whose names carry a hash
 * of their content, so that a browser may keep them for ever.
 */
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { basename, join } from "node:path";
import { build } from "esbuild";

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

let html = await readFile(join(source, "index.html"), "utf8");
html = replaceOnce(html, 'src="main.tsx"', `src="${outputOf(page, "main", ".js")}"`);
html = replaceOnce(html, 'href="style.css"', `href="${outputOf(page, "main", ".css")}"`);
html = replaceOnce(html, 'href="icon.svg"', `href="${icon}"`);
await writeFile(join(target, "index.html"), html);

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

function replaceOnce(text, from, to) {
  if (text.split(from).length !== 2) throw new Error(`index.html should hold ${from} exactly once`);
  return text.replace(from, to);
}
