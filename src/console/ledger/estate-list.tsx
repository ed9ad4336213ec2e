/** The estates of the ledger; choosing one lists its buildings and shows them on the map. */
import { says } from "../core/language";
import type { EstateLine } from "./ledger-lines";

const say = says({
  estates: { zh: "小区", en: "Estates" },
  none: { zh: "台账没有给出小区。", en: "The ledger names no estates." },
  buildings: { zh: "{n} 栋", en: "{n} building|{n} buildings" },
  households: { zh: "{n} 户", en: "{n} hh" },
  old: { zh: "老旧小区", en: "old estate" },
  notOld: { zh: "非老旧小区", en: "flagged as not old" },
  years: { zh: "{from}–{to} 年建成", en: "built {from}–{to}" },
  year: { zh: "{from} 年建成", en: "built {from}" },
});

export function EstateList(props: {
  estates: readonly EstateLine[];
  chosen: string | null;
  onChoose: (id: string) => void;
}) {
  const { estates, chosen, onChoose } = props;
  if (estates.length === 0) return <p class="note">{say("none")}</p>;
  return (
    <ul class="estates" id="ledger-estates" aria-label={say("estates")}>
      {estates.map((estate) => (
        <li key={estate.id}>
          <button
            type="button"
            class="ledger-line"
            data-estate={estate.name}
            aria-current={estate.id === chosen ? "true" : undefined}
            onClick={() => onChoose(estate.id)}
          >
            <span class="ledger-name">{estate.name}</span>
            <span class="ledger-households">{say("households", { n: estate.households })}</span>
            <span class="muted fine ledger-estate">{facts(estate)}</span>
            <span class="muted fine ledger-built">{say("buildings", { n: estate.buildings })}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function facts({ oldEstate, builtFrom, builtTo }: EstateLine): string {
  const flag = oldEstate === null ? [] : [say(oldEstate ? "old" : "notOld")];
  if (builtFrom === null || builtTo === null) return flag.join(" · ");
  const years =
    builtFrom === builtTo
      ? say("year", { from: String(builtFrom) })
      : say("years", { from: String(builtFrom), to: String(builtTo) });
  return [...flag, years].join(" · ");
}
