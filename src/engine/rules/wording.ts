/** How numbers, lists and places are written in the messages of findings and reasons. */
import type { Text } from "../plan-types";

/** 20000 -> "20,000", in both languages. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** English only: "1 household", "312 households". */
export function households(value: number): string {
  return plural(value, "household");
}

/** A share as a percentage, rounded down so that 49.6 % never reads as half. */
export function percent(share: number): string {
  return `${Math.floor(share * 100 + 1e-9)}%`;
}

/** "1 building", "3 buildings". */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

/** Square metres, with one decimal below ten. */
export function squareMetres(value: number): string {
  return value < 10 ? value.toFixed(1) : count(value);
}

/** What people call a building: its name, else its id. */
export function nameOf(building: { readonly id: string; readonly name?: string | null }): string {
  return building.name ? building.name : building.id;
}

/** A list of names in both languages, cut after the first few. */
export function listOf(names: readonly string[], most = 5): Text {
  const shown = names.slice(0, most);
  const rest = names.length - shown.length;
  return {
    zh: shown.join("、") + (rest > 0 ? `等 ${count(names.length)} 个` : ""),
    en: shown.join(", ") + (rest > 0 ? ` and ${count(rest)} more` : ""),
  };
}
