/** The notice: a sheet of A3 with map, official text, legend and list, as a PDF. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { PICTURES, TONGUES } from "./browser";
import { readPdf } from "./pdf-text";
import { CODE, open, type Looked } from "./town";

const A3_MM = [420, 297];

/** What has to stand on paper; a PDF has no white space. */
const WORDS = {
  zh: ["网格划分公告", "图例", "社区边界", "单位盖章", "上北", "附表"],
  en: ["Governancegridsof", "Legend", "Boundaryofthecommunity", "Sealoftheoffice", "Northisup"],
} as const;

export function testNotice(looked: () => Looked): void {
  test.each(TONGUES)("is a PDF of A3 sheets in $lang, with every code", async (tongue) => {
    const address = `view=notice&community=${CODE}`;
    const { page, faults, close } = await open(looked(), tongue, address);
    await page.locator("#notice-picture").waitFor();
    const codes = await page.locator(".sheet-list .code").allTextContents();
    expect(codes).toContain(`${CODE}001`);
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    await writeFile(join(PICTURES, `notice-${tongue.lang}.pdf`), pdf);
    const { sizes, text } = readPdf(pdf);
    expect(sizes.length).toBeGreaterThan(1);
    for (const size of sizes) expect(size.map(Math.round)).toEqual(A3_MM);
    for (const word of [...WORDS[tongue.lang], ...codes, CODE]) expect(text).toContain(word);
    // What is a button on the screen is nothing on paper.
    expect(text).not.toContain("PDF");
    expect(faults).toEqual([]);
    await close();
  });
}
