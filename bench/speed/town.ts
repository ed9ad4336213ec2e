import { benchData } from "../communities";
import { printTable, seconds } from "../print";
import { proposeAll, THREADS } from "./run";

/** All communities at default effort, tessellation, checks and starting the threads included. */
export async function measureTown(): Promise<void> {
  const { name, communities } = await benchData();
  let [grids, inBand] = [0, 0];
  const { wallS, cpuS } = await proposeAll(communities, ({ metrics }) => {
    grids += metrics.standardGrids;
    inBand += metrics.gridsInBand;
  });
  printTable(
    [name, "communities", "grids in band", "wall", "threads", "cores busy"],
    [
      [
        "default effort",
        `${communities.length}`,
        `${inBand} of ${grids}`,
        seconds(wallS),
        `${THREADS}`,
        (cpuS / wallS).toFixed(2),
      ],
    ],
  );
}
