/** The way of a planner from an empty page to a chosen plan: data, ledger, proposals, alternatives. */
import type { Browser, Page } from "playwright-core";
import { seedDataset } from "../../seeds";
import { datasetTexts } from "../../seeds/dataset-texts";
import { startTestServer, type TestServer } from "../api/support/test-server";
import { browserPath, PHONE, settled, startBrowser, visit } from "./browser";

jest.setTimeout(180_000);

/** A community of 28 buildings, of which there are several good plans. */
const SMALL_CODE = "640104009902";
/** The largest, which takes long enough to be stopped. */
const LARGE_CODE = "640104011901";
/** The one with the longest ledger, 150 buildings. */
const LONG_CODE = "640104011904";
const STREET_CODE = "640104010";

const executable = browserPath;
if (executable === null) {
  test("without a browser nobody looks at the page", () => {
    if (process.env.CI) throw new Error("CI has to install chromium");
    process.stderr.write("No chromium is installed: the tests of the page are left out.\n");
  });
} else {
  describe("a planner", () => plan(executable));
}

/** The tests follow one another, as the planner's days do. */
function plan(executablePath: string): void {
  let server: TestServer;
  let browser: Browser;
  const texts = datasetTexts(seedDataset());

  beforeAll(async () => {
    server = await startTestServer();
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    expect(server.logged).toEqual([]);
  });

  async function open(path: string, options: Parameters<typeof visit>[1] = {}) {
    const seen = await visit(browser, options);
    await seen.page.goto(`${server.url}/${path}`);
    await settled(seen.page);
    return seen;
  }

  async function drop(page: Page, files: Readonly<Record<string, string>>): Promise<void> {
    await page.locator("#dataset-files").setInputFiles(
      Object.entries(files).map(([name, text]) => ({
        name,
        mimeType: "application/geo+json",
        buffer: Buffer.from(text),
      })),
    );
  }

  test.each([
    { lang: "zh", none: "尚未载入任何社区" },
    { lang: "en", none: "No community has been loaded yet" },
  ])("an empty page says in $lang what to do", async ({ lang, none }) => {
    const { page, faults } = await open(`?lang=${lang}`);
    expect(await page.locator(".note-title").textContent()).toBe(none);
    await page.locator('.note a[href*="import"]').click();
    await page.locator("#load-dataset").waitFor();
    expect(await page.locator("#load-dataset").isDisabled()).toBe(true);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("files with faults are refused with each place; mended, they are loaded", async () => {
    const { page, faults } = await open("?tab=import&lang=zh");
    const broken = texts.buildings.replace(/"households":\d+/, '"households":-5');
    await drop(page, {
      "communities.geojson": texts.communities,
      "buildings.geojson": broken,
      "roads.geojson": texts.roads,
    });
    await page.locator("#load-dataset").click();
    const fault = page.locator("#import-faults [data-fault]");
    await fault.waitFor();
    const [file, feature, reason] = await fault.locator("td").allTextContents();
    expect(file).toBe("buildings.geojson");
    expect(feature).toContain("#1");
    expect(reason).toContain("-5");

    await drop(page, { "buildings.geojson": texts.buildings });
    await page.locator("#load-dataset").click();
    const report = page.locator("#import-report");
    await report.waitFor();
    const { communities } = seedDataset();
    expect(await report.locator('[data-table="communities"] td').nth(1).textContent()).toBe(
      String(communities.length),
    );
    await page.locator("#to-communities").click();
    await page.locator("#communities [data-community]").first().waitFor();
    expect(await page.locator("#communities [data-community]").count()).toBe(communities.length);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a community is found by a part of its name, by its code, and on the map", async () => {
    const { page, faults } = await open("?lang=en");
    const entries = page.locator("#communities [data-community]");
    await page.locator("#search").fill("芦花");
    await entries.nth(1).waitFor({ state: "detached" });
    expect(await entries.getAttribute("data-community")).toBe(SMALL_CODE);
    await page.locator("#search").fill("nowhere");
    await page.locator(".note-title").waitFor();
    await page.locator("#search").fill(SMALL_CODE.slice(0, 9));
    await entries.nth(1).waitFor();
    const codes = await entries.evaluateAll((links) =>
      links.map((link) => link.getAttribute("data-community") ?? ""),
    );
    for (const code of codes) expect(code.slice(0, 9)).toBe(SMALL_CODE.slice(0, 9));
    await settled(page);
    const map = page.locator("#map");
    const box = await map.boundingBox();
    if (box === null) throw new Error("The map is not on the page");
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await page.locator("#all-communities").waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("the ledger lists what is in sight, and the keys lead through it", async () => {
    const { page, faults } = await open(`?community=${LONG_CODE}&tab=ledger&lang=zh`);
    const rows = page.locator("#ledger-list [role=option]");
    await rows.first().waitFor();
    const total = Number(await rows.first().getAttribute("aria-setsize"));
    expect(total).toBe(150);
    expect(await rows.count()).toBeLessThan(60);

    await page.locator("#ledger-list").focus();
    await page.keyboard.press("End");
    await page.locator(`#ledger-list [aria-posinset="${total}"][aria-selected=true]`).waitFor();
    const card = page.locator("#card[data-building]");
    await card.waitFor();
    await page.keyboard.press("Escape");
    await card.waitFor({ state: "detached" });

    await page.locator("#sort-households").click();
    const sorted = await rows.locator(".ledger-households").allTextContents();
    const households = sorted.map((text) => Number(text.replace(/\D/g, "")));
    expect(households).toEqual([...households].sort((a, b) => b - a));

    await page.locator("#list-estates").click();
    const estate = page.locator("#ledger-estates [data-estate]").first();
    const name = await estate.getAttribute("data-estate");
    await estate.click();
    await rows.first().waitFor();
    for (const line of await rows.locator(".ledger-estate").allTextContents()) {
      expect(line).toContain(name);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test.each([
    { lang: "zh", choose: "选用并打开" },
    { lang: "en", choose: "Choose and open" },
  ])("plans are proposed, compared side by side and chosen in $lang", async ({ lang, choose }) => {
    const { page, faults } = await open(`?community=${SMALL_CODE}&lang=${lang}`);
    await page.locator(".options summary").click();
    await page.locator("#alternatives").selectOption("3");
    await page.locator("#effort").selectOption("0.25");
    await page.locator("#propose").click();
    await page.locator("#proposal progress").waitFor();
    // What is on its way is found again.
    await page.reload();
    await page.locator('#proposal[data-job="SUCCEEDED"]').waitFor();
    await page.locator("#compare-side-by-side").click();
    const heads = page.locator("#alternatives [data-alternative]");
    await heads.nth(1).waitFor();
    const count = await heads.count();
    expect(await page.locator("#alternatives .sketch").count()).toBe(count);
    expect(await page.locator('[data-figure="householdsInBand"] td').count()).toBe(count);
    const chosen = page.locator('[data-choose="2"]');
    expect(await chosen.textContent()).toBe(choose);
    await chosen.click();
    await page.locator("#tab-compare").click();
    const summary = page.locator("#compare-summary");
    await summary.waitFor();
    const change = page.locator("#ground-changes button").first();
    await change.click();
    expect(await change.getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator("#compare-figures [data-figure]").count()).toBeGreaterThan(10);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a proposal that is cancelled changes nothing", async () => {
    const { page, faults } = await open(`?community=${LARGE_CODE}&lang=en`);
    await page.locator(".options summary").click();
    await page.locator("#effort").selectOption("4");
    await page.locator("#propose").click();
    await page.locator("#cancel").click();
    await page.locator('#proposal[data-job="CANCELLED"]').waitFor();
    expect(await page.locator("#outcome").textContent()).toContain("nothing has changed");
    expect(await page.locator("#plans [data-plan]").count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a whole street is planned, looked through and submitted", async () => {
    const { page, faults } = await open("?tab=street&lang=zh");
    await page.locator("#code-prefix").fill(STREET_CODE);
    await page.locator(".options summary").click();
    await page.locator("#effort").selectOption("0.25");
    await page.locator("#propose-street").click();
    await page.locator('#street[data-job="SUCCEEDED"]').waitFor();
    const results = page.locator("#street-results [data-community]");
    await results.first().waitFor();
    expect(await results.count()).toBe(3);
    await page.locator("#submit-street").click();
    await page.locator("#submitted").waitFor();
    await page.locator("#street-results .state-SUBMITTED").nth(2).waitFor();
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("whoever may only read is offered nothing else, also on a phone", async () => {
    const { page, faults } = await open("?lang=zh", { size: PHONE });
    await page.locator('#session [data-role="VIEWER"]').click();
    await page.locator('#session[data-viewer="demo-viewer"]').waitFor();
    expect(await page.locator("#tab-import").count()).toBe(0);
    await page.locator(`[data-community="${LONG_CODE}"]`).click();
    await page.locator("#proposal").waitFor();
    expect(await page.locator("#propose").count()).toBe(0);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBe(PHONE.width);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("what cannot be asked is said, and asked again once it can", async () => {
    const { page } = await open("?lang=en");
    await page.context().setOffline(true);
    await page.locator("#search").fill("社区");
    await page.locator("#offline").waitFor();
    await page.locator(".note.fault button").waitFor();
    await page.context().setOffline(false);
    await page.locator("#offline").waitFor({ state: "detached" });
    await page.locator("#communities [data-community]").first().waitFor();
    await page.context().close();
  });
}
