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
  findCrosswalksInForce,
  findCrosswalksOfPlan,
  findRecordedCrosswalk,
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

/** How networks lie to the grids in force now, by network. */
export async function findCrosswalks(
  db: Knex,
  networks: readonly DepartmentalNetwork[],
): Promise<Map<string, NetworkCrosswalk>> {
  const versionIds = networks.map(({ versionId }) => versionId);
  return crosswalksOf(networks, await findCrosswalksInForce(db, versionIds), null);
}

/** How networks of a plan's community lie to it, by network. */
export async function findCrosswalksAgainstPlan(
  db: Knex,
  networks: readonly DepartmentalNetwork[],
  planId: string,
): Promise<Map<string, NetworkCrosswalk>> {
  const versionIds = networks.map(({ versionId }) => versionId);
  return crosswalksOf(networks, await findCrosswalksOfPlan(db, planId, versionIds), planId);
}

/** How a network lay to the grids in force at a moment; null where one of them was not there. */
export async function findCrosswalkAt(
  db: Knex,
  network: DepartmentalNetwork,
  at: Date,
): Promise<NetworkCrosswalk | null> {
  const versions = await findVersionsOfNetworks(db, [network.id]);
  const version = versions.find(({ validFrom }) => validFrom <= at);
  if (version === undefined) return null;
  const record = await findRecordedCrosswalk(db, { versionId: version.id, at });
  if (record === null) return null;
  return {
    network,
    versionId: version.id,
    planId: null,
    recordedAt: record.at,
    ...toCrosswalk(network, record.buildings),
  };
}

function crosswalksOf(
  networks: readonly DepartmentalNetwork[],
  buildings: ReadonlyMap<string, readonly CrosswalkBuilding[]>,
  planId: string | null,
): Map<string, NetworkCrosswalk> {
  return new Map(
    networks.map((network) => {
      const { id, versionId } = network;
      const crosswalk = toCrosswalk(network, buildings.get(versionId) ?? []);
      return [id, { network, versionId, planId, recordedAt: null, ...crosswalk }];
    }),
  );
}

/** How every network of a plan's community lies to it, by department and name. */
export async function findCrosswalksOfCommunity(
  db: Knex,
  plan: { readonly id: string; readonly communityId: string },
): Promise<NetworkCrosswalk[]> {
  const networks = await findNetworksOfCommunities(db, [plan.communityId]);
  return [...(await findCrosswalksAgainstPlan(db, networks, plan.id)).values()];
}

/** Rule R10 for communities: how many grids of departments lie wholly in one grid in force. */
export async function findUnities(
  db: Knex,
  communityIds: readonly string[],
): Promise<Map<string, Unity>> {
  const networks = await findNetworksOfCommunities(db, communityIds);
  const crosswalks = [...(await findCrosswalks(db, networks)).values()];
  return new Map(
    communityIds.map((id) => {
      const own = crosswalks.filter(({ network }) => network.communityId === id);
      return [id, unityOf(own.flatMap(({ departmentalGrids }) => departmentalGrids))];
    }),
  );
}

/** Rule R10 as a plan would have it: how many grids of departments lie wholly in one of its grids. */
export async function findUnityOfPlan(
  db: Knex,
  plan: { readonly id: string; readonly communityId: string },
): Promise<Unity> {
  const crosswalks = await findCrosswalksOfCommunity(db, plan);
  return unityOf(crosswalks.flatMap(({ departmentalGrids }) => departmentalGrids));
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
    for (const building of await buildingsAt(db, version.id, at)) {
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
  versionId: string,
  at: Date | null,
): Promise<readonly CrosswalkBuilding[]> {
  if (at === null) return (await findCrosswalksInForce(db, [versionId])).get(versionId) ?? [];
  return (await findRecordedCrosswalk(db, { versionId, at }))?.buildings ?? [];
}
