/**
 * Draws the picture of the README: an invented community before and after it is divided into grids.
 * usage: npm run -s picture [-- COMMUNITY_ID [FILE]]
 */
import { writeFileSync } from "node:fs";
import { bbox, booleanIntersects, feature } from "@turf/turf";
import { ink, paper } from "../src/console/map/palette";
import { propose } from "../src/engine";
import type { Dataset } from "../src/exchange/dataset";
import { communityInputs } from "../src/exchange/propose-inputs";
import { seedDataset } from "../seeds";
import { legendAfter, legendBefore, legendHeight } from "./picture/legend";
import { buildingLook, lookOf, mapAfter, mapBefore, type Scene } from "./picture/map";
import { element, escaped, frameFor, type Extent } from "./picture/sheet";

const MARGIN = 20;
const MAP_WIDTH = 580;
const HEADING = 64;
/** Ground shown around the community, as a share of its width. */
const AROUND = 0.06;

const [communityId = "invented-jinshi", file = "docs/community-before-after.svg"] =
  process.argv.slice(2);

draw(communityId, seedDataset()).then(
  (svg) => {
    writeFileSync(file, svg);
    console.log(`${file}: ${Math.round(svg.length / 1024)} KB`);
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

async function draw(id: string, dataset: Dataset): Promise<string> {
  const community = dataset.communities.find((candidate) => candidate.id === id);
  const input = communityInputs(dataset).find((candidate) => candidate.community.id === id);
  if (community === undefined || input === undefined) {
    throw new Error(`got community ${id}, expected one of the seeds`);
  }
  const plan = await propose(input);
  const extent = widened(bbox(community.geometry));
  const scene: Scene = {
    community,
    buildings: dataset.buildings.filter(({ geometry }) => meets(bbox(geometry), extent)),
    barriers: dataset.barriers.filter(({ geometry }) => meets(bbox(geometry), extent)),
  };
  const left = frameFor(extent, MARGIN, HEADING, MAP_WIDTH);
  const right = frameFor(extent, 2 * MARGIN + MAP_WIDTH, HEADING, MAP_WIDTH);
  const own = scene.buildings.filter((building) => building.communityId === id);
  const crossing = scene.barriers.filter(({ geometry }) =>
    booleanIntersects(feature(geometry), feature(community.geometry)),
  );
  const seen = {
    buildings: new Set(own.map(buildingLook)),
    barriers: new Set(crossing.map(({ kind }) => kind)),
    grids: new Set(plan.grids.map(lookOf)),
  };
  const households = own.reduce((sum, building) => sum + building.households, 0);
  const codes = community.code === null ? "" : ` · ${community.code} + 001, 002, ... 501, ...`;
  const legendTop = HEADING + left.height + 16;
  const [width, height] = [2 * MAP_WIDTH + 3 * MARGIN, legendTop + legendHeight(seen) + MARGIN];
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      viewBox: `0 0 ${width} ${Math.round(height)}`,
      "font-family": "'Noto Sans SC','PingFang SC','Microsoft YaHei',sans-serif",
    },
    [
      element("title", {}, escaped(community.name)),
      element("rect", { width, height, fill: paper }),
      heading(MARGIN, community.name, `${own.length} 栋 buildings · ${households} 户 households`),
      heading(right.left, "划分方案 proposed plan", `${plan.grids.length} 个网格 grids${codes}`),
      mapBefore(scene, left),
      mapAfter(scene, plan, right),
      legendBefore(seen, MARGIN, legendTop),
      legendAfter(seen, right.left, legendTop),
    ].join("\n"),
  );
}

function heading(x: number, first: string, second: string): string {
  return (
    element(
      "text",
      { x, y: 28, "font-size": 19, "font-weight": "bold", fill: ink },
      escaped(first),
    ) + element("text", { x, y: 51, "font-size": 15, fill: ink }, escaped(second))
  );
}

function widened([west, south, east, north]: readonly number[]): Extent {
  const by = (east - west) * AROUND;
  return [west - by, south - by, east + by, north + by];
}

function meets(box: readonly number[], [west, south, east, north]: Extent): boolean {
  return box[0] <= east && box[2] >= west && box[1] <= north && box[3] >= south;
}
