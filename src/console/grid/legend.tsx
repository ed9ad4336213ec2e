/** What the colours and lines of the map mean; folded away where the screen is small. */
import type { ComponentChildren } from "preact";
import { useSignal } from "@preact/signals";
import { says } from "../core/language";
import { gridStatuses, statusSigns } from "../map/grid-status";
import { barrierColours, barrierKinds, buildingColours, buildingLooks } from "../map/palette";
import { StatusSwatch, statusWords } from "./status-words";
import "./legend.css";

const say = says({
  legend: { zh: "图例", en: "Legend" },
  grids: { zh: "网格", en: "Grids" },
  buildings: { zh: "楼栋", en: "Buildings" },
  barriers: { zh: "分界线", en: "Barriers" },
  RESIDENTIAL: { zh: "住宅", en: "Residential" },
  OLD: { zh: "老旧小区", en: "Old estate" },
  OFFICE: { zh: "写字楼", en: "Office" },
  MARKET: { zh: "市场", en: "Market" },
  PUBLIC_VENUE: { zh: "公共场馆", en: "Public venue" },
  OTHER: { zh: "其他", en: "Other" },
  ROAD: { zh: "道路", en: "Road" },
  RIVER: { zh: "河流", en: "River" },
  RAILWAY: { zh: "铁路", en: "Railway" },
  WALL: { zh: "围墙", en: "Wall" },
});

export function Legend() {
  const isOpen = useSignal(window.matchMedia("(min-width: 1500px)").matches);
  return (
    <details
      class="legend"
      id="legend"
      open={isOpen.value}
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open;
      }}
    >
      <summary>{say("legend")}</summary>
      <LegendItems />
    </details>
  );
}

/** The items alone, as a print view wants them. */
export function LegendItems() {
  return (
    <div class="legend-groups">
      <Group name={say("grids")}>
        {gridStatuses.map((status) => (
          <li key={status}>
            <StatusSwatch status={status} />
            {`${statusWords(status)} ${statusSigns[status]}`.trim()}
          </li>
        ))}
      </Group>
      <Group name={say("buildings")}>
        {buildingLooks.map((look) => (
          <li key={look}>
            <span
              class="swatch solid"
              style={{ "--colour": buildingColours[look] }}
              aria-hidden="true"
            />
            {say(look)}
          </li>
        ))}
      </Group>
      <Group name={say("barriers")}>
        {barrierKinds.map((kind) => (
          <li key={kind}>
            <span
              class={`line line-${kind}`}
              style={{ "--colour": barrierColours[kind] }}
              aria-hidden="true"
            />
            {say(kind)}
          </li>
        ))}
      </Group>
    </div>
  );
}

function Group({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section>
      <h4>{name}</h4>
      <ul>{children}</ul>
    </section>
  );
}
