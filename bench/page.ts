/**
 * What the page costs: the bytes and the time of a first visit, and whether the map keeps up with
 * the hand over a community of 3,000 buildings. Frames are drawn by the processor here, which no
 * machine with a graphics card does; so beside the frames stands what the page itself takes for one.
 * usage: npm run -s bench:page [-- --database URL] [--buildings N]
 * The database has to be empty; without one it is the embedded one, in memory. Needs Chromium.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { pino } from "pino";
import { chromium, type Browser, type CDPSession, type Page } from "playwright-core";
import { generateCommunities } from "../seeds";
import { demoSettings } from "../src/auth/sign-in";
import { SYSTEM } from "../src/auth/viewer";
import { openDatabase } from "../src/db/connection";
import type { Dataset } from "../src/exchange/dataset";
import { importDataset } from "../src/exchange/import.service";
import { toGlobalId } from "../src/graphql/global-id";
import { serve } from "../src/serve";
import { largestCommunity, storeProposal } from "./edit/drafts";
import { median, printLine, printTable } from "./print";

const { values } = parseArgs({
  options: { database: { type: "string" }, buildings: { type: "string", default: "3000" } },
});

const BROWSERS = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
/** Moves of the mouse in a drag across the map. */
const MOVES = 30;
const DRAGS = 2;
const MOST_HOUSEHOLDS = 16;

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const executablePath = BROWSERS.find((path) => existsSync(path));
  if (executablePath === undefined) throw new Error(`No browser at ${BROWSERS.join(", ")}`);
  execFileSync(process.execPath, [join(__dirname, "..", "scripts", "build-console.mjs")]);
  const database = await openDatabase({ databaseUrl: values.database ?? null, dataDir: null });
  const dataset = villages(Number(values.buildings));
  await importDataset(database.knex, dataset, SYSTEM);
  const community = await largestCommunity(database.knex, dataset);
  const plan = toGlobalId("Plan", await storeProposal(database.knex, community.id));
  const server = await serve({
    database,
    host: "127.0.0.1",
    port: 0,
    workers: 1,
    auth: demoSettings(),
    log: pino({ level: "error" }),
  });
  const browser = await chromium.launch({ executablePath, args: ["--headless", "--no-sandbox"] });
  try {
    const visits = [
      ["the list of communities", "/"],
      [`a plan of ${values.buildings} buildings`, `/?plan=${plan}`],
    ] as const;
    const rows: string[][] = [];
    for (const [name, path] of visits)
      rows.push([name, ...(await visit(browser, server.url + path))]);
    printTable(["first visit to", "requests", "page KB", "data KB", "drawn after s"], rows);
    await drag(browser, `${server.url}/?plan=${plan}`);
  } finally {
    await browser.close();
    await server.close();
    await database.close();
  }
}

/** Small houses: towers of so many buildings would need more grids than a community has numbers. */
function villages(buildings: number): Dataset {
  const { buildings: towers, ...others } = generateCommunities({ count: 1, seed: 1, buildings });
  return {
    ...others,
    buildings: towers.map((one) => ({
      ...one,
      households: Math.min(one.households, MOST_HOUSEHOLDS),
    })),
  };
}

/** Loads an address with an empty cache. */
async function visit(browser: Browser, url: string): Promise<string[]> {
  const { page, cdp } = await open(browser);
  const bytes = { page: 0, data: 0, requests: 0 };
  const isData = new Map<string, boolean>();
  cdp.on("Network.requestWillBeSent", ({ requestId, request }) => {
    isData.set(requestId, /\/(graphql|tiles)/.test(request.url));
  });
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    bytes.requests++;
    bytes[isData.get(requestId) === true ? "data" : "page"] += encodedDataLength;
  });
  await cdp.send("Network.enable");
  const begin = performance.now();
  await page.goto(url);
  await mapIdle(page);
  const seconds = (performance.now() - begin) / 1000;
  await page.context().close();
  const kilobytes = (count: number): string => (count / 1024).toFixed(0);
  return [String(bytes.requests), kilobytes(bytes.page), kilobytes(bytes.data), seconds.toFixed(1)];
}

/** Drags the map to and fro, and tells what a frame cost. */
async function drag(browser: Browser, url: string): Promise<void> {
  const { page, cdp } = await open(browser);
  await page.goto(url);
  await mapIdle(page);
  const box = await page.locator("#map").boundingBox();
  if (box === null) throw new Error("There is no map");
  await cdp.send("Performance.enable");
  const costs: { ms: number; frames: number }[] = [];
  for (let no = 0; no < DRAGS; no++) {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.evaluate(COUNT_FRAMES);
    const before = await metrics(cdp);
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (let i = 1; i <= MOVES; i++) {
      await page.mouse.move(x + 120 * Math.sin(i / 10), y + 60 * Math.cos(i / 13));
    }
    await page.mouse.up();
    const after = await metrics(cdp);
    const frames: unknown = await page.evaluate("window.countedFrames");
    if (typeof frames !== "number") throw new Error("No frames were counted");
    costs.push({ ms: (1000 * (after - before)) / frames, frames });
    await mapIdle(page);
  }
  const own = median(costs.map(({ ms }) => ms));
  printLine(
    `dragging: ${own.toFixed(1)} ms of script, style and layout a frame (limit of 60 a second: ` +
      `16.7 ms), over ${costs.map(({ frames }) => frames).join(", ")} frames`,
  );
}

const COUNT_FRAMES = `
  window.countedFrames = 0;
  if (!window.countsFrames) {
    window.countsFrames = true;
    const count = () => { window.countedFrames++; requestAnimationFrame(count); };
    requestAnimationFrame(count);
  }
`;

/** Seconds that script, style and layout have taken so far. */
async function metrics(cdp: CDPSession): Promise<number> {
  const { metrics: all } = await cdp.send("Performance.getMetrics");
  const names = ["ScriptDuration", "LayoutDuration", "RecalcStyleDuration"];
  return all.reduce((sum, { name, value }) => (names.includes(name) ? sum + value : sum), 0);
}

async function open(browser: Browser): Promise<{ page: Page; cdp: CDPSession }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  return { page, cdp: await context.newCDPSession(page) };
}

async function mapIdle(page: Page): Promise<void> {
  await page.locator('body[data-map="idle"]').waitFor();
  await page.locator("#panel .loading").waitFor({ state: "detached" });
  await page.locator('body[data-map="idle"]').waitFor();
}
