/** Debian's Chromium, and the page in it. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where the browser is; null where none is installed. */
export const browserPath: string | null = places.find((place) => existsSync(place)) ?? null;

/** Pictures of what was seen, for people to look at; kept out of the repository. */
export const PICTURES = join(__dirname, "screenshots");

const WAIT_MS = 45_000;

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

/** A language of the page, and where people speak it. */
export interface Tongue {
  readonly lang: "zh" | "en";
  readonly locale: string;
}

export const TONGUES: readonly Tongue[] = [
  { lang: "zh", locale: "zh-CN" },
  { lang: "en", locale: "en-GB" },
];

/** A visit to the page, with what must not happen on it. */
export interface Visit {
  readonly page: Page;
  /** Origins that were asked for anything, our own among them. */
  readonly origins: Set<string>;
  /** Errors that the page or its console told, refused content among them. */
  readonly faults: string[];
  readonly close: () => Promise<void>;
}

export const DESK = { width: 1280, height: 800 } as const;
export const PHONE = { width: 390, height: 844 } as const;

export async function visit(
  browser: Browser,
  { locale = "en-GB", size = DESK }: { locale?: string; size?: typeof DESK | typeof PHONE } = {},
): Promise<Visit> {
  // Without motion the map is at once where it goes.
  const context = await browser.newContext({ locale, viewport: size, reducedMotion: "reduce" });
  const page = await context.newPage();
  page.setDefaultTimeout(WAIT_MS);
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
  return { page, origins, faults, close: () => context.close() };
}

/** Waits until nothing is on its way any more, the map included where there is one. */
export async function settled(page: Page): Promise<void> {
  await page.locator("#panel").first().waitFor();
  await page.locator("body:not(:has(.loading))").waitFor();
  await page.locator("#announcement").waitFor({ state: "attached" });
  if ((await page.locator("#map").count()) > 0) {
    await page.locator('body[data-map="idle"]').waitFor();
  }
}

/** Keeps a picture of what is seen. */
export async function keepPicture(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const axeSource = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly {
    readonly target: readonly unknown[];
    readonly failureSummary?: string;
  }[];
}

/** What axe finds serious or critical, a line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const violations = await page.evaluate<readonly Violation[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)",
  );
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary = "" }) => `${id}: ${target.join(" ")} ${failureSummary}`,
      ),
    );
}

/** How wide the page is: more than the screen is something that sticks out. */
export function widthOf(page: Page): Promise<number> {
  return page.evaluate<number>("document.documentElement.scrollWidth");
}

/** Presses the Tab key until the focus is on something, as somebody without a mouse has to. */
export async function tabTo(page: Page, selector: string): Promise<void> {
  const wanted = page.locator(selector).first();
  await wanted.waitFor();
  const most = 150;
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press("Tab");
    if ((await wanted.and(page.locator(":focus")).count()) > 0) return;
  }
  throw new Error(`The Tab key does not lead to ${selector} within ${most} presses`);
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
