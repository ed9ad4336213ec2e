/** The grids in force: where a planner begins. */
import { useQuery } from "../core/query";
import { PlanLayers, type MapGrid } from "../plan/plan-layers";
import { GridsInForce } from "./community.generated";

const noGrids: readonly MapGrid[] = [];

export function InForceLayers({ communityId }: { communityId: string }) {
  const { data } = useQuery(GridsInForce, { id: communityId });
  return <PlanLayers grids={data?.community?.planInForce?.grids ?? noGrids} selected={null} />;
}
