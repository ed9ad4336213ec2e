import { spawn } from "node:child_process";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateCommunities } from "../../seeds";
import { datasetTexts } from "../../seeds/dataset-texts";
import { printTable, seconds } from "../print";

const BUILDINGS = 50;
const SHARES = [0.1, 0.5, 1];

/** What the child tells about itself when it is done. */
export interface CommandUsage {
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMb: number;
}

/** The command line on folders of ever more communities, each in a process of its own. */
export async function measureCommand(count: number): Promise<void> {
  const rows: string[][] = [];
  for (const share of SHARES) {
    const communities = Math.ceil(share * count);
    const folder = await mkdtemp(join(tmpdir(), "wangge-bench-"));
    try {
      await writeFolder(folder, communities);
      const out = join(folder, "grids.out");
      const { wallS, cpuS, peakMb } = await planInChild(folder, out);
      rows.push([
        `${communities}`,
        `${communities * BUILDINGS}`,
        seconds(wallS),
        (cpuS / wallS).toFixed(2),
        `${Math.round(peakMb)} MB`,
        `${((await stat(out)).size / 2 ** 20).toFixed(1)} MB`,
      ]);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
  printTable(["plan", "buildings", "wall", "cores busy", "peak memory", "file written"], rows);
}

async function writeFolder(folder: string, count: number): Promise<void> {
  const texts = datasetTexts(generateCommunities({ count, seed: 1, buildings: BUILDINGS }));
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(folder, `${name}.geojson`), text);
  }
}

/** Its line of progress goes where ours would. */
async function planInChild(folder: string, out: string): Promise<CommandUsage> {
  const script = join(__dirname, "command-in-child.ts");
  const child = spawn(process.execPath, ["--import", "tsx", script, folder, out], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.on("data", (part: Buffer) => (text += part.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.on("error", reject).on("close", resolve),
  );
  if (code !== 0) throw new Error(`got exit code ${code} of plan, expected 0`);
  return JSON.parse(text) as CommandUsage;
}
