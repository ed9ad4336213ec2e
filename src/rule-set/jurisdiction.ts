import { RefusedError } from "../refusal";

const JURISDICTION = /^\d{0,12}$/;

/** Refuses what is not the start of a community code: up to 12 digits, none for everywhere. */
export function checkJurisdiction(text: string): void {
  if (JURISDICTION.test(text)) return;
  const message = {
    zh: `管辖范围应为社区代码的开头（至多 12 位数字，空表示全部），现为“${text}”`,
    en: `Expected the start of a community code, up to 12 digits or none for everywhere, got "${text}"`,
  };
  throw new RefusedError("BAD_INPUT", [
    { code: "BAD_JURISDICTION", message, path: ["jurisdiction"] },
  ]);
}
