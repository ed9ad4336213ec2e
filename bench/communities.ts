/** The communities that the benches run on. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { seedDataset } from "../seeds";
import { communityInputs, type CommunityInput } from "../src/exchange/propose-inputs";
import { readDatasetFolder } from "../src/exchange/read-dataset";

/** Data that is shared by several checkouts, beside this one; it may be missing. */
export const SHARED_DATA = join(__dirname, "..", "..", "shared", "data");

export interface BenchData {
  readonly name: string;
  /** Only those with buildings. */
  readonly communities: readonly CommunityInput[];
}

/** A real town where it is there, else the seeds. */
export async function benchData(): Promise<BenchData> {
  const folder = join(SHARED_DATA, "singapore-south");
  if (!existsSync(folder)) return { name: "seeds", communities: built(seedDataset()) };
  const read = await readDatasetFolder(folder);
  if ("faults" in read) throw new Error(`${folder}: ${read.faults[0].reason.en}`);
  return { name: "singapore-south", communities: built(read.dataset) };
}

function built(dataset: Parameters<typeof communityInputs>[0]): CommunityInput[] {
  return communityInputs(dataset).filter(({ buildings }) => buildings.length > 0);
}
