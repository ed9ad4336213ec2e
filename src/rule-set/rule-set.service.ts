export { findDefaultsInUse, findDefaultsOfRuleSets } from "./default-rules.repository";
export { setDefaultRules } from "./default-rules.service";
export {
  findRuleSets,
  findRuleSetsInScope,
  findRuleSetVersions,
  pageRuleSets,
} from "./rule-set.repository";
export { saveRules } from "./save-rules.service";
