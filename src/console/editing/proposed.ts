/** Makes an edit that the engine proposes, as it is. */
import type { EditOperation, Effect } from "./edits";
import { makeEdit } from "./edits";
import {
  CarveMicroGrid,
  GiveBackMicroGrid,
  KeepBuildings,
  LetBuildingsGo,
  LockGrids,
  MergeGrids,
  MoveBuildings,
  NameGrid,
  ReleaseBuildings,
  SetGridKind,
  SetGridReduced,
  SplitGrid,
  SwapBuildings,
  UnlockGrids,
} from "./editing.generated";

export interface ProposedEdit {
  readonly mutation: string;
  readonly input: unknown;
}

const operations: Readonly<Record<string, EditOperation<never> | undefined>> = {
  moveBuildings: MoveBuildings,
  releaseBuildings: ReleaseBuildings,
  swapBuildings: SwapBuildings,
  mergeGrids: MergeGrids,
  splitGrid: SplitGrid,
  setGridKind: SetGridKind,
  setGridReduced: SetGridReduced,
  nameGrid: NameGrid,
  lockGrids: LockGrids,
  unlockGrids: UnlockGrids,
  keepBuildings: KeepBuildings,
  letBuildingsGo: LetBuildingsGo,
  carveMicroGrid: CarveMicroGrid,
  giveBackMicroGrid: GiveBackMicroGrid,
};

/** Makes it; the server refuses it where the plan has changed since it was proposed. */
export function makeProposedEdit({ mutation, input }: ProposedEdit): Promise<Effect | null> {
  const operation = operations[mutation];
  if (operation === undefined) throw new Error(`Expected an edit, got ${mutation}`);
  return makeEdit(operation, inputOf(input));
}

/** Makes one after another; each is for the version that the one before it leaves. */
export async function makeProposedEdits(
  edits: readonly ProposedEdit[],
  firstVersion: number,
): Promise<void> {
  for (const [i, edit] of edits.entries()) {
    const input = { ...recordOf(edit.input), expectedVersion: firstVersion + i };
    await makeProposedEdit({ mutation: edit.mutation, input });
  }
}

function recordOf(input: unknown): object {
  if (typeof input !== "object" || input === null) {
    throw new Error(`Expected the input of an edit, got ${typeof input}`);
  }
  return input;
}

/** The door: the server wrote the input for the mutation that it names, and checks it again. */
function inputOf(input: unknown): never {
  return recordOf(input) as never;
}
