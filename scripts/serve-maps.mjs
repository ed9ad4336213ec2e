/**
 * Serves the example pages of docs/maps beside a running server, under one address, as a proxy in front
 * of both would:
 *
 *     TOKEN=... node scripts/serve-maps.mjs http://127.0.0.1:4000 4100
 *
 * The token is the one of your organisation; the demo mode needs none.
 */
import { createReadStream } from "node:fs";
import { createServer, request } from "node:http";
import { extname, join, normalize } from "node:path";

const [server = "http://127.0.0.1:4000", port = "4100"] = process.argv.slice(2);
const token = process.env.TOKEN ?? "";

const root = join(import.meta.dirname, "..");
/** The pages, and the libraries they use; nothing else of the disk. */
const folders = [
  ["/maps/", join(root, "docs", "maps")],
  ["/lib/maplibre-gl/", join(root, "node_modules", "maplibre-gl", "dist")],
  ["/lib/ol/", join(root, "node_modules", "ol")],
];
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
};

const pages = createServer((asked, answer) => {
  const path = normalize(decodeURIComponent(new URL(asked.url, server).pathname));
  const [prefix, folder] = folders.find(([start]) => path.startsWith(start)) ?? [];
  if (prefix === undefined) passOn(asked, answer);
  else sendFile(join(folder, path.slice(prefix.length)), answer);
});

pages.listen(Number(port), "127.0.0.1", () => {
  const address = `http://127.0.0.1:${pages.address().port}/maps`;
  console.log(`${address}/maplibre.html\n${address}/openlayers.html\n${address}/amap.html`);
});

function sendFile(file, answer) {
  createReadStream(file)
    .on("error", () => answer.writeHead(404).end())
    .once("open", () => answer.setHeader("content-type", types[extname(file)] ?? "text/plain"))
    .pipe(answer);
}

/** With the name that the browser called, so that addresses in answers lead back here. */
function passOn(asked, answer) {
  const headers = {
    ...asked.headers,
    ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
  };
  const sent = request(new URL(asked.url, server), { method: asked.method, headers });
  sent.on("response", (got) => {
    answer.writeHead(got.statusCode, got.headers);
    got.pipe(answer);
  });
  sent.on("error", () => (answer.headersSent ? answer.destroy() : answer.writeHead(502).end()));
  // A stream of events has no end of its own.
  answer.on("close", () => sent.destroy());
  asked.pipe(sent);
}
