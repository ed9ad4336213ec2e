/** The five states of a grid, in words. */
import { says } from "../core/language";

export const statusWords = says({
  inBand: { zh: "户数达标", en: "In band" },
  reduced: { zh: "小规模网格，达标", en: "Reduced, in band" },
  below: { zh: "户数偏少", en: "Below the band" },
  above: { zh: "户数偏多", en: "Above the band" },
  micro: { zh: "专属网格", en: "Micro-grid" },
});
