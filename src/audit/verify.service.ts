import type { Knex } from "knex";
import { findHeads, readWritten, settledMoment } from "./trail.repository";
import { TrailCheck, type Seal, type TrailReport, type WrittenEntry } from "./trail-check";

export { parseSeal, sealText, SYSTEM_CHAIN } from "./trail-check";
export type { Seal, TrailFault, TrailReport } from "./trail-check";

/** What is to be checked. */
export interface VerifyWish {
  /** One chain: the id of a community, or SYSTEM_CHAIN; null: all. */
  readonly chain: string | null;
  /** A seal of earlier, to be compared. */
  readonly seal: Seal | null;
  readonly onProgress: (done: number, total: number) => void;
}

/** Rows read at a time: before and after may be large. */
const PAGE = 2_000;

/** Reads the trail, or one chain of it, and checks every row; see ./trail-check for what that proves. */
export async function verifyTrail(
  db: Knex,
  { chain, seal, onProgress }: VerifyWish,
): Promise<TrailReport> {
  const moment = await db.transaction((trx) => settledMoment(trx));
  return db.transaction(
    async (trx) => {
      const heads = await findHeads(trx, chain);
      const total = heads.reduce((sum, { seq }) => sum + Number(seq), 0);
      const check = new TrailCheck(moment, seal);
      let after: WrittenEntry | null = null;
      let done = 0;
      do {
        const page: WrittenEntry[] = await readWritten(trx, { chain, after, limit: PAGE });
        for (const entry of page) check.read(entry);
        done += page.length;
        after = page.length === PAGE ? page[PAGE - 1] : null;
        onProgress(done, total);
      } while (after !== null);
      return check.end(heads);
    },
    { isolationLevel: "repeatable read", readOnly: true },
  );
}
