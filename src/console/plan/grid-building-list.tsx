/** The buildings of a grid, asked for when somebody opens the list. */
import { useSignal } from "@preact/signals";
import { says } from "../core/language";
import { useQuery } from "../core/query";
import { Await } from "../ui/note";
import { GridBuildings } from "./plan.generated";

const say = says({
  buildings: { zh: "楼栋清单", en: "List of buildings" },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  none: { zh: "此网格没有楼栋。", en: "There are no buildings in this grid." },
  of: { zh: "{estate} {name}", en: "{estate} {name}" },
});

export function GridBuildingList({ gridId }: { gridId: string }) {
  const isOpen = useSignal(false);
  const query = useQuery(GridBuildings, isOpen.value ? { gridId } : null);
  return (
    <details
      class="building-list"
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{say("buildings")}</summary>
      {isOpen.value && (
        <Await query={query}>
          {({ node }) => {
            const buildings = node !== null && "buildings" in node ? node.buildings.nodes : [];
            if (buildings.length === 0) return <p class="muted">{say("none")}</p>;
            return (
              <ul>
                {buildings.map((building) => (
                  <li key={building.id}>
                    <span>{buildingName(building)}</span>
                    <span class="figure-right">
                      {say("households", { n: building.households })}
                    </span>
                  </li>
                ))}
              </ul>
            );
          }}
        </Await>
      )}
    </details>
  );
}

/** What people call a building: its estate and its name, or what the data set calls it. */
export function buildingName(building: {
  readonly externalId: string;
  readonly name: string | null;
  readonly estate: { readonly name: string } | null;
}): string {
  const { name, externalId, estate } = building;
  const own = name ?? externalId;
  return estate === null || own.startsWith(estate.name)
    ? own
    : say("of", { estate: estate.name, name: own });
}
