import type { Focus } from "../input-types";
import type { Text } from "../plan-types";

/** What people call each focus. */
export const FOCUS_NAMES: Readonly<Record<Focus, Text>> = {
  BALANCED: { zh: "均衡", en: "balanced" },
  FEWEST_GRIDS: { zh: "网格最少", en: "fewest grids" },
  MOST_COMPACT: { zh: "最紧凑", en: "most compact" },
  LEAST_CHURN: { zh: "变动最小", en: "least churn" },
  ROADS_FIRST: { zh: "道路优先", en: "roads first" },
  STAFF_SAVING: { zh: "节省人员", en: "staff-saving" },
};
