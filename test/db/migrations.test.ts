import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { migrateToLatest, migrationSource, rollbackAll } from "../../src/db/migrate";
import { testDb } from "../support/database";
import { dumpSchema } from "../support/schema-dump";

jest.setTimeout(60_000);

describe("migrations", () => {
  // The files that follow find the schema they expect, whatever happens here.
  afterAll(() => migrateToLatest(testDb()));

  test("give the schema that is committed; npm run schema:dump writes it anew", async () => {
    const committed = await readFile(join(__dirname, "schema.sql"), "utf8");
    expect(await dumpSchema(testDb())).toBe(committed);
  });

  test("do nothing when they are run a second time", async () => {
    expect(await migrateToLatest(testDb())).toEqual([]);
  });

  test("can be undone to the last table, and lead from nothing to the same schema", async () => {
    const before = await dumpSchema(testDb());
    await rollbackAll(testDb());
    expect(await dumpSchema(testDb())).not.toContain("create");

    const names = (await migrationSource.getMigrations([])).map(({ name }) => name);
    expect(await migrateToLatest(testDb())).toEqual(names);
    expect(await dumpSchema(testDb())).toBe(before);
  });

  test("are named after their files, oldest first", async () => {
    const names = (await migrationSource.getMigrations([])).map(({ name }) => name);
    expect([...names].sort()).toEqual(names);
    for (const name of names) {
      const text = await readFile(join(__dirname, "../../migrations", `${name}.ts`), "utf8");
      expect(text).toContain("export async function up");
      // They outlive the code of today.
      expect(text).not.toMatch(/from "\.\.\/src/);
    }
  });
});
