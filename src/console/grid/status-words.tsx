/** The five statuses of a grid in words, and as a badge. */
import { says } from "../core/language";
import { statusSigns, type GridStatus } from "../map/grid-status";
import { gridColours } from "../map/palette";

export const statusWords = says({
  inBand: { zh: "户数达标", en: "In band" },
  reduced: { zh: "小规模网格，达标", en: "Reduced, in band" },
  below: { zh: "户数偏少", en: "Below the band" },
  above: { zh: "户数偏多", en: "Above the band" },
  micro: { zh: "专属网格", en: "Micro-grid" },
});

/** A sample of how the map draws the status. */
export function StatusSwatch({ status }: { status: GridStatus }) {
  return (
    <span
      class={`swatch swatch-${status}`}
      style={{ "--colour": gridColours[status] }}
      aria-hidden="true"
    />
  );
}

export function StatusBadge({ status }: { status: GridStatus }) {
  return (
    <span class="status-badge">
      <StatusSwatch status={status} />
      {`${statusSigns[status]} ${statusWords(status)}`.trim()}
    </span>
  );
}
