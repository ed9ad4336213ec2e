/** The page in a real browser, against the real server. */
import type { Browser } from "playwright-core";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { seedDataset } from "../../seeds";
import { followJob, propose } from "../api/support/jobs";
import { person, startTestServer, TEST_AUTH, type TestServer } from "../api/support/test-server";
import { browserPath, buildConsole, clickMap, mapIdle, startBrowser, visit } from "./browser";
import { latestPlan, type SeenGrid } from "./latest-plan";

jest.setTimeout(90_000);

/** A community with standard, reduced and micro-grids. */
const CODE = "640104010901";
/** The largest, which takes long enough to be stopped. */
const LARGE_CODE = "640104011901";

const executable = browserPath;
if (executable === null) {
  test("without a browser nobody looks at the page", () => {
    if (process.env.CI) throw new Error("CI has to install chromium");
    process.stderr.write("No chromium is installed: the tests of the page are left out.\n");
  });
} else {
  describe("the page", () => lookAt(executable));
}

function lookAt(executablePath: string): void {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    await buildConsole();
    server = await startTestServer();
    await importDataset(server.database.knex, seedDataset(), SYSTEM);
    await followJob(server, await propose(server, { codePrefix: CODE, effort: 0.25 }));
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    expect(server.logged).toEqual([]);
  });

  describe.each([
    {
      language: "zh",
      locale: "zh-CN",
      inBand: "户数达标",
      proved: "已证最优",
      done: "新方案已显示。",
    },
    {
      language: "en",
      locale: "en-GB",
      inBand: "In band",
      proved: "proved best",
      done: "The new plan is shown.",
    },
  ])("in $language", ({ language, locale, inBand, proved, done }) => {
    test("a grid tells its reasons, and a proposal ends in a new plan", async () => {
      const { page, origins, faults } = await visit(browser, { locale });
      await page.goto(server.url);
      await page.locator(`[data-community="${CODE}"]`).click();
      await page.locator("#grids [data-grid]").first().waitFor();
      const planBefore = await mapIdle(page);

      const plan = await latestPlan(server, CODE);
      expect(planBefore).toBe(plan.id);
      expect(await page.locator("#grids [data-grid]").count()).toBe(plan.grids.length);
      expect(await page.locator("#summary").textContent()).toContain(inBand);
      const known = page.locator(`#summary [title="${plan.proof[language]}"]`);
      expect(await known.textContent()).toContain(proved);

      for (const grid of oneOfEach(plan.grids)) {
        await page.locator("#zoom-fit").click();
        await mapIdle(page);
        await clickMap(page, grid.point);
        const card = page.locator(`#card[data-grid="${grid.label}"]`);
        await card.waitFor();
        const told = await card.textContent();
        expect(told).toContain(CODE + grid.label);
        expect(told).toContain(grid.reason[language]);
        expect(told).toContain(grid.limits[language]);
        for (const message of grid.findings) expect(told).toContain(message[language]);
        await page.keyboard.press("Escape");
        await card.waitFor({ state: "detached" });
      }

      await page.locator("#propose").click();
      await page.locator("#proposal progress").waitFor();
      await page.locator('#proposal[data-job="SUCCEEDED"]').waitFor();
      expect(await page.locator("#outcome").textContent()).toBe(done);
      const planAfter = await mapIdle(page);
      expect(planAfter).not.toBe(planBefore);
      expect(planAfter).toBe((await latestPlan(server, CODE)).id);

      expect([...origins]).toEqual([server.url]);
      expect(faults).toEqual([]);
      await page.context().close();
    });
  });

  test.each([
    { lang: "zh", inForce: "已生效", path: ["提交", "审核通过", "批准", "公布施行"] },
    { lang: "en", inForce: "In force", path: ["Submit", "Endorse", "Approve", "Put in force"] },
  ])("a plan goes from draft into force in $lang", async ({ lang, inForce, path }) => {
    await followJob(server, await propose(server, { codePrefix: CODE, effort: 0.25 }));
    const { page, faults } = await visit(browser);
    await page.goto(`${server.url}/?community=${CODE}&lang=${lang}`);
    await page.locator("#tab-decisions").click();
    const steps = [
      { role: "PLANNER", decision: "submit" },
      { role: "REVIEWER", decision: "endorse" },
      { role: "APPROVER", decision: "approve" },
      { role: "APPROVER", decision: "putInForce" },
    ];
    for (const [i, { role, decision }] of steps.entries()) {
      await page.locator(`#session [data-role="${role}"]`).click();
      await page.locator(`#session[data-viewer="demo-${role.toLowerCase()}"]`).waitFor();
      await page.locator("#tab-decisions").click();
      const choice = page.locator(`#decisions [data-decision="${decision}"]`);
      expect(await choice.textContent()).toBe(path[i]);
      await choice.click();
      const form = page.locator(`#decisions form[data-form="${decision}"]`);
      const texts = form.locator("textarea");
      for (const text of await texts.all()) await text.fill("invented, for this test");
      await form.locator("button[type=submit]").click();
      await page.locator(`#decisions .book li:nth-child(${i + 1})`).waitFor();
    }
    expect(await page.locator("#decisions .badge").textContent()).toBe(inForce);
    expect(await page.locator("#decisions .said").count()).toBe(steps.length);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("the language is switched everywhere and remembered", async () => {
    const { page, faults } = await visit(browser, { locale: "en-GB" });
    await page.goto(`${server.url}/?community=${CODE}&lang=en`);
    await page.locator("#grids [data-grid]").first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.locator("#language").click();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(await page.locator("body").textContent()).toContain("重新提出方案");
    await page.reload();
    await page.locator("#grids [data-grid]").first().waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(await page.locator("#propose").textContent()).toBe("重新提出方案");
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test("in the demo mode one click makes somebody else of the visitor", async () => {
    const { page, faults } = await visit(browser, { locale: "en-GB" });
    await page.goto(`${server.url}/?community=${CODE}&lang=en`);
    await page.locator('#session[data-viewer="demo-planner"]').waitFor();
    expect(await page.locator("#session").textContent()).toContain("Demo mode");
    await page.locator('#session [data-role="VIEWER"]').click();
    await page.locator('#session[data-viewer="demo-viewer"]').waitFor();
    expect(await page.locator("#session [aria-pressed=true]").textContent()).toBe("Viewer");
    await page.locator("#grids [data-grid]").first().waitFor();
    await page.locator("#proposal", { hasText: "Planners of this community" }).waitFor();
    expect(await page.locator("#propose").count()).toBe(0);
    await page.reload();
    await page.locator('#session[data-viewer="demo-viewer"]').waitFor();
    await page.locator("#language").click();
    expect(await page.locator("#session").textContent()).toContain("演示模式");
    // As after a restart of the server, which forgets the tokens of before.
    await page.evaluate("sessionStorage.setItem('wangge.token', 'old')");
    await page.reload();
    await page.locator('#session[data-viewer="demo-planner"]').waitFor();
    await page.locator("#grids [data-grid]").first().waitFor();
    expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
    await page.context().close();
  });

  test("where people sign in, the page asks for a token and keeps it for the tab", async () => {
    const strict = await startTestServer({ auth: TEST_AUTH });
    const { page } = await visit(browser, { locale: "en-GB" });
    await page.goto(`${strict.url}/?community=${CODE}&lang=en`);
    await page.locator("#token").waitFor();
    expect(await page.locator("#community [role=alert]").textContent()).toContain("sign in");
    await page.locator("#token").fill("garbage");
    await page.locator("#sign-in").click();
    await page.locator("#session [role=alert]").waitFor();
    const viewer = person("PLANNER", CODE.slice(0, 9));
    await page.locator("#token").fill(await strict.tokenOf(viewer));
    await page.locator("#sign-in").click();
    await page.locator(`#session[data-viewer="${viewer.id}"]`).waitFor();
    expect(await page.locator("#session").textContent()).toContain(`Planner (${CODE.slice(0, 9)})`);
    await page.locator("#grids [data-grid]").first().waitFor();
    await page.locator("#propose").click();
    await page.locator('#proposal[data-job="SUCCEEDED"]').waitFor();
    await page.locator("#sign-out").click();
    await page.locator("#token").waitFor();
    expect(strict.logged).toEqual([]);
    await page.context().close();
    await strict.close();
  });

  test("the keyboard finds a community, opens a grid and closes it", async () => {
    const { page } = await visit(browser);
    await page.goto(server.url);
    await page.locator("#search").focus();
    await page.keyboard.type(CODE);
    await page.locator("#communities li:only-child").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const first = page.locator("#grids [data-grid]").first();
    await first.waitFor();
    await first.focus();
    await page.keyboard.press("Enter");
    await page.locator("#card").waitFor();
    expect(await page.locator("#grids [aria-pressed=true]").count()).toBe(1);
    await page.keyboard.press("Escape");
    await page.locator("#card").waitFor({ state: "hidden" });
    await page.goBack();
    await page.locator("#search").waitFor();
    await page.context().close();
  });

  test("a proposal can be cancelled and leaves no plan", async () => {
    const { page } = await visit(browser);
    await page.goto(`${server.url}/?community=${LARGE_CODE}`);
    await page.locator(".options summary").click();
    await page.locator("#effort").selectOption("4");
    await page.locator("#propose").click();
    await page.locator("#cancel").click();
    await page.locator('#proposal[data-job="CANCELLED"]').waitFor();
    expect(await page.locator("#grids").textContent()).toContain("No plan yet");
    await page.context().close();
  });

  test("without the event stream the progress is asked for", async () => {
    const { page } = await visit(browser);
    await page.route("**/graphql/stream*", (route) => route.abort());
    await page.goto(`${server.url}/?community=${CODE}`);
    await page.locator("#propose").click();
    await page.locator('#proposal[data-job="SUCCEEDED"]').waitFor();
    await page.context().close();
  });

  test("a server that does not answer is told, and asked again", async () => {
    const { page } = await visit(browser);
    await page.route("**/graphql", (route) => route.abort());
    await page.goto(`${server.url}/?community=${CODE}`);
    await page.locator("#community [role=alert]").waitFor();
    await page.unroute("**/graphql");
    await page.locator("#community [data-key=retry]").click();
    await page.locator("#grids [data-grid]").first().waitFor();
    await page.context().close();
  });

  test("on a telephone nothing is wider than the screen", async () => {
    const { page } = await visit(browser, { width: 390, height: 844 });
    await page.goto(`${server.url}/?community=${CODE}`);
    await page.locator("#grids [data-grid]").first().click();
    await page.locator("#card").waitFor();
    const widest = await page.evaluate<number>("document.documentElement.scrollWidth");
    expect(widest).toBe(390);
    await page.context().close();
  });
}

/** A standard, a reduced and a micro-grid. */
function oneOfEach(grids: readonly SeenGrid[]): SeenGrid[] {
  const kinds = new Map(grids.map((grid) => [`${grid.kind} ${grid.reduced}`, grid]));
  expect(kinds.size).toBe(3);
  return [...kinds.values()];
}
