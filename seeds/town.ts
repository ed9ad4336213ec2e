import { createRandom } from "../src/engine";
import type { Dataset } from "../src/exchange/dataset";
import { createSite, drawAvenues } from "./generate/site";
import { createStreetPlan } from "./generate/street-plan";
import { buildTown } from "./generate/town";
import { CENTRE } from "./quarters/centre";
import { OLD_QUARTER } from "./quarters/old-quarter";
import { RIVER_QUARTER } from "./quarters/river-quarter";
import { SMALL_AND_SPLIT } from "./quarters/small-and-split";
import { TOWER_QUARTER } from "./quarters/tower-quarter";

const COLUMNS = 5;
const ROWS = 3;
const WEST_EAST_STREETS = ["听雨路", "观星路", "采薇路", "踏莎路"];
const SOUTH_NORTH_STREETS = ["拾光街", "知秋街", "归雁街", "栖云街", "枕流街", "闻笛街"];

/**
 * The invented town: fifteen adjoining communities in Xingqing district, Yinchuan. Only the codes of
 * the streets they are counted to are real; communities, buildings, people, borders and names are
 * invented. The same seed gives the same bytes.
 */
export function seedDataset(seed = 1): Dataset {
  const random = createRandom(seed);
  const site = createSite(createStreetPlan(COLUMNS, ROWS, random), random);
  drawAvenues(site, WEST_EAST_STREETS, SOUTH_NORTH_STREETS);
  return buildTown(site, [
    ...RIVER_QUARTER,
    ...TOWER_QUARTER,
    ...CENTRE,
    ...OLD_QUARTER,
    ...SMALL_AND_SPLIT,
  ]);
}
