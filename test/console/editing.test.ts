/** Editing a draft on the page: by pointer, by keyboard, and while somebody else edits it, too. */
import type { Browser, Page } from "playwright-core";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { storeDivision } from "../api/support/divisions";
import { at, read, startTestServer, type TestServer, type Tree } from "../api/support/test-server";
import { rowOfCommunities } from "../api/support/towns";
import { testDb } from "../support/database";
import {
  browserPath,
  keepPicture,
  seriousFaults,
  settled,
  startBrowser,
  TONGUES,
  visit,
} from "./browser";

jest.setTimeout(150_000);

const executable = browserPath;
if (executable === null) {
  test("without a browser nobody edits", () => {
    if (process.env.CI) throw new Error("CI has to install chromium");
    process.stderr.write("No chromium is installed: the tests of the page are left out.\n");
  });
} else {
  describe("editing", () => lookAt(executable));
}

function lookAt(executablePath: string): void {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer();
    await importDataset(testDb(), rowOfCommunities(4), SYSTEM);
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    expect(server.logged).toEqual([]);
  });

  /** A draft of two grids in band: 001 with 500 households in the north, 002 with 400 in the south. */
  async function draftOf(community: string): Promise<string> {
    const building = (n: number): string => `${community}-b${n}`;
    const plan = await storeDivision(testDb(), community, [
      { buildings: [0, 1, 2, 3].map(building) },
      { buildings: [4, 5, 6, 7, 8].map(building) },
    ]);
    return toGlobalId("Plan", plan.id);
  }

  async function gridsOf(plan: string): Promise<Record<string, number>> {
    const data = await read(
      server,
      "query ($id: ID!) { plan(id: $id) { grids { label households } } }",
      { id: plan },
    );
    const grids = at(data, "plan", "grids") as Tree[];
    return Object.fromEntries(
      grids.map(({ label, households }) => [label as string, Number(households)]),
    );
  }

  const words = {
    zh: { moved: "400 → 300 户", tooMany: "▲ 多 100 户", edited: "移入网格001" },
    en: {
      moved: "400 → 300 households",
      tooMany: "▲ 100 households too many",
      edited: "to grid 001",
    },
  } as const;

  test.each(TONGUES)(
    "buildings are chosen on the map, moved by keyboard, and everything is undone in $lang",
    async ({ lang, locale }) => {
      const plan = await draftOf(lang === "zh" ? "c0" : "c1");
      const east = lang === "zh" ? 0 : 1;
      const say = words[lang];
      const { page, faults, close } = await visit(browser, { locale });
      await page.goto(`${server.url}/?plan=${plan}&tab=edit&lang=${lang}`);
      await settled(page);
      await page.locator("#tool-click").waitFor();

      await page.mouse.click(...(await spotOf(page, east, 3)));
      await chosenAre(page, 1);
      await page.keyboard.down("Shift");
      await page.mouse.click(...(await spotOf(page, east, 2)));
      await page.keyboard.up("Shift");
      await chosenAre(page, 2);
      await page.mouse.click(...(await spotOf(page, east, 2)));
      await chosenAre(page, 1);

      // The target by digits, the move by Enter; what it would do is told before.
      await page.keyboard.type("001");
      await page.locator('[data-total="002"]', { hasText: say.moved }).waitFor();
      await page.locator('[data-total="001"]', { hasText: say.tooMany }).waitFor();
      await page
        .locator('#selection [class*="finding-rule"]', { hasText: "GRID_ABOVE_BAND" })
        .waitFor();
      await keepPicture(page, `editing-${lang}`);
      expect(await seriousFaults(page)).toEqual([]);
      await page.keyboard.press("Enter");
      await versionIs(page, 2);
      expect(await gridsOf(plan)).toEqual({ "001": 600, "002": 300 });
      expect(await page.locator("#announcement").textContent()).toContain(say.edited);

      await page.keyboard.press("Control+z");
      await versionIs(page, 3);
      await page.keyboard.press("Control+Shift+z");
      await versionIs(page, 4);
      expect(await gridsOf(plan)).toEqual({ "001": 600, "002": 300 });

      // The history leads back to before the first edit.
      await page.locator("#tab-history").click();
      await page.locator("[data-edit]").nth(3).waitFor();
      expect(await page.locator("[data-edit]").count()).toBe(4);
      expect(await seriousFaults(page)).toEqual([]);
      await page.locator('[data-edit="0"] button').click();
      await versionIs(page, 5);
      expect(await gridsOf(plan)).toEqual({ "001": 500, "002": 400 });
      expect(faults).toEqual([]);
      await close();
    },
  );

  test("a lasso and a box choose what they enclose, and a drop moves it", async () => {
    const plan = await draftOf("c2");
    const { page, faults, close } = await visit(browser);
    await page.goto(`${server.url}/?plan=${plan}&tab=edit&lang=en`);
    await settled(page);
    await page.locator("#tool-lasso").click();
    const [x0, y0] = await spotOf(page, 2, 0);
    const [x1, y1] = await spotOf(page, 2, 1);
    const around = 30;
    await drawn(page, [
      [x0 - around, y0 - around],
      [x1 + around, y1 - around],
      [x1 + around, y1 + around],
      [x0 - around, y0 + around],
    ]);
    await chosenAre(page, 2);
    await page.locator("#tool-box").click();
    const [x3, y3] = await spotOf(page, 2, 3);
    await drawn(page, [
      [x3 - around, y3 - around],
      [x3 + around, y3 + around],
    ]);
    await chosenAre(page, 1);

    await page.locator("#tool-click").click();
    await drawn(page, [[x3, y3], await spotOf(page, 2, 4)]);
    await versionIs(page, 2);
    expect(await gridsOf(plan)).toEqual({ "001": 600, "002": 300 });

    // Nothing of that needs the map.
    await page.locator("#building-picker summary").click();
    await page.locator("#picker-grid").selectOption({ label: "Grid 001" });
    await page.locator('[data-building="c2-b3"]').check();
    await page.locator("#target").selectOption({ index: 2 });
    await page.locator("#move").click();
    await versionIs(page, 3);
    expect(await gridsOf(plan)).toEqual({ "001": 500, "002": 400 });
    expect(faults).toEqual([]);
    await close();
  });

  test("a grid is locked, named and given back by its card, and the engine helps", async () => {
    const plan = await draftOf("c3");
    const { page, faults, close } = await visit(browser);
    await page.goto(`${server.url}/?plan=${plan}&tab=edit&grid=002&lang=en`);
    await settled(page);
    await page.locator("#lock").click();
    await page.locator("#lock", { hasText: "Unlock" }).waitFor();
    expect(await page.locator("#split").isDisabled()).toBe(true);
    await page.locator("#lock").click();
    await page.locator("#lock", { hasText: /^Lock$/ }).waitFor();
    await page.locator("#grid-actions summary").first().click();
    await page.locator("#grid-name").fill("South yard");
    await page.locator("#grid-name").press("Enter");
    await page.locator("#card h3", { hasText: "Grid 002, South yard" }).waitFor();
    await page.locator("#split").click();
    await versionIs(page, 5);

    await page.locator("#engine-help summary").click();
    await page.locator("#help-effort").selectOption("0.25");
    await page.locator("#help-reoptimize").click();
    await page.locator('#help-outcome[data-job="SUCCEEDED"]').waitFor();
    expect(Object.values(await gridsOf(plan)).toSorted()).toEqual([400, 500]);
    expect(await seriousFaults(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test("a finding leads to its place, and its grid", async () => {
    const building = (n: number): string => `c3-b${n}`;
    const plan = await storeDivision(testDb(), "c3", [
      { buildings: [0, 1].map(building) },
      { buildings: [2, 3, 4, 5, 6, 7, 8].map(building) },
    ]);
    const { page, faults, close } = await visit(browser);
    await page.goto(`${server.url}/?plan=${toGlobalId("Plan", plan.id)}&tab=findings&lang=en`);
    await settled(page);
    const before = await page.locator("#map").getAttribute("data-view");
    await page.locator('[data-code="GRID_BELOW_BAND"]').click();
    await page.locator("#card", { hasText: "200" }).waitFor();
    await settled(page);
    expect(await page.locator("#map").getAttribute("data-view")).not.toBe(before);
    expect(await page.locator("#card").textContent()).toContain("100 households too few");
    await page.keyboard.press("Escape");
    await page.locator("#card").waitFor({ state: "detached" });
    expect(faults).toEqual([]);
    await close();
  });

  test("what somebody else edits shows at once; whoever came second sees what was missed", async () => {
    const plan = await draftOf("c3");
    const { page, close } = await visit(browser);
    await page.goto(`${server.url}/?plan=${plan}&tab=edit&lang=en`);
    await settled(page);
    await page.locator("#tool-click").waitFor();
    await nameBy(server, plan, 1, "by another");
    await versionIs(page, 2);
    await page.locator("#announcement", { hasText: "by another" }).waitFor();
    await close();

    // Where subscriptions do not come through, the server still says who was first.
    const second = await visit(browser);
    await second.page.routeWebSocket(/graphql/, () => undefined);
    await second.page.goto(`${server.url}/?plan=${plan}&tab=edit&grid=002&lang=en`);
    await settled(second.page);
    await nameBy(server, plan, 2, "by another again");
    await second.page.locator("#lock").click();
    await second.page.locator("#missed-edits", { hasText: "by another again" }).waitFor();
    await versionIs(second.page, 3);
    await second.page.locator("#missed-edits button").click();
    await second.page.locator("#lock").click();
    await versionIs(second.page, 4);
    await second.close();
  });
}

/** Names the first grid of a draft, as somebody else would. */
async function nameBy(
  server: TestServer,
  planId: string,
  expectedVersion: number,
  name: string,
): Promise<void> {
  const data = await read(server, "query ($id: ID!) { plan(id: $id) { grids { id } } }", {
    id: planId,
  });
  const [{ id: gridId }] = at(data, "plan", "grids") as Tree[];
  const named = await read(
    server,
    "mutation ($input: NameGridInput!) { nameGrid(input: $input) { userErrors { code } } }",
    { input: { planId, expectedVersion, gridId, name } },
  );
  expect(at(named, "nameGrid", "userErrors")).toEqual([]);
}

async function chosenAre(page: Page, count: number): Promise<void> {
  await page.locator(`#chosen-count[data-chosen="${count}"]`).waitFor();
}

async function versionIs(page: Page, version: number): Promise<void> {
  await page.locator(`#panel[data-version="${version}"]`).waitFor();
}

/** Draws with the mouse along these points of the page. */
async function drawn(page: Page, [start, ...rest]: readonly (readonly number[])[]): Promise<void> {
  await page.mouse.move(start[0], start[1]);
  await page.mouse.down();
  for (const [x, y] of rest) await page.mouse.move(x, y, { steps: 4 });
  await page.mouse.up();
}

/** Where building `n` of community `i` of the row stands on the screen. */
async function spotOf(page: Page, i: number, n: number): Promise<[number, number]> {
  await page.locator('body[data-map="idle"]').waitFor();
  const lon = 106.2 + i * 0.006 + (0.4 + (n % 3)) * 0.002 + 0.0002;
  const lat = 38.4 + (0.4 + Math.floor(n / 3)) * 0.002 + 0.00015;
  const view = (await page.locator("#map").getAttribute("data-view")) ?? "";
  const [centerLon, centerLat, zoom] = view.split(",").map(Number);
  const box = await page.locator("#map").boundingBox();
  if (!box) throw new Error("The map is not on the page");
  const world = 512 * 2 ** zoom;
  return [
    box.x + box.width / 2 + ((lon - centerLon) / 360) * world,
    box.y + box.height / 2 + (mercator(lat) - mercator(centerLat)) * world,
  ];
}

/** From 0 at the top of the world to 1 at its bottom. */
function mercator(lat: number): number {
  const angle = (lat * Math.PI) / 180;
  return (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2;
}
