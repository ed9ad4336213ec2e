/** What buildings are used for. */
import { says } from "../core/language";
import type { Building } from "../ground/ground";

export const categories: readonly Building["category"][] = [
  "RESIDENTIAL",
  "OFFICE",
  "MARKET",
  "PUBLIC_VENUE",
  "OTHER",
];

export const categoryWords = says({
  RESIDENTIAL: { zh: "住宅", en: "Residential" },
  OFFICE: { zh: "写字楼", en: "Office" },
  MARKET: { zh: "市场", en: "Market" },
  PUBLIC_VENUE: { zh: "公共场馆", en: "Public venue" },
  OTHER: { zh: "其他", en: "Other" },
});
