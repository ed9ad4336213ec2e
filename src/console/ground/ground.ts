/** The ground of a community: what lies on it, whatever the plan. Fetched once, and shared by views. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { ask } from "../core/client";
import { useQuery, type Query } from "../core/query";
import {
  CommunityByCode,
  CommunityById,
  GroundBarriers,
  GroundBuildings,
  type CommunityHeadFragment,
  type GroundBarriersQuery,
  type GroundBuildingsQuery,
} from "./ground.generated";

export type Community = CommunityHeadFragment;
export type Building = NonNullable<GroundBuildingsQuery["community"]>["buildings"]["nodes"][number];
export type Barrier = NonNullable<GroundBarriersQuery["community"]>["barriers"]["nodes"][number];

/** Everything on the ground of a community. */
export interface Ground {
  readonly communityId: string;
  readonly buildings: readonly Building[];
  readonly barriers: readonly Barrier[];
}

const pageSize = 500;

/** The community with this 12-digit code or, failing that shape, this id; null in it: there is none. */
export function useCommunity(key: string | null): Query<{ community: Community | null }> {
  const isCode = key !== null && /^\d{12}$/.test(key);
  return useQuery<{ community: Community | null }, { key: string }>(
    isCode ? CommunityByCode : CommunityById,
    key === null ? null : { key },
  );
}

/** What a view knows of the ground. */
export interface GroundQuery {
  readonly ground: Ground | null;
  readonly fault: unknown;
  readonly reload: () => void;
}

/** The ground of a community; fetched when it is first asked for, and kept until it is forgotten. */
export function useGround(communityId: string | null): GroundQuery {
  const found = useSignal<{ ground: Ground | null; fault: unknown }>({ ground: null, fault: null });
  const round = useSignal(0);
  useEffect(() => {
    found.value = { ground: null, fault: null };
    if (communityId === null) return undefined;
    let isCurrent = true;
    groundOf(communityId).then(
      (ground) => {
        if (isCurrent) found.value = { ground, fault: null };
      },
      (fault: unknown) => {
        grounds.delete(communityId);
        if (isCurrent) found.value = { ground: null, fault };
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [communityId, round.value, found]);
  return { ...found.value, reload: () => void round.value++ };
}

/** After the ledger has changed. */
export function forgetGrounds(): void {
  grounds.clear();
}

const grounds = new Map<string, Promise<Ground>>();

function groundOf(communityId: string): Promise<Ground> {
  const known = grounds.get(communityId);
  if (known !== undefined) return known;
  const asked = fetchGround(communityId);
  grounds.set(communityId, asked);
  return asked;
}

async function fetchGround(communityId: string): Promise<Ground> {
  const [buildings, barriers] = await Promise.all([
    allPages(async (after) => {
      const page = { communityId, first: pageSize, after };
      return (await ask(GroundBuildings, page)).community?.buildings;
    }),
    allPages(async (after) => {
      const page = { communityId, first: pageSize, after };
      return (await ask(GroundBarriers, page)).community?.barriers;
    }),
  ]);
  return { communityId, buildings, barriers };
}

interface Page<Item> {
  readonly nodes: readonly Item[];
  readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
}

/** Reads a connection to its end; a community that has vanished meanwhile has nothing. */
export async function allPages<Item>(
  fetchAfter: (after: string | null) => Promise<Page<Item> | undefined>,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  let after: string | null = null;
  for (;;) {
    const page: Page<Item> | undefined = await fetchAfter(after);
    if (page === undefined) return items;
    items.push(...page.nodes);
    if (!page.pageInfo.hasNextPage) return items;
    after = page.pageInfo.endCursor;
  }
}
