import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { eventsOf, type GridCodeStory, type StoredLineage } from "./story";
import {
  findLineage,
  findPeriods,
  findReplacements,
  findStoredCode,
  findWhoPutInForce,
  findWhoRecoded,
} from "./story.repository";

/** The story of a code; null where it was never issued, or may not be read. */
export async function gridCodeStory(
  db: Knex,
  viewer: Viewer | null,
  code: string,
): Promise<GridCodeStory | null> {
  const stored = await findStoredCode(db, code, scopeOf(viewer, "READ"));
  if (stored === null) return null;
  const periods = await findPeriods(db, code);
  const lineage = await findLineage(db, code);
  const planIds = [...periods, ...lineage].flatMap(({ planId }) => planId ?? []);
  const ended = stored.retiredByPlan === null ? [] : [stored.retiredByPlan];
  const deciders = await findWhoPutInForce(db, [...new Set([...planIds, ...ended])]);
  const recoders = await findWhoRecoded(db, stored.communityId);
  const actorOf = (planId: string | null, at: Date) =>
    (planId === null ? recoders.get(at.toISOString()) : deciders.get(planId)) ?? null;
  const sameMoment = (a: Date, b: Date | null) => a.getTime() === b?.getTime();
  return {
    ...stored,
    events: eventsOf(stored, periods, lineage, actorOf),
    predecessors: lineage
      .filter(({ toCode, at }) => toCode === code && sameMoment(at, stored.issuedAt))
      .map((entry) => related(entry.fromCode, entry)),
    successors: lineage
      .filter(({ fromCode, at }) => fromCode === code && sameMoment(at, stored.retiredAt))
      .map((entry) => related(entry.toCode, entry)),
    replacedBy: stored.retiredAt === null ? [] : await findReplacements(db, code),
  };
}

function related(code: string, { kind, households, buildings }: StoredLineage) {
  return { code, kind, households, buildings };
}
