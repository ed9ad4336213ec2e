/** In which of five states a grid is: what the map colours, the list marks and the legend explains. */

/** What the status of a grid depends on. */
export interface Sized {
  readonly kind: "STANDARD" | "MICRO";
  readonly reduced: boolean;
  readonly deviation: number;
  readonly findings: readonly { readonly rule: string; readonly severity: string }[];
}

export type GridStatus = "inBand" | "reduced" | "below" | "above" | "micro";

export const gridStatuses: readonly GridStatus[] = ["inBand", "reduced", "below", "above", "micro"];

/**
 * A reduced grid above its own band but within the standard one is still in order: the server says
 * so by an INFO finding instead of a WARNING.
 */
export function statusOf(grid: Sized): GridStatus {
  if (grid.kind === "MICRO") return "micro";
  if (grid.deviation < 0) return "below";
  if (grid.deviation > 0 && !(grid.reduced && isTolerated(grid))) return "above";
  return grid.reduced ? "reduced" : "inBand";
}

function isTolerated(grid: Sized): boolean {
  const sizes = grid.findings.filter(({ rule }) => rule === "R1" || rule === "R2");
  return sizes.every(({ severity }) => severity === "INFO");
}

/** A sign beside the colour, for those who cannot tell the colours apart. */
export const statusSigns: Readonly<Record<GridStatus, string>> = {
  inBand: "",
  reduced: "",
  below: "▼",
  above: "▲",
  micro: "◆",
};
