/**
 * Communities that nobody would draw and somebody will send: footprints that overlap, touch, shrink
 * to needles, straddle the boundary or stand twice; barriers through buildings, that touch, end
 * nowhere, run along the boundary or lie double; holes, islands, collinear and duplicate points;
 * from a few metres to a thousand kilometres.
 */
import { createRandom, type ProposeInput } from "../../../src/engine";
import { hostileBarriers } from "./barriers";
import { canvas } from "./canvas";
import { communitySite } from "./community";
import { hostileBuildings } from "./footprints";

/** One hostile input per seed; the same seed gives the same input. */
export function hostileInput(seed: number): ProposeInput {
  const draw = canvas(createRandom(seed * 7919 + 13));
  const site = communitySite(draw);
  const buildings = hostileBuildings(draw, site);
  return {
    community: {
      id: `hostile-${seed}`,
      name: "hostile",
      code: "640104001999",
      polygon: site.polygon,
    },
    buildings,
    barriers: hostileBarriers(draw, site, buildings),
    seed,
    effort: 0.02,
  };
}
