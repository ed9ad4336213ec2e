/** Which grid each building of a draft is in. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../core/client";
import { allPages } from "../ground/ground";
import { MoreMembers, type EditStateQuery } from "./editing.generated";

export type EditState = NonNullable<EditStateQuery["plan"]>;
type Members = readonly (readonly [buildingId: string, gridId: string])[];

const nobody: Members = [];

/** Grid ids by building. Those of grids with more than a page of buildings follow when they are here. */
export function useMembers(state: EditState): ReadonlyMap<string, string> {
  const more = useSignal<Members>(nobody);
  useEffect(() => {
    more.value = nobody;
    let isCurrent = true;
    const large = state.grids.filter(({ buildings }) => buildings.pageInfo.hasNextPage);
    if (large.length === 0) return undefined;
    void Promise.all(large.map(restOf)).then((found) => {
      if (isCurrent) more.value = found.flat();
    });
    return () => {
      isCurrent = false;
    };
  }, [state, more]);
  const rest = more.value;
  return useMemo(() => {
    const first = state.grids.flatMap(({ id, buildings }) => pairs(buildings.nodes, id));
    return new Map([...first, ...rest]);
  }, [state, rest]);
}

async function restOf({ id, buildings }: EditState["grids"][number]): Promise<Members> {
  const { endCursor } = buildings.pageInfo;
  const nodes = await allPages(async (after) => {
    const { node } = await ask(MoreMembers, { gridId: id, after: after ?? endCursor });
    return node !== null && "buildings" in node ? node.buildings : undefined;
  });
  return pairs(nodes, id);
}

function pairs(nodes: readonly { readonly id: string }[], gridId: string): Members {
  return nodes.map(({ id }) => [id, gridId] as const);
}
