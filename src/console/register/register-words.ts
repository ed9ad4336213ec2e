/** Words of the register that the card and the notice share. */
import { says } from "../core/language";

export const kindWords = says({
  STANDARD: { zh: "网格", en: "Standard grid" },
  MICRO: { zh: "专属网格", en: "Micro-grid" },
});

export const dutyWords = says({
  GRID_HEAD: { zh: "网格长", en: "grid head" },
  GRID_WORKER: { zh: "网格员", en: "grid worker" },
  SUPPORT: { zh: "辅助力量", en: "support" },
});
