import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import { authorizeThroughout } from "../auth/policy";
import type { Actor, Viewer } from "../auth/viewer";
import type { Text } from "../engine";
import type { ErrorCode } from "../errors";
import { RefusedError } from "../refusal";
import { endDefaultRules, insertDefaultRules, lockDefaultRules } from "./default-rules.repository";
import { checkJurisdiction } from "./jurisdiction";
import { isFor, type DefaultRules, type RuleSet } from "./rule-set";
import { findRuleSets } from "./rule-set.repository";

/** What is to be the default of a jurisdiction. */
export interface DefaultWish {
  readonly jurisdiction: string;
  /** null: none of its own; then that of the next larger jurisdiction is used, or what is built in. */
  readonly ruleSetId: string | null;
}

/**
 * Chooses the version of saved rules that proposals in a jurisdiction use from now on, where nothing
 * else is said and no smaller jurisdiction has a default of its own. Plans that there are stay.
 */
export async function setDefaultRules(
  db: Knex,
  viewer: Viewer | null,
  wish: DefaultWish,
): Promise<DefaultRules | null> {
  const { jurisdiction } = wish;
  checkJurisdiction(jurisdiction);
  const actor = authorizeThroughout(viewer, "SET_DEFAULT_RULES", jurisdiction);
  const ruleSet =
    wish.ruleSetId === null ? null : await ruleSetFor(db, jurisdiction, wish.ruleSetId);
  return db.transaction(async (trx) => {
    const before = await lockDefaultRules(trx, jurisdiction);
    if ((before?.ruleSetId ?? null) === wish.ruleSetId) throw unchanged(ruleSet);
    if (before !== null) await endDefaultRules(trx, before.id, actor);
    const after =
      ruleSet &&
      (await insertDefaultRules(trx, {
        jurisdiction,
        ruleSetId: ruleSet.id,
        ruleSetJurisdiction: ruleSet.jurisdiction,
        setBy: actor,
        replacedId: before?.id ?? null,
      }));
    await recordDefault(trx, actor, { jurisdiction, before, ruleSet });
    return after;
  });
}

/** Rules of a street are not for a county; those of a county are for its streets. */
async function ruleSetFor(db: Knex, jurisdiction: string, id: string): Promise<RuleSet> {
  const [ruleSet] = await findRuleSets(db, [id]);
  // What is for elsewhere is as if it did not exist: the asker may not be allowed to read it.
  if (ruleSet !== undefined && isFor(ruleSet, jurisdiction)) return ruleSet;
  throw refused("NOT_FOUND", "NOT_FOUND", {
    zh: `管辖范围“${jurisdiction}”内没有这个规则集；请先在该范围或其上级保存`,
    en: `There are no such rules for "${jurisdiction}": save them for it, or for what it lies in, first`,
  });
}

function unchanged(ruleSet: RuleSet | null): RefusedError {
  return refused(
    "CONFLICT",
    "UNCHANGED",
    ruleSet === null
      ? { zh: "该范围本来就没有自己的默认规则", en: "It has no default of its own already" }
      : {
          zh: `“${ruleSet.name}”第 ${ruleSet.version} 版已经是该范围的默认规则`,
          en: `Version ${ruleSet.version} of "${ruleSet.name}" is its default already`,
        },
  );
}

async function recordDefault(
  trx: Knex.Transaction,
  actor: Actor,
  change: {
    readonly jurisdiction: string;
    readonly before: DefaultRules | null;
    readonly ruleSet: RuleSet | null;
  },
): Promise<void> {
  const { jurisdiction, before, ruleSet } = change;
  await appendAudit(trx, [
    {
      actor,
      action: "SET_DEFAULT_RULES",
      subject: `Jurisdiction ${jurisdiction}`.trim(),
      communityId: null,
      before: before && { ruleSetId: before.ruleSetId },
      after: ruleSet && {
        ruleSetId: ruleSet.id,
        name: ruleSet.name,
        version: ruleSet.version,
        rules: ruleSet.rules,
      },
    },
  ]);
}

function refused(code: ErrorCode, userCode: string, message: Text): RefusedError {
  return new RefusedError(code, [{ code: userCode, message, path: ["ruleSetId"] }]);
}
