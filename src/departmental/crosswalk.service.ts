import type { Knex } from "knex";
import { scopeOf } from "../auth/policy";
import type { Viewer } from "../auth/viewer";
import { findCommunityByCode } from "../community/community.service";
import { DomainError } from "../errors";
import {
  toCrosswalk,
  unityOf,
  type Crosswalk,
  type CrosswalkBuilding,
  type CrosswalkGrid,
  type Unity,
} from "./crosswalk";
import {
  findCrosswalkInForce,
  findCrosswalkOfPlan,
  findRecordedCrosswalk,
  type VersionKey,
} from "./crosswalk.repository";
import type { Department, DepartmentalNetwork } from "./departmental";
import {
  findNetworks,
  findNetworksOfCommunities,
  findUsesOfCode,
  findVersionsOfNetworks,
  type CodeUse,
} from "./departmental.repository";

/** A crosswalk, and between what and what it is. */
export interface NetworkCrosswalk extends Crosswalk {
  readonly network: DepartmentalNetwork;
  /** The version of the network that it is of. */
  readonly versionId: string;
  /** The plan that it is against; null: the grids in force. */
  readonly planId: string | null;
  /** When it was recorded; null: it is as of now. */
  readonly recordedAt: Date | null;
}

/** Against what: the grids in force now, those of a moment, or a plan. */
export type Against = { readonly planId: string } | { readonly at: Date } | "IN_FORCE";

/** How a network lies to unified grids; null for a moment at which there was no network or no grid in force. */
export async function findCrosswalk(
  db: Knex,
  network: DepartmentalNetwork,
  against: Against,
): Promise<NetworkCrosswalk | null> {
  const { communityId, versionId } = network;
  const found = { network, versionId, planId: null, recordedAt: null };
  if (against === "IN_FORCE") {
    const buildings = await findCrosswalkInForce(db, { communityId, versionId });
    return { ...found, ...toCrosswalk(network, buildings) };
  }
  if ("planId" in against) {
    const { planId } = against;
    const buildings = await findCrosswalkOfPlan(db, { communityId, versionId, planId });
    return { ...found, planId, ...toCrosswalk(network, buildings) };
  }
  const { at } = against;
  const versions = await findVersionsOfNetworks(db, [network.id]);
  const version = versions.find(({ validFrom }) => validFrom <= at);
  if (version === undefined) return null;
  const record = await findRecordedCrosswalk(db, { versionId: version.id, at });
  if (record === null) return null;
  return {
    ...found,
    versionId: version.id,
    recordedAt: record.at,
    ...toCrosswalk(network, record.buildings),
  };
}

/** How every network of a community lies to a plan of it. */
export async function findCrosswalksOfPlan(
  db: Knex,
  plan: { readonly id: string; readonly communityId: string },
): Promise<NetworkCrosswalk[]> {
  const networks = await findNetworksOfCommunities(db, [plan.communityId]);
  const found: NetworkCrosswalk[] = [];
  for (const network of networks) {
    const crosswalk = await findCrosswalk(db, network, { planId: plan.id });
    if (crosswalk !== null) found.push(crosswalk);
  }
  return found;
}

/** Rule R10 for a community: how many grids of its departments lie wholly in one grid in force. */
export async function findUnity(db: Knex, communityId: string): Promise<Unity> {
  const grids: CrosswalkGrid[] = [];
  for (const network of await findNetworksOfCommunities(db, [communityId])) {
    const crosswalk = await findCrosswalk(db, network, "IN_FORCE");
    if (crosswalk !== null) grids.push(...crosswalk.departmentalGrids);
  }
  return unityOf(grids);
}

/** A grid code of a department. */
export interface CodeQuestion {
  readonly department: Department;
  readonly code: string;
  readonly networkName: string | null;
  /** 12-digit code in use. */
  readonly communityCode: string | null;
  /** null: now. */
  readonly at: Date | null;
}

/** All that is known of a department's grid code. */
export interface CodeLife {
  readonly department: Department;
  readonly code: string;
  readonly at: Date | null;
  /** Every version of a network that has it, newest first. */
  readonly uses: readonly CodeUse[];
  /** Where its last buildings are in unified grids; null where none were in force, or it had none. */
  readonly livesOnIn: CrosswalkGrid | null;
}

/** The life of a department's code, from its first version on; null where it was never used. */
export async function findCodeLife(
  db: Knex,
  viewer: Viewer | null,
  { department, code, networkName, communityCode, at }: CodeQuestion,
): Promise<CodeLife | null> {
  const community = communityCode === null ? null : await findCommunityByCode(db, communityCode);
  if (communityCode !== null && community === null) return null;
  const wish = { department, code, name: networkName, communityId: community?.id ?? null, at };
  const uses = await findUsesOfCode(db, wish, scopeOf(viewer, "READ"));
  if (uses.length === 0) return null;
  // In two communities, or in two networks, the code lives on in each by the last version that has it.
  const last = new Map<string, CodeUse>();
  for (const use of uses) {
    if (!last.has(use.version.networkId)) last.set(use.version.networkId, use);
  }
  const buildings = new Map<string, CrosswalkBuilding>();
  for (const { version } of last.values()) {
    const key = { versionId: version.id, communityId: version.communityId };
    for (const building of await buildingsAt(db, key, at)) {
      if (building.departmentalCode === code) buildings.set(building.buildingId, building);
    }
  }
  const [{ version }] = uses;
  const [network] = await findNetworks(db, [version.networkId]);
  if (network === undefined) throw new DomainError("NOT_FOUND", "The network is gone");
  const [livesOnIn] = toCrosswalk(network, [...buildings.values()]).departmentalGrids;
  return { department, code, at, uses, livesOnIn: livesOnIn ?? null };
}

async function buildingsAt(
  db: Knex,
  key: VersionKey,
  at: Date | null,
): Promise<readonly CrosswalkBuilding[]> {
  if (at === null) return findCrosswalkInForce(db, key);
  const { versionId } = key;
  return (await findRecordedCrosswalk(db, { versionId, at }))?.buildings ?? [];
}
