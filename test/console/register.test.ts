/** The register on the page: any day, a grid's card, and files. */
import type { Browser } from "playwright-core";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { divideInForce } from "../api/support/divisions";
import { startTestServer, type TestServer } from "../api/support/test-server";
import { LARGE, SOUND } from "../api/support/plan-life";
import { rowOfCommunities } from "../api/support/towns";
import { testDb } from "../support/database";
import { browserPath, clickMap, settled, startBrowser, visit } from "./browser";

jest.setTimeout(90_000);

const CODE = "640104001901";
/** In the south-west of the community. */
const CORNER = [106.2005, 38.4005];

const executable = browserPath;
if (executable === null) {
  test("without a browser nobody looks at the register", () => {
    if (process.env.CI) throw new Error("CI has to install chromium");
    process.stderr.write("No chromium is installed: the tests of the page are left out.\n");
  });
} else {
  describe("the register", () => lookAt(executable));
}

function lookAt(executablePath: string): void {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer();
    const db = testDb();
    await importDataset(db, rowOfCommunities(2), SYSTEM);
    await divideInForce(server, db, "c0", LARGE);
    await divideInForce(server, db, "c0", SOUND);
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    expect(server.logged).toEqual([]);
  });

  test.each([
    {
      lang: "zh",
      today: "现行网格",
      before: "首次施行之前",
      none: "当日尚无生效的网格",
      street: "解放街",
    },
    {
      lang: "en",
      today: "The grids of today",
      before: "Before the first grids",
      none: "No grids were in force on that day",
      street: "解放街",
    },
  ])("any day of it can be looked at in $lang", async ({ lang, today, before, none, street }) => {
    const { page, origins, faults } = await visit(browser);
    await page.goto(`${server.url}/?view=register&lang=${lang}`);
    await settled(page);
    await page.locator(`[data-community="${CODE}"] a`).click();
    const slider = page.locator("#register-date");
    await slider.waitFor();
    const said = page.locator(".date-said");
    expect(await said.textContent()).toBe(today);
    await page.locator("#register [data-grid]").nth(2).waitFor();
    expect(await page.locator("#register [data-grid]").count()).toBe(3);
    await settled(page);

    await clickMap(page, CORNER);
    const card = page.locator("#card[data-grid]");
    await card.locator("#story li").first().waitFor();
    const code = (await card.getAttribute("data-grid")) ?? "";
    expect(code.slice(0, 12)).toBe(CODE);
    expect(await card.textContent()).toContain(street);
    expect(new URL(page.url()).searchParams.get("grid")).toBe(code);
    await card.locator(".close").click();
    await card.waitFor({ state: "detached" });

    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    await page.locator("#register [data-grid]").nth(2).waitFor({ state: "detached" });
    expect(await page.locator("#register [data-grid]").count()).toBe(2);
    await page.keyboard.press("ArrowLeft");
    await page.getByText(none).waitFor();
    expect(await said.textContent()).toBe(before);
    expect([...origins]).toEqual([server.url]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("a link to a grid on a day shows that grid on that day, and a file can be fetched", async () => {
    const { page, faults } = await visit(browser);
    const [{ code, valid_from: from }] = await testDb()("register").whereNotNull("valid_to");
    const at = new Date(from.getTime() + 1).toISOString();
    await page.goto(
      `${server.url}/?view=register&community=${CODE}&grid=${code}&at=${encodeURIComponent(at)}`,
    );
    const row = page.locator(`#register [data-grid="${code}"] a`);
    await row.waitFor();
    expect(await row.getAttribute("aria-current")).toBe("true");
    await page.locator(".share-box summary").click();
    await page.locator("#export-format").selectOption({ label: "CSV (Excel)" });
    await page.locator("#export").click();
    const link = await page.locator("#export-link").getAttribute("href");
    const answer = await fetch(link ?? "");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(code);
    expect(faults).toEqual([]);
    await page.context().close();
  });
}
