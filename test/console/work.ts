/** What planners, officials and everybody do with the page beside the whole path. */
import { at, read } from "../api/support/test-server";
import { clickMap, keepPicture, settled, TONGUES } from "./browser";
import { CODE, LARGE_CODE, open, proposed, type Looked } from "./town";
import { become } from "./whole-path";

const [, ENGLISH] = TONGUES;

export function testWork(looked: () => Looked): void {
  test.each(TONGUES)(
    "a click on the map tells a grid with its reasons in $lang",
    async (tongue) => {
      const { lang } = tongue;
      const { page, faults, close } = await open(looked(), tongue, `plan=${looked().inForce}`);
      for (const grid of oneOfEach(await gridsOf(looked(), looked().inForce))) {
        await settled(page);
        await page.locator("#zoom-fit").click();
        await settled(page);
        await clickMap(page, grid.pointOnSurface.coordinates);
        const card = page.locator(`#card[data-grid="${grid.label}"]`);
        await card.waitFor();
        const told = await card.textContent();
        expect(told).toContain(CODE + grid.label);
        expect(told).toContain(grid.reason[lang]);
        expect(told).toContain(grid.limits.sentence[lang]);
        await page.locator("#card .close").click();
        await card.waitFor({ state: "detached" });
      }
      expect(faults).toEqual([]);
      await close();
    },
  );

  test("a proposal can be cancelled and leaves no plan", async () => {
    const { page, close } = await open(looked(), ENGLISH, `community=${LARGE_CODE}`);
    await page.locator(".options summary").click();
    await page.locator("#effort").selectOption("4");
    await page.locator("#propose").click();
    await page.locator("#proposal progress").waitFor();
    await keepPicture(page, "progress");
    await page.locator("#cancel").click();
    await page.locator('#proposal[data-job="CANCELLED"]').waitFor();
    expect(await page.locator("#panel").textContent()).toContain("No plan yet");
    await close();
  });

  test("alternatives stand side by side on the same scale, and one of them is opened", async () => {
    const plans = await proposed(looked().server, CODE, 3);
    const address = `view=community&community=${CODE}&tab=alternatives&plan=${plans[0]}`;
    const { page, faults, close } = await open(looked(), ENGLISH, address);
    await page.locator("#alternatives [data-alternative]").first().waitFor();
    await settled(page);
    await keepPicture(page, "alternatives");
    expect(await page.locator("#alternatives [data-alternative]").count()).toBe(plans.length);
    const sketches = await page.locator("#alternatives .sketch > svg").all();
    const scales = await Promise.all(sketches.map((sketch) => sketch.getAttribute("viewBox")));
    expect(scales).toHaveLength(plans.length);
    expect(new Set(scales).size).toBe(1);
    await page.locator("#alternatives [data-choose]").first().click();
    await page.locator("#grids [data-grid]").first().waitFor();
    expect(plans).toContain(await page.locator("#panel").getAttribute("data-plan"));
    expect(faults).toEqual([]);
    await close();
  });

  test("what somebody else decides shows at once, without being asked for", async () => {
    const { server } = looked();
    const [plan] = await proposed(server, CODE, 1);
    const { page, close } = await open(looked(), ENGLISH, `plan=${plan}`);
    await settled(page);
    const submit = `mutation ($input: SubmitPlanInput!) {
      submitPlan(input: $input) { userErrors { code } } }`;
    const query = "query ($id: ID!) { plan(id: $id) { version } }";
    const expectedVersion = at(await read(server, query, { id: plan }), "plan", "version");
    const done = await read(server, submit, { input: { planId: plan, expectedVersion } });
    expect(at(done, "submitPlan", "userErrors")).toEqual([]);
    await page.locator('.state-badge[data-state="SUBMITTED"]').waitFor();
    await close();
  });

  test("an official sees before and after, pins a remark on the map, and returns the plan", async () => {
    const [plan] = await proposed(looked().server, CODE, 1);
    const { page, faults, close } = await open(looked(), ENGLISH, `plan=${plan}&tab=decide`);
    await page.locator('#decisions [data-decision="submit"]').click();
    await page.locator('form[data-form="submit"] button[type=submit]').click();
    await page.locator('.state-badge[data-state="SUBMITTED"]').waitFor();
    await become(page, "REVIEWER");
    await page.locator("#swipe-switch").click();
    await page.locator("#swipe").waitFor();
    await page.locator("#swipe").press("ArrowRight");
    await settled(page);
    await keepPicture(page, "swipe");
    await page.locator("#swipe-switch").click();
    await page.locator("#write-remark").click();
    await page.locator("#remark-text").fill("Why does the border leave the road here?");
    await page.locator("#pin-remark").click();
    await page.locator("#pin-middle").click();
    await page.locator('form[data-form="remark"] button[type=submit]').click();
    await page.locator("#remarks [data-remark]").waitFor();
    await settled(page);
    await keepPicture(page, "remark");
    await page.locator('[data-decision="return"]').click();
    const form = page.locator('form[data-form="return"]');
    await form.locator("textarea").fill("Along the road, please");
    await form.locator("button[type=submit]").click();
    await page.locator('.state-badge[data-state="DRAFT"]').waitFor();
    // Its planner finds it in the inbox, with the reason.
    await become(page, "PLANNER");
    await page.locator('#header nav a[href*="inbox"]').click();
    await page.locator(`.inbox-card[data-plan="${plan}"]`, { hasText: "Along the road" }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  test("the register before the first day is empty, and the slider leads there", async () => {
    const address = `view=register&community=${CODE}`;
    const { page, faults, close } = await open(looked(), ENGLISH, address);
    await page.locator("#register [data-grid]").first().waitFor();
    await page.locator("#register-date").press("Home");
    await page.locator("#register").waitFor({ state: "detached" });
    expect(new URL(page.url()).searchParams.get("at")).not.toBeNull();
    await page.reload();
    await settled(page);
    expect(await page.locator("#register").count()).toBe(0);
    await page.locator("#register-date").press("End");
    await page.locator("#register [data-grid]").first().waitFor();
    expect(faults).toEqual([]);
    await close();
  });
}

interface SeenGrid {
  readonly label: string;
  readonly kind: string;
  readonly reduced: boolean;
  readonly pointOnSurface: { readonly coordinates: readonly number[] };
  readonly reason: Readonly<Record<string, string>>;
  readonly limits: { readonly sentence: Readonly<Record<string, string>> };
}

async function gridsOf({ server }: Looked, plan: string): Promise<readonly SeenGrid[]> {
  const query = `query ($id: ID!) { plan(id: $id) { grids {
    label kind reduced pointOnSurface reason { zh en } limits { sentence { zh en } } } } }`;
  return at(await read(server, query, { id: plan }), "plan", "grids") as readonly SeenGrid[];
}

/** A standard, a reduced and a micro-grid. */
function oneOfEach(grids: readonly SeenGrid[]): SeenGrid[] {
  const kinds = new Map(grids.map((grid) => [`${grid.kind} ${grid.reduced}`, grid]));
  expect(kinds.size).toBe(3);
  return [...kinds.values()];
}
