import { benchData } from "../communities";
import { percent, printTable, seconds } from "../print";
import { proposeAll } from "./run";

const EFFORTS = [0.001, 0.01, 0.1, 0.3, 1, 3];

/** What a plan gains from more steps. */
export async function measureEffort(): Promise<void> {
  const { name, communities } = await benchData();
  const rows: string[][] = [];
  for (const effort of EFFORTS) {
    const inputs = communities.map((input) => ({ ...input, effort }));
    const sums = { grids: 0, inBand: 0, households: 0, all: 0, split: 0 };
    let [inner, barrier] = [0, 0];
    const { wallS } = await proposeAll(inputs, ({ metrics, grids }) => {
      sums.grids += metrics.standardGrids;
      sums.inBand += metrics.gridsInBand;
      sums.households += metrics.householdsInBand;
      for (const grid of grids) if (grid.kind === "STANDARD") sums.all += grid.households;
      sums.split += metrics.estatesSplit;
      inner += metrics.innerBorderM;
      barrier += metrics.barrierBorderM;
    });
    rows.push([
      `${effort}`,
      percent(sums.inBand, sums.grids),
      percent(sums.households, sums.all),
      `${sums.split}`,
      percent(barrier, inner),
      seconds(wallS),
    ]);
  }
  printTable(
    [`effort, ${name}`, "grids in band", "households in band", "estates split", "on roads", "wall"],
    rows,
  );
}
