/** What a wish for many communities means for each of them, decided when it is made. */
import type { Knex } from "knex";
import type { Community } from "../community/community";
import { findNetworks, findNetworksOfCommunities } from "../departmental/departmental.service";
import type { Text } from "../engine";
import { RefusedError } from "../refusal";
import { isFor } from "../rule-set/rule-set";
import { findDefaultsInUse, findRuleSets } from "../rule-set/rule-set.service";
import type { OwnWish } from "./job";
import type { PlansWish, StartWish } from "./plans-wish";

/**
 * The rule set and the departmental network of each community, by its id; those that have neither
 * are left out. Refused where what was asked for is not there, or not for all of them.
 */
export async function ownWishesOf(
  trx: Knex.Transaction,
  communities: readonly Community[],
  { rules, ruleSetId, startFrom }: PlansWish,
): Promise<Readonly<Record<string, OwnWish>>> {
  const own = new Map<string, OwnWish>();
  const add = (id: string, wish: OwnWish) => own.set(id, { ...own.get(id), ...wish });
  if (ruleSetId !== null) {
    await checkRuleSet(trx, communities, ruleSetId);
    for (const { id } of communities) add(id, { ruleSetId });
  } else if (rules === null) {
    const ids = communities.map(({ id }) => id);
    for (const [id, inUse] of await findDefaultsInUse(trx, ids)) {
      add(id, { ruleSetId: inUse.ruleSetId });
    }
  }
  if (startFrom !== null) {
    for (const [id, startVersionId] of await startsOf(trx, communities, startFrom)) {
      add(id, { startVersionId });
    }
  }
  return Object.fromEntries(own);
}

async function checkRuleSet(
  trx: Knex.Transaction,
  communities: readonly Community[],
  id: string,
): Promise<void> {
  const [ruleSet] = await findRuleSets(trx, [id]);
  const served =
    ruleSet === undefined ? [] : communities.filter(({ code }) => isFor(ruleSet, code));
  if (served.length === communities.length) return;
  const path = ["ruleSetId"];
  // What is for none of them may be what the viewer may not read.
  if (ruleSet === undefined || served.length === 0) {
    throw refused("NOT_FOUND", path, {
      zh: "没有适用于这些社区的这个规则集",
      en: "There are no such rules for these communities",
    });
  }
  const others = communities.length - served.length;
  const { name, jurisdiction } = ruleSet;
  throw refused("RULES_OF_ELSEWHERE", path, {
    zh: `“${name}”只用于代码以 ${jurisdiction} 开头的社区，另有 ${others} 个社区不在其中；请分开编制，或在上级范围另存`,
    en:
      `"${name}" is for communities of ${jurisdiction}, and ${others} are not: plan those apart, or ` +
      `save the rules for a larger jurisdiction`,
  });
}

/** The version in use of the network that each community starts from, by community. */
async function startsOf(
  trx: Knex.Transaction,
  communities: readonly Community[],
  wish: StartWish,
): Promise<ReadonlyMap<string, string>> {
  const ids = communities.map(({ id }) => id);
  if ("networkId" in wish) {
    const [network] = await findNetworks(trx, [wish.networkId]);
    if (network !== undefined && ids.every((id) => id === network.communityId)) {
      return new Map([[network.communityId, network.versionId]]);
    }
    throw refused("NOT_FOUND", ["startFrom", "networkId"], {
      zh: "该社区没有这个部门网格体系",
      en: "The community has no such departmental network",
    });
  }
  const { department, networkName } = wish;
  const networks = (await findNetworksOfCommunities(trx, ids)).filter(
    ({ name, ...network }) =>
      network.department === department && (networkName == null || name === networkName),
  );
  if (networks.length === 0) {
    throw refused("NOT_FOUND", ["startFrom"], {
      zh: "这些社区都没有该部门的网格体系；请先导入，或不指定起始网格",
      en: "None of the communities has a network of the department: import one, or leave startFrom out",
    });
  }
  const starts = new Map(networks.map(({ communityId, versionId }) => [communityId, versionId]));
  if (starts.size < networks.length) throw severalNetworks(communities, networks);
  return starts;
}

function severalNetworks(
  communities: readonly Community[],
  networks: readonly { readonly communityId: string; readonly name: string }[],
): RefusedError {
  const first = networks.find(
    ({ communityId }, i) => networks.findIndex((one) => one.communityId === communityId) !== i,
  );
  const community = communities.find(({ id }) => id === first?.communityId)?.name ?? "";
  const names = networks
    .filter(({ communityId }) => communityId === first?.communityId)
    .map((one) => one.name);
  return refused("SEVERAL_NETWORKS", ["startFrom", "networkName"], {
    zh: `${community}有该部门的多个网格体系（${names.join("、")}），请写明名称`,
    en: `${community} has several networks of the department (${names.join(", ")}): name one`,
  });
}

function refused(code: string, path: readonly string[], message: Text): RefusedError {
  return new RefusedError(code === "NOT_FOUND" ? code : "BAD_INPUT", [{ code, message, path }]);
}
