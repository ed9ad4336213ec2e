/** A bar of a grid's households against its band. */
import { statusOf, statusSigns, type Sized } from "../map/grid-status";

/** The scale ends at this multiple of the upper limit. */
const OVER = 1.4;

/** Purely for the eye: whoever does not see it reads the number and the sign beside it. */
export function BandBar({
  grid,
  households,
}: {
  grid: Sized & { readonly band: { readonly min: number; readonly max: number } | null };
  households: number;
}) {
  const status = statusOf(grid);
  const { band } = grid;
  if (band === null) return <span class={`band-bar status-${status}`} aria-hidden="true" />;
  const scale = band.max * OVER;
  const share = (value: number): string => `${Math.min(100, (100 * value) / scale)}%`;
  return (
    <span class={`band-bar status-${status}`} aria-hidden="true" title={statusSigns[status]}>
      <span
        class="band-zone"
        style={{ left: share(band.min), right: `calc(100% - ${share(band.max)})` }}
      />
      <span class="band-fill" style={{ width: share(households) }} />
    </span>
  );
}
