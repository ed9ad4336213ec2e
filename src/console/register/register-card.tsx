/** A grid of the register: its code, four limits, who serves it, and its story. */
import { format, both, says } from "../core/language";
import { useQuery } from "../core/query";
import { go, linkTo, linkToView } from "../core/route";
import { statusOf, statusSigns } from "../map/grid-status";
import { BandBar } from "../ui/band-bar";
import { Await, Note } from "../ui/note";
import { RegisterEntry, type RegisterEntryQuery } from "./register.generated";
import { dutyWords, kindWords } from "./register-words";

type Entry = NonNullable<RegisterEntryQuery["grid"]>;
type Story = NonNullable<RegisterEntryQuery["gridCode"]>;

const say = says({
  close: { zh: "关闭", en: "Close" },
  card: { zh: "网格 {code}", en: "Grid {code}" },
  notThen: { zh: "此编码当日不在名册中", en: "This code was not in force on that day" },
  neverIssued: { zh: "从未核发过此编码", en: "This code was never issued" },
  households: { zh: "户数", en: "Households" },
  ofBand: { zh: "{n} 户（{min}–{max}）", en: "{n} ({min}–{max})" },
  residents: { zh: "人口", en: "Residents" },
  buildings: { zh: "楼栋", en: "Buildings" },
  estates: { zh: "小区", en: "Estates" },
  area: { zh: "面积", en: "Area" },
  kind: { zh: "类型", en: "Kind" },
  since: { zh: "施行", en: "In force" },
  period: { zh: "{from} 至 {to}", en: "{from} to {to}" },
  from: { zh: "{from} 起", en: "from {from}" },
  limits: { zh: "四至", en: "Four limits" },
  east: { zh: "东至", en: "East" },
  south: { zh: "南至", en: "South" },
  west: { zh: "西至", en: "West" },
  north: { zh: "北至", en: "North" },
  staff: { zh: "人员", en: "Staff" },
  noStaff: { zh: "尚未配备人员", en: "Nobody is assigned yet" },
  fullTime: { zh: "专职", en: "full time" },
  before: { zh: "历任", en: "Before" },
  findings: { zh: "核查问题", en: "Findings" },
  story: { zh: "沿革", en: "History" },
  replacedBy: { zh: "现由下列网格替代", en: "Replaced today by" },
  share: { zh: "{code}（{share} 户数）", en: "{code} ({share} of the households)" },
  plan: { zh: "方案", en: "Plan" },
});

export function RegisterCard({ code, at }: { code: string; at: string | null }) {
  const entry = useQuery(RegisterEntry, { code, at });
  return (
    <aside class="card register-card" id="card" data-grid={code} aria-label={say("card", { code })}>
      <button
        type="button"
        class="close register-close"
        aria-label={say("close")}
        onClick={() => go({ grid: null })}
      >
        ×
      </button>
      <h2 class="code register-code">{code}</h2>
      <Await query={entry}>
        {({ grid, gridCode }) => (
          <>
            {grid === null ? (
              <Note title={gridCode === null ? say("neverIssued") : say("notThen")} />
            ) : (
              <Facts entry={grid} />
            )}
            {gridCode !== null && <History story={gridCode} />}
          </>
        )}
      </Await>
    </aside>
  );
}

function Facts({ entry }: { entry: Entry }) {
  const { grid, households } = entry;
  const { limits, band } = grid;
  return (
    <>
      {grid.name !== null && <p class="register-name">{grid.name}</p>}
      <p class={`register-status status-${statusOf(grid)}`}>
        {statusSigns[statusOf(grid)]} {both(grid.reason)}
      </p>
      <BandBar grid={grid} households={households} />
      <dl class="register-facts">
        <Fact name={say("kind")}>{kindWords(entry.kind)}</Fact>
        <Fact name={say("households")}>
          {band === null
            ? households
            : say("ofBand", { n: households, min: band.min, max: band.max })}
        </Fact>
        <Fact name={say("residents")}>{format.number(grid.residents)}</Fact>
        <Fact name={say("buildings")}>{format.number(grid.buildingCount)}</Fact>
        <Fact name={say("area")}>{format.area(grid.areaM2)}</Fact>
        {grid.estates.length > 0 && <Fact name={say("estates")}>{format.list(grid.estates)}</Fact>}
        <Fact name={say("since")}>
          {entry.validTo === null
            ? say("from", { from: format.day(entry.validFrom) })
            : say("period", { from: format.day(entry.validFrom), to: format.day(entry.validTo) })}
        </Fact>
        <Fact name={say("plan")}>
          <a href={linkToView("plan", { plan: entry.plan.id })}>
            {entry.plan.name ?? entry.plan.filingNumber ?? say("plan")}
          </a>
        </Fact>
      </dl>
      {limits !== null && (
        <>
          <h3>{say("limits")}</h3>
          <dl class="register-facts">
            <Fact name={say("east")}>{both(limits.east)}</Fact>
            <Fact name={say("south")}>{both(limits.south)}</Fact>
            <Fact name={say("west")}>{both(limits.west)}</Fact>
            <Fact name={say("north")}>{both(limits.north)}</Fact>
          </dl>
        </>
      )}
      <StaffOf entry={entry} />
      {grid.findings.length > 0 && (
        <>
          <h3>{say("findings")}</h3>
          <ul class="register-lines">
            {grid.findings.map(({ key, message }) => (
              <li key={key}>{both(message)}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function StaffOf({ entry: { staff, staffHistory } }: { entry: Entry }) {
  const past = staffHistory.filter(({ id }) => staff.every((one) => one.id !== id));
  return (
    <>
      <h3>{say("staff")}</h3>
      {staff.length === 0 && <p class="muted">{say("noStaff")}</p>}
      <ul class="register-lines" id="staff">
        {staff.map(({ id, name, duty, fullTime }) => (
          <li key={id}>
            {name} · {dutyWords(duty)}
            {fullTime && ` · ${say("fullTime")}`}
          </li>
        ))}
      </ul>
      {past.length > 0 && (
        <details>
          <summary>{say("before")}</summary>
          <ul class="register-lines">
            {past.map(({ id, name, duty, validFrom, validTo }) => (
              <li key={id}>
                {name} · {dutyWords(duty)} ·{" "}
                {say("period", {
                  from: format.day(validFrom),
                  to: validTo === null ? "…" : format.day(validTo),
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function History({ story }: { story: Story }) {
  return (
    <>
      <h3>{say("story")}</h3>
      <ol class="register-lines" id="story">
        {story.events.map(({ at, kind, text }) => (
          <li key={`${at} ${kind}`}>
            <time datetime={at}>{format.day(at)}</time> {both(text)}
          </li>
        ))}
      </ol>
      {story.retiredAt !== null && story.replacedBy.length > 0 && (
        <>
          <h3>{say("replacedBy")}</h3>
          <ul class="register-lines">
            {story.replacedBy.map(({ code, share }) => (
              <li key={code}>
                <a href={linkTo({ grid: code, at: null })}>
                  {say("share", { code, share: format.percent(share) })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
