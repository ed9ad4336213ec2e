import { Client } from "pg";
import { openDatabase, type Database } from "../../src/db/connection";

// One PostgreSQL session serves every connection of the embedded database. Whatever mode the tests
// run in, this file brings its own.

const STARTS_MS = 120_000;

let database: Database;
const clients: Client[] = [];

beforeAll(async () => {
  database = await openDatabase({ databaseUrl: null, dataDir: null });
}, STARTS_MS);

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()));
});

afterAll(() => database.close());

async function connect(): Promise<Client> {
  const client = new Client({ connectionString: database.connectionString });
  await client.connect();
  clients.push(client);
  return client;
}

test("clients that send long statements at the same time each get their own answer", async () => {
  const connected = await Promise.all(Array.from({ length: 6 }, connect));
  const wrong = await Promise.all(
    connected.map(async (client, who) => {
      let count = 0;
      for (let turn = 0; turn < 5; turn += 1) {
        const long = `${who}/${turn} `.repeat(100_000);
        const { rows } = await client.query<{ text: string }>("select $1::text as text", [long]);
        if (rows[0].text !== long) count += 1;
      }
      return count;
    }),
  );
  expect(wrong).toEqual([0, 0, 0, 0, 0, 0]);
}, 30_000);

test("what others ask waits for the end of a transaction, and sees all of it", async () => {
  const [writer, reader] = await Promise.all([connect(), connect()]);
  await writer.query("begin");
  await writer.query("insert into jobs (kind, payload) values ('PROPOSE_PLANS', '{}')");
  const order: string[] = [];
  const reading = reader
    .query<{ n: number }>("select count(*)::int as n from jobs")
    .then((result) => {
      order.push("read");
      return result.rows[0].n;
    });
  await writer.query("insert into jobs (kind, payload) values ('PROPOSE_PLANS', '{}')");
  order.push("written");
  await writer.query("commit");
  expect(await reading).toBe(2);
  expect(order).toEqual(["written", "read"]);
});

test("a client that vanishes inside a transaction leaves nothing behind and blocks nobody", async () => {
  const [vanishing, reader] = await Promise.all([connect(), connect()]);
  await vanishing.query("begin");
  await vanishing.query("create table left_behind ()");
  const reading = reader.query("select to_regclass('left_behind') as found");
  await vanishing.end();
  expect((await reading).rows).toEqual([{ found: null }]);
});

test("a failing statement tells its reason and spoils neither client nor session", async () => {
  const [first, second] = await Promise.all([connect(), connect()]);
  await expect(first.query("select 1 / $1::int as ratio", [0])).rejects.toMatchObject({
    code: "22012",
  });
  expect((await second.query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  expect((await first.query("select 2 as two")).rows).toEqual([{ two: 2 }]);
});

test("each of many statements gets its own answer, however many of them fail", async () => {
  const client = await connect();
  for (let n = 0; n < 20; n += 1) {
    const failing = client.query("select 1 / ($1::int - $1::int)", [n]);
    await expect(failing).rejects.toMatchObject({ code: "22012" });
    if (n % 3 > 0) continue;
    expect((await client.query("select $1::int as n", [n])).rows).toEqual([{ n }]);
  }
  await client.query("begin");
  await expect(client.query("select 1 / $1::int", [0])).rejects.toMatchObject({ code: "22012" });
  await expect(client.query("select $1::int", [1])).rejects.toMatchObject({ code: "25P02" });
  await client.query("rollback");
  expect((await client.query("select 3 as three")).rows).toEqual([{ three: 3 }]);
});

test("a long query leaves the event loop free", async () => {
  const client = await connect();
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 10);
  await client.query("select pg_sleep(1)");
  clearInterval(timer);
  expect(turns).toBeGreaterThan(20);
});
