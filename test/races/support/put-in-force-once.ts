/**
 * A process that puts one plan in force and ends: `DATABASE PLAN VERSION`. It is there to be killed in
 * the middle of that.
 */
import { connectTo } from "../../../src/db/connection";
import { putPlanInForce } from "../../../src/register/put-in-force.service";
import { official } from "./people";

async function main([url, planId, version]: readonly string[]): Promise<void> {
  const db = connectTo(url, 1);
  await putPlanInForce(db, official("wang", "王批准"), {
    planId,
    expectedVersion: Number(version),
  });
  await db.destroy();
}

void main(process.argv.slice(2));
