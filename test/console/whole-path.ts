/** From files of a ledger to a grid in force: as planner, then reviewer, then approver. */
import type { Page } from "playwright-core";
import { datasetTexts } from "../../seeds/dataset-texts";
import type { Dataset } from "../../src/exchange/dataset";
import { rowOfCommunities } from "../api/support/towns";
import { at, read } from "../api/support/test-server";
import { keepPicture, seriousFaults, settled, TONGUES } from "./browser";
import { open, type Looked } from "./town";

/** What people read on the way. */
const WORDS = {
  zh: {
    decisions: { submit: "提交", endorse: "审核通过", approve: "批准", putInForce: "公布施行" },
    state: "已生效",
    reason: "两个网格之间没有合适的分界线（测试）",
  },
  en: {
    decisions: {
      submit: "Submit",
      endorse: "Endorse",
      approve: "Approve",
      putInForce: "Put in force",
    },
    state: "In force",
    reason: "no number of grids fits (a test)",
  },
} as const;

const STEPS = [
  { role: "REVIEWER", decision: "endorse" },
  { role: "APPROVER", decision: "approve" },
  { role: "APPROVER", decision: "putInForce" },
] as const;

export function testWholePath(looked: () => Looked): void {
  test.each(TONGUES)("from the ledger's files to a grid in force, in $lang", async (tongue) => {
    const { lang } = tongue;
    const words = WORDS[lang];
    const code = lang === "zh" ? "640105001901" : "640105001902";
    const { page, origins, faults, close } = await open(looked(), tongue, "tab=import");
    const seen = async (name: string): Promise<void> => {
      await settled(page);
      await keepPicture(page, `path-${lang}-${name}`);
      expect({ name, serious: await seriousFaults(page) }).toEqual({ name, serious: [] });
    };

    // The planner loads the ledger ...
    await become(page, "PLANNER");
    await page.locator("#dataset-files").setInputFiles(filesOf(ledger(code)));
    await page.locator("#load-dataset").click();
    await page.locator('#import-report [data-table="buildings"]', { hasText: "9" }).waitFor();
    await seen("01-loaded");
    await page.locator("#to-communities").click();

    // ... finds the community and its buildings ...
    await page.locator("#search").fill(code);
    await page.locator("#communities li:only-child").waitFor();
    await seen("02-found");
    await page.locator(`[data-community="${code}"]`).click();
    await page.locator("#tab-ledger").click();
    await page.locator("#panel", { hasText: "540" }).waitFor();
    await seen("03-ledger");

    // ... has plans proposed, and chooses one of them ...
    await page.locator("#tab-plans").click();
    await page.locator(".options summary").click();
    await page.locator("#alternatives").selectOption("3");
    await page.locator("#propose").click();
    await page.locator('#proposal[data-job="SUCCEEDED"]').waitFor();
    await page.locator("#plans [data-plan]").first().waitFor();
    await seen("04-proposed");
    await page.locator("#plans [data-plan] a").first().click();
    await page.locator("#grids [data-grid]").first().waitFor();
    await seen("05-plan");

    // ... and submits it, with a reason for what is not in band.
    await page.locator("#tab-decide").click();
    await decide(page, "submit", words.decisions.submit, words.reason);
    await seen("06-submitted");
    const planId = await page.locator("#panel").getAttribute("data-plan");

    // Officials find it in their inbox, one after another.
    for (const { role, decision } of STEPS) {
      await become(page, role);
      await page.locator('#header nav a[href*="inbox"]').click();
      const card = page.locator(`.inbox-card[data-plan="${planId}"]`);
      await card.waitFor();
      await seen(`07-inbox-${decision}`);
      await card.locator("a").first().click();
      await page.locator("#impact-summary").waitFor();
      await seen(`08-before-${decision}`);
      await decide(page, decision, words.decisions[decision], words.reason);
    }
    await page.locator(`.state-badge[data-state="IN_FORCE"]`, { hasText: words.state }).waitFor();
    expect(await page.locator("#book li[data-review]").count()).toBe(STEPS.length + 1);
    expect(await page.locator("#book", { hasText: words.reason }).count()).toBe(1);
    await seen("09-in-force");

    // Everybody reads it in the register, under the codes that the API tells.
    const codes = await codesInForce(looked(), code);
    await become(page, "VIEWER");
    await page.goto(`${looked().server.url}/?view=register&community=${code}&lang=${lang}`);
    await page.locator("#register [data-grid]").first().waitFor();
    const shown = await page.locator("#register [data-grid]").all();
    expect(await Promise.all(shown.map((line) => line.getAttribute("data-grid")))).toEqual(codes);
    await page.locator(`#register [data-grid="${codes[0]}"] a`).click();
    await page.locator(`#card[data-grid="${codes[0]}"]`).waitFor();
    await seen("10-register");

    expect([...origins]).toEqual([looked().server.url]);
    expect(faults).toEqual([]);
    await close();
  });
}

/** In the demo mode everybody may be everybody. */
export async function become(page: Page, role: string): Promise<void> {
  await page.locator(`#session [data-role="${role}"]`).click();
  await page.locator(`#session [data-role="${role}"][aria-pressed="true"]`).waitFor();
  await settled(page);
}

/** Decides in the open tab, says why wherever one is asked, and waits for the entry in the book. */
export async function decide(
  page: Page,
  decision: string,
  name: string,
  reason: string,
): Promise<void> {
  const entries = await page.locator("#book li[data-review]").count();
  const choice = page.locator(`#decisions [data-decision="${decision}"]`);
  await choice.waitFor();
  expect(await choice.textContent()).toBe(name);
  await choice.click();
  const form = page.locator(`#decisions form[data-form="${decision}"]`);
  await form.waitFor();
  for (const text of await form.locator("textarea:visible").all()) await text.fill(reason);
  await form.locator("button[type=submit]").click();
  await form.waitFor({ state: "detached" });
  await page.locator(`#book li[data-review]:nth-child(${entries + 1})`).waitFor();
}

async function codesInForce({ server }: Looked, code: string): Promise<string[]> {
  const query = `query ($code: String!) { community(code: $code) {
    register(first: 100) { nodes { code } } } }`;
  const found = await read(server, query, { code });
  const nodes = at(found, "community", "register", "nodes") as { code: string }[];
  expect(nodes.length).toBeGreaterThan(0);
  return nodes.map((node) => node.code);
}

/** 540 households: no number of grids fits them, so that there is something to give reasons for. */
function ledger(code: string): Dataset {
  const { communities, buildings, barriers } = rowOfCommunities(1);
  const id = `path-${code}`;
  return {
    communities: communities.map((community) => ({
      ...community,
      id,
      code,
      name: `测试社区 ${code}`,
    })),
    buildings: buildings.map((building) => ({
      ...building,
      id: `${code}-${building.id}`,
      communityId: id,
      households: 60,
    })),
    barriers: barriers.map((barrier) => ({ ...barrier, id: `${code}-${barrier.id}` })),
  };
}

function filesOf(dataset: Dataset) {
  return Object.entries(datasetTexts(dataset)).map(([name, text]) => ({
    name: `${name}.geojson`,
    mimeType: "application/geo+json",
    buffer: Buffer.from(text),
  }));
}
