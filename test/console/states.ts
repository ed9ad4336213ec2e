/** What the page says where there is nothing, where something is on its way, and where nothing works. */
import { toGlobalId } from "../../src/graphql/global-id";
import { keepPicture, seriousFaults, settled, TONGUES, type Tongue } from "./browser";
import { CODE, EMPTY_CODE, open, type Looked } from "./town";

const [, ENGLISH] = TONGUES;

/** Where nothing is, what is said there. */
const NOTHING = [
  { address: "community=000000000000", zh: "没有社区", en: "There is no community" },
  {
    address: `plan=${toGlobalId("Plan", "00000000-0000-4000-8000-000000000000")}`,
    zh: "找不到这个方案",
    en: "This plan cannot be found",
  },
  { address: `community=${EMPTY_CODE}`, zh: "尚无方案", en: "No plan yet" },
  { address: `view=register&community=${EMPTY_CODE}`, zh: "网格", en: "grids" },
] as const;

export function testStates(looked: () => Looked): void {
  describe.each(NOTHING)("at $address", ({ address, ...words }) => {
    test.each(TONGUES)(
      "the page says in $lang that there is nothing, and what to do",
      async (tongue) => {
        const { page, close } = await open(looked(), tongue, address);
        await page.locator(".note", { hasText: words[tongue.lang] }).first().waitFor();
        await keepPicture(
          page,
          `nothing-${NOTHING.findIndex((one) => one.address === address)}-${tongue.lang}`,
        );
        expect(await seriousFaults(page)).toEqual([]);
        await close();
      },
    );
  });

  test("what is on its way is said so", async () => {
    const { page, close } = await open(looked(), ENGLISH, "view=home");
    await settled(page);
    let pass = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      pass = resolve;
    });
    await page.route("**/graphql", async (route) => {
      await held;
      await route.continue();
    });
    await page.locator(`[data-community="${CODE}"]`).click();
    await page.locator('.loading[role="status"]').first().waitFor();
    await keepPicture(page, "loading");
    pass();
    await page.locator("#plans [data-plan]").first().waitFor();
    expect(await page.locator(".loading").count()).toBe(0);
    await close();
  });

  test.each(TONGUES)(
    "a server that cannot be reached is told in $lang, and asked again",
    async (tongue) => {
      const { page, close } = await lost(looked(), tongue);
      await keepPicture(page, `offline-${tongue.lang}`);
      expect(await page.locator("#offline").getAttribute("role")).toBe("alert");
      expect(await seriousFaults(page)).toEqual([]);
      await page.unroute("**/graphql");
      await page.locator("#offline button").click();
      await page.locator("#offline").waitFor({ state: "detached" });
      await page.locator("#plans [data-plan]").first().waitFor();
      await close();
    },
  );

  test("what was shown stays while the server cannot be reached", async () => {
    const { page, close } = await open(looked(), ENGLISH, `community=${CODE}`);
    await page.locator("#plans [data-plan]").first().waitFor();
    await page.route("**/graphql", (route) => route.abort());
    await page.locator("#session [data-role=VIEWER]").click();
    await page.locator("#offline").waitFor();
    expect(await page.locator("#plans [data-plan]").count()).toBeGreaterThan(0);
    await page.unroute("**/graphql");
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await page.locator("#offline").waitFor({ state: "detached" });
    await close();
  });

  test("a fault of the server is told, with something to tell the administrator", async () => {
    const { page, close } = await open(looked(), ENGLISH, "view=home");
    await settled(page);
    const errors = [
      { message: "Something went wrong", extensions: { code: "INTERNAL", errorId: "e-1234" } },
    ];
    await page.route("**/graphql", (route) => route.fulfill({ json: { data: null, errors } }));
    await page.locator(`[data-community="${CODE}"]`).click();
    await page.locator('.fault[role="alert"]').first().waitFor();
    await keepPicture(page, "fault");
    await page.unroute("**/graphql");
    await page.locator(".fault button").first().click();
    await page.locator("#plans [data-plan]").first().waitFor();
    expect(await page.locator(".fault").count()).toBe(0);
    await close();
  });
}

/** A page that has opened, and then finds no server any more. */
async function lost(looked: Looked, tongue: Tongue) {
  const seen = await open(looked, tongue, "view=home");
  await settled(seen.page);
  await seen.page.route("**/graphql", (route) => route.abort());
  await seen.page.locator(`[data-community="${CODE}"]`).click();
  await seen.page.locator("#offline").waitFor();
  return seen;
}
