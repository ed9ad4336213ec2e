import {
  assess,
  propose,
  proposeAlternatives,
  type Progress,
  type ProposeInput,
} from "../../src/engine";
import { createEnginePool, type EnginePool } from "../../src/engine-threads/pool";
import { communityInputs } from "../../src/exchange/propose-inputs";
import { parseDataset } from "../../src/exchange/read-dataset";
import { smallDataset, textsOf } from "../exchange/small-dataset";

let pool: EnginePool;
beforeAll(() => {
  pool = createEnginePool({ threads: 2 });
});
afterAll(() => pool.close());

function inputs(): ProposeInput[] {
  const read = parseDataset(textsOf(smallDataset()));
  if ("faults" in read) throw new Error(JSON.stringify(read.faults));
  return communityInputs(read.dataset);
}

test("a thread gives the plan that the engine itself gives", async () => {
  const [east] = inputs();
  expect(await pool.propose(east)).toEqual(await propose(east));
});

test("a thread gives the alternatives that the engine itself gives", async () => {
  const [east] = inputs();
  expect(await pool.proposeAlternatives(east, 6)).toEqual(await proposeAlternatives(east, 6));
});

test("a thread assesses a given division as the engine itself does", async () => {
  const [east] = inputs();
  const { grids } = await propose(east);
  const division = grids.map(({ kind, buildingIds, polygon }) => ({ kind, buildingIds, polygon }));
  const assessed = await pool.assess(east, division);
  expect(assessed).toEqual(await assess(east, division));
  expect(assessed.grids).toEqual(grids);
});

test("progress comes from the thread and never falls", async () => {
  const told: Progress[] = [];
  await pool.propose(inputs()[0], { onProgress: (progress) => told.push(progress) });
  const shares = told.map(({ done }) => done);
  expect(shares.length).toBeGreaterThan(1);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
});

test("a running proposal can be cancelled, and so can one that waits", async () => {
  const cancel = new AbortController();
  const [east, west] = inputs();
  // Far more steps than the test has time for; the third waits for one of two threads.
  const settled = await Promise.allSettled(
    [east, west, east].map((input) =>
      pool.propose(
        { ...input, effort: 900 },
        { signal: cancel.signal, onProgress: () => cancel.abort() },
      ),
    ),
  );
  expect(settled).toMatchObject(settled.map(() => ({ reason: { code: "CANCELLED" } })));
  expect(settled).toHaveLength(3);
});

test("a proposal whose signal is already aborted does not start", async () => {
  const told: Progress[] = [];
  const proposal = pool.propose(inputs()[0], {
    signal: AbortSignal.abort(),
    onProgress: (progress) => told.push(progress),
  });
  await expect(proposal).rejects.toMatchObject({ code: "CANCELLED" });
  expect(told).toEqual([]);
});

test("what the engine refuses is refused through the thread, with every fault", async () => {
  const [east] = inputs();
  const twice = { ...east, buildings: [...east.buildings, east.buildings[0]] };
  const direct: unknown = await propose(twice).catch((error: unknown) => error);
  await expect(pool.propose(twice)).rejects.toEqual(direct);
  await expect(pool.propose(twice)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
