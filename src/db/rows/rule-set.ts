/** Rows of planning rules that were saved under a name. */
import type { Rules } from "../../engine";
import type { ActorRow } from "./history";

/** One version of the rules of one name. */
export interface RuleSetRow {
  id: string;
  jurisdiction: string;
  name: string;
  version: number;
  rules: Rules;
  note: string | null;
  saved_by: ActorRow;
  saved_at: Date;
}

/** What proposals in a jurisdiction use, for a time. */
export interface DefaultRulesRow {
  id: string;
  jurisdiction: string;
  rule_set_id: string;
  rule_set_jurisdiction: string;
  set_by: ActorRow;
  valid_from: Date;
  /** null: in use. */
  valid_to: Date | null;
  ended_by: ActorRow | null;
}
