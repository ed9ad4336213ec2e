/** The example pages of docs/maps, opened in a real browser beside a running server. */
import { spawn, type ChildProcess } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Browser } from "playwright-core";
import type { FeatureCollection } from "geojson";
import { fromStored } from "../../src/crs/crs";
import { browserPath, startBrowser, visit, type Visit } from "../console/browser";
import { testDb } from "../support/database";
import { divideInForce } from "./support/divisions";
import { CODE, items, makeOgcWorld } from "./support/ogc";
import { soundOf } from "./support/plan-life";
import { startTestServer, type TestServer } from "./support/test-server";

jest.setTimeout(120_000);

const ROOT = join(__dirname, "..", "..");

let server: TestServer;
let browser: Browser;
let pages: ChildProcess;
/** Where the pages are. */
let maps: string;

beforeAll(async () => {
  server = await startTestServer();
  await makeOgcWorld(server);
  if (browserPath === null) throw new Error("There is no Chromium: apt-get install chromium");
  browser = await startBrowser(browserPath);
  const script = join(ROOT, "scripts", "serve-maps.mjs");
  pages = spawn(process.execPath, [script, server.url, "0"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  maps = await firstAddress(pages);
});
afterAll(async () => {
  pages.kill();
  await browser.close();
  await server.close();
});

async function firstAddress({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error("The pages tell nothing");
  for await (const line of createInterface(stdout)) return line.replace(/\/maplibre\.html$/, "");
  throw new Error("The pages are not served");
}

async function shows({ page, faults }: Visit, name: string, count: number): Promise<void> {
  const wanted = page.locator(`body[data-${name}="${count}"]`);
  await wanted.waitFor({ state: "attached", timeout: 20_000 }).catch(async (error: unknown) => {
    const body = await page.evaluate<object>("({ ...document.body.dataset })");
    throw new Error(`It shows ${JSON.stringify(body)} ${faults.join("; ")}`, { cause: error });
  });
}

test("MapLibre draws the grids in force, and draws them anew when others come in force", async () => {
  const shown = await visit(browser);
  const { page, faults, origins } = shown;
  await page.goto(`${maps}/maplibre.html`);
  await shows(shown, "grids", 2 + 3);
  await divideInForce(server, testDb(), "c0", soundOf("c0"));
  await shows(shown, "grids", 3 + 3);
  await page.mouse.click(400, 300);
  const popup = page.locator(".maplibregl-popup-content");
  await popup.waitFor({ timeout: 20_000 });
  expect(await popup.textContent()).toMatch(/^64010400190\d{4} · 300 户/);
  expect([faults, [...origins]]).toEqual([[], [new URL(maps).origin]]);
  await page.context().close();
});

test("OpenLayers draws tiles of grids, and buildings by OGC API - Features", async () => {
  const shown = await visit(browser);
  const { page, faults, origins } = shown;
  await page.goto(`${maps}/openlayers.html`);
  await shows(shown, "grids", 6);
  await shows(shown, "buildings", 18);
  expect([faults, [...origins]]).toEqual([[], [new URL(maps).origin]]);
  await page.context().close();
});

test("AMap is given the grids in its own coordinates", async () => {
  const shown = await visit(browser);
  const { page, faults } = shown;
  // Its library is loaded from its maker, whom tests do not ask: a stand-in keeps what it is given.
  await page.route("https://webapi.amap.com/**", (route) =>
    route.fulfill({ contentType: "text/javascript", body: AMAP }),
  );
  await page.goto(`${maps}/amap.html`);
  await shows(shown, "grids", 6);
  const given = await page.evaluate<FeatureCollection>("window.given");
  const stored = await items(server, "grids", { communityCode: CODE, limit: "1" });
  const [{ geometry, properties }] = stored.features;
  const same = given.features.find((one) => one.properties?.code === properties?.code);
  if (geometry.type !== "Polygon" || same?.geometry.type !== "Polygon")
    throw new Error("No polygon");
  const drawn = same.geometry.coordinates[0];
  for (const [lon, lat] of geometry.coordinates[0]) {
    const [x, y] = fromStored("GCJ02")([lon, lat]);
    const nearest = Math.min(...drawn.map(([px, py]) => Math.hypot(px - x, py - y)));
    expect(nearest).toBeLessThan(2e-6);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

const AMAP = `
  window.AMap = {
    Map: class {
      getZoom() { return 18; }
      getBounds() {
        return { southWest: { lng: 106.1, lat: 38.3 }, northEast: { lng: 106.4, lat: 38.5 } };
      }
      on() {}
    },
    GeoJSON: class {
      constructor({ geoJSON }) { window.given = geoJSON; }
      setMap() {}
    },
  };
`;
