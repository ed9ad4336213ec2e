import { openDatabase } from "../../src/db/connection";
import { checkServer } from "../../src/db/requirements";
import { testDb } from "../support/database";

test("the database under test has what is needed", async () => {
  await checkServer(testDb());
  const { rows } = await testDb().raw<{ rows: { srid: number }[] }>(
    "select srid from spatial_ref_sys where srid in (4490, 4544, 4545) order by srid",
  );
  expect(rows).toEqual([{ srid: 4490 }, { srid: 4544 }, { srid: 4545 }]);
});

test("a server that cannot be reached is named by its variable, without the password", async () => {
  const opening = openDatabase({
    databaseUrl: "postgresql://planner:secret@127.0.0.1:1/wangge",
    dataDir: null,
  });
  await expect(opening).rejects.toMatchObject({ code: "DATABASE_UNAVAILABLE" });
  await expect(opening).rejects.toThrow(/DATABASE_URL/);
  await expect(opening).rejects.not.toThrow(/secret/);
});
