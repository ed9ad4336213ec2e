/** What the listed buildings come to. */
import { format, says } from "../core/language";
import type { LedgerTotals } from "./ledger-lines";

const say = says({
  totals: { zh: "合计", en: "Totals" },
  households: { zh: "户数", en: "Households" },
  buildings: { zh: "楼栋", en: "Buildings" },
  buildingsOf: { zh: "{n}/{all}", en: "{n} of {all}" },
  estates: { zh: "小区", en: "Estates" },
  residents: { zh: "人口（已知）", en: "Residents (known)" },
  specialHouseholds: { zh: "特殊人群户", en: "Special households" },
});

/** `of`: how many buildings there are in all, where not all are listed. */
export function Totals({ totals, of }: { totals: LedgerTotals; of: number | null }) {
  const buildings =
    of === null
      ? format.number(totals.buildings)
      : say("buildingsOf", { n: totals.buildings, all: of });
  return (
    <dl class="totals" id="ledger-totals" aria-label={say("totals")}>
      <Total name="households" title={say("households")} text={format.number(totals.households)} />
      <Total name="buildings" title={say("buildings")} text={buildings} />
      <Total name="estates" title={say("estates")} text={format.number(totals.estates)} />
      {totals.residents > 0 && (
        <Total name="residents" title={say("residents")} text={format.number(totals.residents)} />
      )}
      {totals.specialHouseholds > 0 && (
        <Total
          name="specialHouseholds"
          title={say("specialHouseholds")}
          text={format.number(totals.specialHouseholds)}
        />
      )}
    </dl>
  );
}

function Total({ name, title, text }: { name: string; title: string; text: string }) {
  return (
    <div data-total={name}>
      <dt>{title}</dt>
      <dd>{text}</dd>
    </div>
  );
}
