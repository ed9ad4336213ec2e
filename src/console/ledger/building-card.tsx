/** All that the ledger says of one building. */
import { useEffect } from "preact/hooks";
import { format, says } from "../core/language";
import type { Building } from "../ground/ground";
import { categoryWords } from "./category-words";
import { buildingTitle } from "./ledger-lines";

const say = says({
  close: { zh: "关闭", en: "Close" },
  id: { zh: "编码", en: "Id" },
  estate: { zh: "小区", en: "Estate" },
  estateOld: { zh: "{name}（老旧小区）", en: "{name} (old estate)" },
  category: { zh: "用途", en: "Use" },
  households: { zh: "户数", en: "Households" },
  specialHouseholds: { zh: "其中特殊人群", en: "– special populations" },
  residents: { zh: "人口", en: "Residents" },
  units: { zh: "单元", en: "Stairwell units" },
  floors: { zh: "层数", en: "Floors" },
  builtYear: { zh: "建成年份", en: "Built" },
  floorArea: { zh: "建筑面积", en: "Floor area" },
  squareMetres: { zh: "{n} 平方米", en: "{n} m²" },
  unknown: { zh: "未知", en: "not known" },
  none: { zh: "无", en: "none" },
});

export function BuildingCard(props: { building: Building; onClose: () => void }) {
  const { building, onClose } = props;
  const known = (value: number | null): string =>
    value === null ? say("unknown") : format.number(value);
  const { estate, builtYear, floorAreaM2 } = building;
  useEffect(() => {
    const close = ({ key }: KeyboardEvent): void => {
      if (key === "Escape") onClose();
    };
    document.addEventListener("keydown", close);
    return () => document.removeEventListener("keydown", close);
  });
  const facts: readonly (readonly [string, string])[] = [
    [say("id"), building.externalId],
    [
      say("estate"),
      estate === null
        ? say("none")
        : estate.oldEstate === true
          ? say("estateOld", { name: estate.name })
          : estate.name,
    ],
    [say("category"), categoryWords(building.category)],
    [say("households"), format.number(building.households)],
    [say("specialHouseholds"), format.number(building.specialHouseholds)],
    [say("residents"), known(building.residents)],
    [say("units"), known(building.units)],
    [say("floors"), known(building.floors)],
    [say("builtYear"), builtYear === null ? say("unknown") : String(builtYear)],
    [
      say("floorArea"),
      floorAreaM2 === null
        ? say("unknown")
        : say("squareMetres", { n: format.number(Math.round(floorAreaM2)) }),
    ],
  ];
  return (
    <aside class="card building-card" id="card" data-building={building.externalId}>
      <header>
        <h3>{buildingTitle(building)}</h3>
        <button type="button" class="close" aria-label={say("close")} onClick={onClose}>
          ×
        </button>
      </header>
      <dl>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </aside>
  );
}
