import type { Actor } from "../../src/auth/viewer";
import type { Dataset } from "../../src/exchange/dataset";
import { importDataset } from "../../src/exchange/import.service";
import { emptyTables, testDb } from "../support/database";
import { barrier, building, smallDataset } from "../support/dataset";

const LI: Actor = { id: "li", name: "李规划", role: "PLANNER" };
const HASH = expect.stringMatching(/^[0-9a-f]{64}$/) as string;

beforeEach(() => emptyTables(testDb()));

function load(changes: Partial<Dataset> = {}) {
  return importDataset(testDb(), { ...smallDataset(), ...changes }, LI);
}

/** What the last import wrote down, by the community's external id; the whole import as `all`. */
async function lastImport(): Promise<Record<string, { before: unknown; after: unknown }>> {
  const rows = await testDb()("audit")
    .leftJoin("communities", "communities.id", "audit.community_id")
    .orderBy("audit.seq")
    .select(
      testDb().raw("coalesce(external_id, 'all') as name"),
      "audit.actor_id",
      "audit.actor_name",
      "audit.role",
      "audit.action",
      "audit.before",
      "audit.after",
    );
  return Object.fromEntries(
    rows.map(({ name, before, after, ...who }: Record<string, unknown>) => {
      expect(who).toEqual({
        actor_id: "li",
        actor_name: "李规划",
        role: "PLANNER",
        action: "IMPORT_DATASET",
      });
      return [String(name), { before, after }];
    }),
  );
}

async function countRows(): Promise<number> {
  return (await testDb()("audit").pluck("id")).length;
}

test("a first import is written down for every community and once as a whole", async () => {
  await load();
  expect(await countRows()).toBe(3);
  const { west, all } = await lastImport();
  expect(west).toEqual({
    before: null,
    after: {
      externalId: "west",
      name: "西社区",
      code: "640104001901",
      version: 1,
      boundarySha256: HASH,
      buildings: 1,
      households: 120,
      rows: { communities: { added: 1 }, estates: { added: 1 }, buildings: { added: 1 } },
    },
  });
  expect(all).toEqual({
    before: null,
    after: {
      communities: { read: 2, added: 2, changed: 0, unchanged: 0 },
      estates: { read: 2, added: 2, changed: 0, unchanged: 0 },
      buildings: { read: 2, added: 2, changed: 0, unchanged: 0 },
      barriers: { read: 1, added: 1, changed: 0, unchanged: 0 },
      communitiesChanged: 2,
    },
  });
});

test("only communities that change get a row, with what they were before", async () => {
  await load();
  const { buildings, communities } = smallDataset();
  await load({
    buildings: [building({ households: 150 }), buildings[1]],
    barriers: [barrier({ name: "新街" })],
    communities,
  });
  // One for west, one for the whole.
  expect(await countRows()).toBe(5);
  const { west, all } = await lastImport();
  expect(west).toMatchObject({
    before: { households: 120, version: 1 },
    after: { households: 150, version: 1, rows: { buildings: { changed: 1 } } },
  });
  expect(all.after).toMatchObject({
    barriers: { changed: 1 },
    buildings: { changed: 1 },
    communitiesChanged: 1,
  });
});

test("a new name, code and boundary of a community are told by before and after", async () => {
  await load();
  const { communities } = smallDataset();
  const [west, east] = communities;
  await load({
    communities: [{ ...west, name: "新西社区", code: "640104001905" }, east],
  });
  const trail = await lastImport();
  expect(trail.west).toMatchObject({
    before: { name: "西社区", code: "640104001901", version: 1 },
    after: {
      name: "新西社区",
      code: "640104001905",
      version: 2,
      rows: { communities: { changed: 1 } },
    },
  });
});

test("a building that moves is written down where it came from, too", async () => {
  await load();
  const { buildings } = smallDataset();
  await load({ buildings: [building({ communityId: "east", estateName: null }), buildings[1]] });
  const { west, east } = await lastImport();
  expect(west).toMatchObject({
    before: { buildings: 1, households: 120 },
    after: { buildings: 0, households: 0, rows: { buildings: { left: 1 } } },
  });
  expect(east).toMatchObject({
    before: { buildings: 1, households: 120 },
    after: { buildings: 2, households: 240, rows: { buildings: { changed: 1 } } },
  });
});

test("an import that is refused leaves nothing in the trail", async () => {
  await load();
  const { communities } = smallDataset();
  const [west, east] = communities;
  const refused = load({ communities: [west], buildings: [building({ communityId: "nowhere" })] });
  await expect(refused).rejects.toMatchObject({ code: "INVALID_DATASET" });
  const taken = load({ communities: [{ ...west, code: east.code }], buildings: [] });
  await expect(taken).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await countRows()).toBe(3);
});
