import type { Knex } from "knex";
import { appendAudit } from "../audit/audit.repository";
import { authorizeThroughout } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import type { Text } from "../engine";
import { RefusedError, type Refusal } from "../refusal";
import { checkJurisdiction } from "./jurisdiction";
import { areSameRules, type RuleSet } from "./rule-set";
import { insertRuleSet, lockNewestRuleSet } from "./rule-set.repository";
import { refuseRules, toRules, type RulesWish } from "./rules-wish";

/** Rules that somebody wants to find again under a name. */
export interface SaveWish {
  readonly jurisdiction: string;
  readonly name: string;
  readonly rules: RulesWish;
  readonly note?: string | null;
  /** The newest version that the asker has seen, 0 for none; left out: whatever there is. */
  readonly expectedVersion?: number | null;
}

/**
 * Saves rules as the next version of a name in a jurisdiction. Earlier versions stay, and so does
 * every default and every plan that uses one.
 */
export async function saveRules(db: Knex, viewer: Viewer | null, wish: SaveWish): Promise<RuleSet> {
  const { jurisdiction } = wish;
  checkJurisdiction(jurisdiction);
  const savedBy = authorizeThroughout(viewer, "SAVE_RULES", jurisdiction);
  const [name, note] = [wish.name.trim(), (wish.note ?? "").trim()];
  const faults = [
    ...refuseText("name", name, [1, 100]),
    ...refuseText("note", note, [0, 1000]),
    ...refuseRules(wish.rules),
  ];
  if (faults.length > 0) throw new RefusedError("BAD_INPUT", faults);
  const rules = toRules(wish.rules);
  return db.transaction(async (trx) => {
    const newest = await lockNewestRuleSet(trx, { jurisdiction, name });
    checkNewest(newest, wish.expectedVersion);
    if (newest !== null && areSameRules(newest.rules, rules)) {
      throw refused("SAME_RULES", "rules", {
        zh: `“${name}”第 ${newest.version} 版就是这些数字，无需另存`,
        en: `Version ${newest.version} of "${name}" has these very numbers: use it as it is`,
      });
    }
    const version = (newest?.version ?? 0) + 1;
    const numbers = { jurisdiction, name, version, rules, note: note === "" ? null : note };
    const saved = await insertRuleSet(trx, { ...numbers, savedBy });
    await appendAudit(trx, [
      {
        actor: savedBy,
        action: "SAVE_RULES",
        subject: `RuleSet ${saved.id}`,
        communityId: null,
        before: newest === null ? null : { version: newest.version, rules: newest.rules },
        after: numbers,
      },
    ]);
    return saved;
  });
}

function checkNewest(newest: RuleSet | null, expected: number | null | undefined): void {
  const version = newest?.version ?? 0;
  if (expected == null || expected === version) return;
  throw refused("CONFLICT", "expectedVersion", {
    zh:
      newest === null
        ? "还没有这个名称的规则集；新建时版本填 0"
        : `${newest.savedBy.name}已保存第 ${version} 版，请先查看再决定是否另存`,
    en:
      newest === null
        ? "There are no rules of this name yet: expect version 0 to begin"
        : `${newest.savedBy.name} has saved version ${version}: look at it before you save another`,
  });
}

/** Anything that can be read, but for the signs that no keyboard has; a note may have several lines. */
const UNREADABLE = /(?![\n\r\t])\p{Cc}/u;

function refuseText(field: string, text: string, [min, max]: readonly [number, number]): Refusal[] {
  if (UNREADABLE.test(text)) {
    const message = { zh: `${field}：含有控制字符`, en: `${field}: it has control characters` };
    return [{ code: "BAD_TEXT", message, path: [field] }];
  }
  if (min <= text.length && text.length <= max) return [];
  const message = {
    zh: `${field}：应为 ${min} 至 ${max} 个字，现为 ${text.length} 个字`,
    en: `${field}: expected ${min} to ${max} characters, got ${text.length}`,
  };
  return [{ code: "BAD_LENGTH", message, path: [field] }];
}

function refused(code: string, field: string, message: Text): RefusedError {
  return new RefusedError("CONFLICT", [{ code, message, path: [field] }]);
}
