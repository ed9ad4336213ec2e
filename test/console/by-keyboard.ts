/** Without a mouse: from the list of communities to a submitted plan. */
import { settled, tabTo, TONGUES } from "./browser";
import { CODE, open, proposed, type Looked } from "./town";

export function testByKeyboard(looked: () => Looked): void {
  test("finds a community, opens its plan, reads a grid and closes it", async () => {
    const [, english] = TONGUES;
    const { page, faults, close } = await open(looked(), english, "view=home");
    await settled(page);
    await tabTo(page, "#search");
    await page.keyboard.type(CODE);
    await page.locator("#communities li:only-child").waitFor();
    await tabTo(page, `[data-community="${CODE}"]`);
    await page.keyboard.press("Enter");
    await page.locator("#plans [data-plan]").first().waitFor();
    await tabTo(page, `#plans [data-plan="${looked().inForce}"] a`);
    await page.keyboard.press("Enter");
    await settled(page);
    await tabTo(page, "#grids [data-grid]");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator('#card[data-grid="002"]').waitFor();
    expect(await page.locator('#grids [aria-pressed="true"]').count()).toBe(1);
    await tabTo(page, "#card .close");
    await page.keyboard.press("Escape");
    await page.locator("#card").waitFor({ state: "detached" });
    // The focus goes back to where it was.
    expect(await page.locator('#grids [data-grid="002"]:focus').count()).toBe(1);
    expect(faults).toEqual([]);
    await close();
  });

  test("skips to the content, and moves the map", async () => {
    const [, english] = TONGUES;
    const { page, close } = await open(looked(), english, `plan=${looked().inForce}`);
    await settled(page);
    await page.keyboard.press("Tab");
    expect(await page.locator(".skip:focus").count()).toBe(1);
    await tabTo(page, "#map canvas");
    const before = await page.locator("#map").getAttribute("data-view");
    await page.keyboard.press("ArrowRight");
    await page.locator(`#map:not([data-view="${before}"])`).waitFor();
    await close();
  });

  test("submits a plan, and says why", async () => {
    const [plan] = await proposed(looked().server, "640104009905", 1);
    const [, english] = TONGUES;
    const { page, faults, close } = await open(looked(), english, `plan=${plan}`);
    await settled(page);
    await tabTo(page, "#tab-decide");
    await page.keyboard.press("Enter");
    await tabTo(page, '#decisions [data-decision="submit"]');
    await page.keyboard.press("Enter");
    const form = page.locator('form[data-form="submit"]');
    await form.waitFor();
    // The form takes the focus to its first field: the reason for all warnings.
    await page.locator("#common-reason:focus").waitFor();
    await page.keyboard.type("552 households fit no number of grids");
    await tabTo(page, 'form[data-form="submit"] button[type=submit]');
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "detached" });
    await page.locator('.state-badge[data-state="SUBMITTED"]').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
}
