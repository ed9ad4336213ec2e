/** Every view in both languages: no serious fault by axe, nothing wider than a telephone, no error. */
import {
  DESK,
  keepPicture,
  PHONE,
  seriousFaults,
  settled,
  TONGUES,
  visit,
  widthOf,
  type Visit,
} from "./browser";
import { CODE, EMPTY_CODE, type Looked } from "./town";

/** Addresses of all main views, and of their parts. */
function addresses({ inForce, draft }: Looked): Readonly<Record<string, string>> {
  return {
    list: "view=home",
    street: "view=home&tab=street",
    import: "view=home&tab=import",
    community: `community=${CODE}`,
    "community-empty": `community=${EMPTY_CODE}`,
    alternatives: `community=${CODE}&tab=alternatives`,
    ledger: `community=${CODE}&tab=ledger`,
    plan: `plan=${inForce}`,
    "plan-grid": `plan=${inForce}&grid=001`,
    "plan-findings": `plan=${inForce}&tab=findings`,
    "plan-compare": `plan=${draft}&tab=compare&compare=${inForce}`,
    "plan-history": `plan=${draft}&tab=history`,
    editing: `plan=${draft}&tab=edit`,
    inbox: "view=inbox",
    "inbox-under-way": "view=inbox&tab=under-way",
    review: `plan=${draft}&tab=decide`,
    register: "view=register",
    "register-community": `view=register&community=${CODE}`,
    "register-grid": `view=register&community=${CODE}&grid=${CODE}001`,
    print: `view=notice&plan=${inForce}`,
  };
}

const VIEWS = Object.keys(addresses({ inForce: "", draft: "" } as Looked));

/** A sheet of A3 is as wide on a telephone as on paper. */
const SHEETS = ["print"];

export function testEveryView(looked: () => Looked): void {
  describe.each(TONGUES)("in $lang", (tongue) => {
    let seen: Visit;

    beforeAll(async () => {
      seen = await visit(looked().browser, tongue);
    });
    afterAll(() => seen.close());

    test.each(VIEWS)(
      "%s: axe finds nothing serious, nothing sticks out on a telephone",
      async (view) => {
        const { page, origins, faults } = seen;
        const { lang } = tongue;
        await page.setViewportSize(DESK);
        await page.goto(`${looked().server.url}/?${addresses(looked())[view]}&lang=${lang}`);
        await settled(page);
        await keepPicture(page, `view-${view}-${lang}`);
        expect(await seriousFaults(page)).toEqual([]);
        expect(await page.locator(".fault").count()).toBe(0);
        expect(await page.locator("html").getAttribute("lang")).toMatch(lang);

        await page.setViewportSize(PHONE);
        await settled(page);
        await keepPicture(page, `phone-${view}-${lang}`);
        if (!SHEETS.includes(view)) expect(await widthOf(page)).toBe(PHONE.width);
        expect([...origins]).toEqual([looked().server.url]);
        expect(faults).toEqual([]);
      },
    );
  });
}
