/** The inbox and the decisions on the page: from a reason to a filing number, by three people. */
import type { Browser, Page } from "playwright-core";
import type { Role } from "../../src/auth/viewer";
import { SYSTEM } from "../../src/auth/viewer";
import { importDataset } from "../../src/exchange/import.service";
import { toGlobalId } from "../../src/graphql/global-id";
import { divideInForce, PLANNER, REVIEWER, storeDivision } from "../api/support/divisions";
import { done, seen, soundOf } from "../api/support/plan-life";
import { at, read, startTestServer, type TestServer, type Tree } from "../api/support/test-server";
import { rowOfCommunities } from "../api/support/towns";
import { testDb } from "../support/database";
import {
  browserPath,
  PHONE,
  seriousFaults,
  settled,
  startBrowser,
  TONGUES,
  visit,
  widthOf,
} from "./browser";

jest.setTimeout(150_000);

const executable = browserPath;
if (executable === null) {
  test("without a browser nobody decides", () => {
    if (process.env.CI) throw new Error("CI has to install chromium");
    process.stderr.write("No chromium is installed: the tests of the page are left out.\n");
  });
} else {
  describe("deciding", () => lookAt(executable));
}

function lookAt(executablePath: string): void {
  let server: TestServer;
  let browser: Browser;

  beforeAll(async () => {
    server = await startTestServer();
    await importDataset(testDb(), rowOfCommunities(3), SYSTEM);
    browser = await startBrowser(executablePath);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    expect(server.logged).toEqual([]);
  });

  /** A draft with one warning, of a community whose sound division is in force. */
  async function draftOf(community: string) {
    await divideInForce(server, testDb(), community, soundOf(community));
    const building = (n: number): string => `${community}-b${n}`;
    return storeDivision(testDb(), community, [
      { buildings: [0, 1, 2].map(building) },
      { buildings: [3, 4, 5, 6, 7, 8].map(building) },
    ]);
  }

  const words = {
    zh: {
      reason: "两处院落共用一个出入口",
      submitted: "等待街道审核。",
      moved: "300 户变更网格",
      scheduled: "将于",
      filed: "备案编号 兴备〔2026〕7号",
    },
    en: {
      reason: "both yards share one gate",
      submitted: "Waits for the street to review it.",
      moved: "300 households change grid",
      scheduled: "by itself on",
      filed: "Filed as 兴备〔2026〕7号",
    },
  } as const;

  test.each(TONGUES)(
    "a plan is returned, mended, and put in force in $lang",
    async ({ lang, locale }) => {
      const community = lang === "zh" ? "c0" : "c1";
      const say = words[lang];
      const plan = await draftOf(community);
      const id = toGlobalId("Plan", plan.id);
      const { page, origins, faults, close } = await visit(browser, { locale });
      const openInbox = async (): Promise<void> => {
        await page.locator("#header nav a").nth(1).click();
        await page.locator(`[data-plan="${id}"]`).waitFor();
      };

      await page.goto(`${server.url}/?view=plan&plan=${id}&tab=decide&lang=${lang}`);
      await become(page, "PLANNER");
      await openForm(page, "submit");
      expect(await page.locator("[data-reason]").count()).toBe(1);
      await page.locator("[data-reason] textarea").fill(say.reason);
      await sendForm(page, "submit");
      await page.locator("#waits-for", { hasText: say.submitted }).waitFor();
      expect(await page.locator('[data-decision="endorse"]').count()).toBe(0);

      await become(page, "REVIEWER");
      await page.locator("#inbox-count").waitFor();
      await openInbox();
      await page.locator(`[data-plan="${id}"] .inbox-change`, { hasText: say.moved }).waitFor();
      expect(await seriousFaults(page)).toEqual([]);
      await page.locator(`[data-plan="${id}"] a`).click();
      await swipe(page);
      expect(await page.locator("#reasons").textContent()).toContain(say.reason);
      await remark(page, lang);
      expect(await seriousFaults(page)).toEqual([]);
      await openForm(page, "return");
      await page.locator('[data-form="return"] textarea').fill("A gate for each yard?");
      await sendForm(page, "return");

      await become(page, "PLANNER");
      await openInbox();
      expect(await page.locator(".inbox-returned").textContent()).toContain(
        "A gate for each yard?",
      );
      await page.locator(`[data-plan="${id}"] a`).click();
      await openForm(page, "submit");
      expect(await page.locator("[data-reason] textarea").inputValue()).toBe(say.reason);
      await sendForm(page, "submit");

      await become(page, "REVIEWER");
      await openForm(page, "endorse");
      await sendForm(page, "endorse");
      await become(page, "APPROVER");
      await openForm(page, "approve");
      await sendForm(page, "approve");
      await openForm(page, "putInForce");
      await page.locator("#when-later").check();
      await page.locator("#effective-from").fill("2040-01-01T08:00");
      await sendForm(page, "putInForce");
      await page.locator("#waits-for", { hasText: say.scheduled }).waitFor();
      await openForm(page, "putInForce");
      await sendForm(page, "putInForce");
      await page.locator('.state[data-state="IN_FORCE"]').waitFor();
      await openForm(page, "file");
      await page.locator("#filing-number").fill("兴备〔2026〕7号");
      await sendForm(page, "file");
      await page.locator(".standing", { hasText: say.filed }).waitFor();

      const told = await seen(server, REVIEWER, plan.id);
      expect(told).toMatchObject({ state: "IN_FORCE", filingNumber: "兴备〔2026〕7号" });
      expect((told.deviationReasons as Tree[]).map(({ reason }) => reason)).toEqual([say.reason]);
      expect((at(told, "reviews", "nodes") as Tree[]).map(({ kind }) => kind)).toEqual([
        "SUBMIT",
        "REMARK",
        "RETURN",
        "SUBMIT",
        "ENDORSE",
        "APPROVE",
        "SCHEDULE",
        "PUT_IN_FORCE",
        "FILE",
      ]);
      expect([...origins]).toEqual([server.url]);
      expect(faults).toEqual([]);
      await close();
    },
  );

  test("a plan that changes under a form has to be looked at before it is decided", async () => {
    const draft = await draftOf("c2");
    const id = toGlobalId("Plan", draft.id);
    const { findings } = await seen(server, PLANNER, draft.id);
    const warnings = (findings as Tree[]).filter(({ severity }) => severity === "WARNING");
    const submitted = await done(server, PLANNER, "submitPlan", draft, {
      deviationReasons: [{ findings: warnings.map(({ key }) => key), reason: "a test" }],
    });
    const { page, faults, close } = await visit(browser, { size: PHONE });
    await page.goto(`${server.url}/?view=plan&plan=${id}&tab=decide&lang=en`);
    await become(page, "REVIEWER");
    await openForm(page, "endorse");
    await page.locator('[data-form="endorse"] textarea').fill("agreed");
    expect(await widthOf(page)).toBe(PHONE.width);

    await done(server, REVIEWER, "givePublicNotice", submitted, { to: "2040-01-01T00:00:00Z" });
    const send = page.locator('[data-form="endorse"] [type=submit]');
    await send.click();
    await page.locator('[data-form="endorse"] .outcome p').waitFor();
    await page.locator('[data-form="endorse"] .blocking').waitFor();
    expect(await send.isDisabled()).toBe(true);
    await page.locator('[data-form="endorse"] .blocking button').click();
    expect(await page.locator('[data-form="endorse"] textarea').inputValue()).toBe("agreed");
    await sendForm(page, "endorse");

    // Refused: the notice runs. The reason is told, and nothing that was written is lost.
    await become(page, "APPROVER");
    await openForm(page, "approve");
    await page.locator('[data-form="approve"] textarea').fill("approved");
    await page.locator('[data-form="approve"] [type=submit]').click();
    await page.locator('[data-form="approve"] .outcome p').waitFor();
    expect(await page.locator('[data-form="approve"] textarea').inputValue()).toBe("approved");
    const plan = await read(server, "query ($id: ID!) { plan(id: $id) { state } }", { id });
    expect(at(plan, "plan", "state")).toBe("ENDORSED");
    expect(faults).toEqual([]);
    await close();
  });
}

async function become(page: Page, role: Role): Promise<void> {
  await page.locator(`#session [data-role="${role}"]`).click();
  await page.locator(`#session[data-viewer="demo-${role.toLowerCase()}"]`).waitFor();
}

async function openForm(page: Page, decision: string): Promise<void> {
  await page.locator(`[data-decision="${decision}"]`).click();
  await page.locator(`[data-form="${decision}"]`).waitFor();
}

/** Sends it; it goes away when that is done. */
async function sendForm(page: Page, decision: string): Promise<void> {
  await page.locator(`[data-form="${decision}"] [type=submit]`).click();
  await page.locator(`[data-form="${decision}"]`).waitFor({ state: "detached" });
}

/** Compares before and after by keyboard: the divider takes the map of before with it. */
async function swipe(page: Page): Promise<void> {
  await page.locator("#swipe-switch").click();
  await page.locator('.swipe-before[data-drawn="3"]').waitFor();
  const clip = (): Promise<string> =>
    page.locator(".swipe-before").evaluate((element) => getComputedStyle(element).clipPath);
  const before = await clip();
  await page.locator("#swipe").focus();
  for (let step = 0; step < 10; step++) await page.keyboard.press("ArrowLeft");
  expect(await page.locator("#swipe").inputValue()).toBe("40");
  expect(await clip()).not.toBe(before);
  await page.locator("#swipe-switch").click();
  await page.locator(".swipe").waitFor({ state: "detached" });
}

/** Writes a remark and pins it by a click beside the middle of the map. */
async function remark(page: Page, text: string): Promise<void> {
  await settled(page);
  await page.locator("#write-remark").click();
  await page.locator("#remark-text").fill(text);
  await page.locator("#pin-remark").click();
  await page.locator("#pin-middle").waitFor();
  const box = await page.locator("#map").boundingBox();
  if (box === null) throw new Error("The map is not on the page");
  await page.mouse.click(box.x + box.width / 2 + 20, box.y + box.height / 2);
  await page.locator("#pin-middle").waitFor({ state: "detached" });
  await page.locator('[data-form="remark"] [type=submit]').click();
  await page.locator("[data-remark] button.pin-number").waitFor();
  expect(await page.locator("[data-remark] .said").textContent()).toBe(text);
}
