/** Whose the networks of departmental grids are. */
import { says } from "../core/language";

export const departmentWords = says({
  PARTY: { zh: "党建网格", en: "Party grid" },
  POLITICAL_LEGAL: { zh: "政法网格", en: "Political and legal grid" },
  CIVIL_AFFAIRS: { zh: "民政网格", en: "Civil affairs grid" },
  HEALTH: { zh: "卫健网格", en: "Health grid" },
  EMERGENCY: { zh: "应急网格", en: "Emergency grid" },
  URBAN_MANAGEMENT: { zh: "城管网格", en: "Urban management grid" },
  OTHER: { zh: "其他部门网格", en: "Grid of another department" },
});
