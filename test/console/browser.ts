/** Debian's Chromium, and the page in it. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium, type Browser, type Page } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where the browser is; null where none is installed. */
export const browserPath: string | null = places.find((place) => existsSync(place)) ?? null;

export async function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Builds the page as `npm run build` does. */
export async function buildConsole(): Promise<void> {
  const script = join(__dirname, "..", "..", "scripts", "build-console.mjs");
  await promisify(execFile)(process.execPath, [script]);
}

/** A visit to the page, with what must not happen on it. */
export interface Visit {
  readonly page: Page;
  /** Origins that were asked for anything, our own among them. */
  readonly origins: Set<string>;
  /** Errors that the page or its console told, refused content among them. */
  readonly faults: string[];
}

export async function visit(
  browser: Browser,
  { locale = "en-GB", width = 1280, height = 800 } = {},
): Promise<Visit> {
  // Without motion the map is at once where it goes.
  const context = await browser.newContext({
    locale,
    viewport: { width, height },
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const origins = new Set<string>();
  const faults: string[] = [];
  context.on("request", (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "data:" && protocol !== "blob:") origins.add(origin);
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return { page, origins, faults };
}

/** Waits until the map has drawn a plan, and gives the plan's id; empty where there is none. */
export async function mapIdle(page: Page): Promise<string> {
  await page.locator('body[data-map="idle"]').waitFor();
  return (await page.locator("#map").getAttribute("data-plan")) ?? "";
}

/** Clicks on the map where a point of the earth is drawn. */
export async function clickMap(page: Page, [lon, lat]: readonly number[]): Promise<void> {
  const view = (await page.locator("#map").getAttribute("data-view")) ?? "";
  const [centerLon, centerLat, zoom] = view.split(",").map(Number);
  const box = await page.locator("#map").boundingBox();
  if (!box) throw new Error("The map is not on the page");
  // MapLibre's world is a square of 512 pixels at zoom 0.
  const world = 512 * 2 ** zoom;
  const x = ((lon - centerLon) / 360) * world;
  const y = (mercator(lat) - mercator(centerLat)) * world;
  await page.mouse.click(box.x + box.width / 2 + x, box.y + box.height / 2 + y);
}

/** From 0 at the top of the world to 1 at its bottom. */
function mercator(lat: number): number {
  const angle = (lat * Math.PI) / 180;
  return (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2;
}
