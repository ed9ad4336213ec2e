/** Who uses the page, and in which language. */
import { person, startTestServer, TEST_AUTH } from "../api/support/test-server";
import { settled, TONGUES } from "./browser";
import { CODE, EMPTY_CODE, open, type Looked } from "./town";
import { become } from "./whole-path";

const [, ENGLISH] = TONGUES;

export function testSession(looked: () => Looked): void {
  test("the language is switched everywhere and remembered", async () => {
    const { page, faults, close } = await open(looked(), ENGLISH, `community=${EMPTY_CODE}`);
    await settled(page);
    expect(await page.locator("#propose").textContent()).toBe("Propose a division");
    await page.locator("#language").click();
    await page.locator('html[lang="zh-CN"]').waitFor();
    expect(await page.locator("#propose").textContent()).toBe("提出划分方案");
    await page.reload();
    await settled(page);
    expect(await page.locator("html").getAttribute("lang")).toBe("zh-CN");
    expect(await page.locator("#propose").textContent()).toBe("提出划分方案");
    expect(faults).toEqual([]);
    await close();
  });

  test("in the demo mode one click makes somebody else of the visitor", async () => {
    const { page, faults, close } = await open(looked(), ENGLISH, `community=${EMPTY_CODE}`);
    await page.locator('#session[data-viewer="demo-planner"]').waitFor();
    await become(page, "VIEWER");
    await page.locator('#session[data-viewer="demo-viewer"]').waitFor();
    await page.locator("#proposal", { hasText: "Planners of this community" }).waitFor();
    expect(await page.locator("#propose").count()).toBe(0);
    await page.reload();
    await page.locator('#session[data-viewer="demo-viewer"]').waitFor();
    // As after a restart of the server, which forgets the tokens of before.
    await page.evaluate("sessionStorage.setItem('wangge.token', 'old')");
    await page.reload();
    await page.locator('#session[data-viewer="demo-planner"]').waitFor();
    await page.locator("#propose").waitFor();
    expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
    await close();
  });

  test("where people sign in, the page asks for a token and keeps it for the tab", async () => {
    const strict = await startTestServer({ auth: TEST_AUTH });
    const { page, close } = await open(
      { ...looked(), server: strict },
      ENGLISH,
      `community=${CODE}`,
    );
    await page.locator("#token").waitFor();
    await page.locator("#token").fill("garbage");
    await page.locator("#sign-in").click();
    await page.locator("#session [role=alert]").waitFor();
    const viewer = person("VIEWER", CODE.slice(0, 9));
    await page.locator("#token").fill(await strict.tokenOf(viewer));
    await page.locator("#sign-in").click();
    await page.locator(`#session[data-viewer="${viewer.id}"]`).waitFor();
    expect(await page.locator("#session").textContent()).toContain(`Viewer (${CODE.slice(0, 9)})`);
    await page.locator("#plans [data-plan]").first().waitFor();
    // What lies outside of the jurisdiction is as if it did not exist.
    await page.goto(`${strict.url}/?community=640104009905&lang=en`);
    await page.locator("#panel", { hasText: "There is no community" }).waitFor();
    await page.locator("#sign-out").click();
    await page.locator("#token").waitFor();
    expect(strict.logged).toEqual([]);
    await close();
    await strict.close();
  });
}
