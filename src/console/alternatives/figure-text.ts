/** How the figures that plans are compared by are written. */
import { format } from "../core/language";

const shares = new Set(["barrierBorderShare", "meanDeviation"]);
const ratios = new Set(["meanCompactness"]);
/** Their titles say that they are metres. */
const lengths = new Set(["innerBorderM", "barrierBorderM"]);

/** The value of a figure by its stable name; a dash where it is not known. */
export function figureText(name: string, value: number | null): string {
  if (value === null) return "–";
  if (shares.has(name)) return format.percent(value);
  if (ratios.has(name)) return value.toFixed(2);
  return format.number(lengths.has(name) ? Math.round(value) : value);
}
