/** The register (网格名册): what is and was in force, on any day. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { format, says } from "../core/language";
import { useQuery } from "../core/query";
import { go, linkTo, linkToView, route } from "../core/route";
import { GroundLayers } from "../ground/ground-layers";
import { useCommunity, useGround, type Community } from "../ground/ground";
import { statusOf, statusSigns } from "../map/grid-status";
import { useMapClick } from "../map/overlay";
import { BandBar } from "../ui/band-bar";
import { Await, Note } from "../ui/note";
import { DateSlider } from "./date-slider";
import { CommunityMap, RegisterMap, REGISTER_LAYER } from "./register-layers";
import { RegisterCard } from "./register-card";
import { RegisterOf, type RegisterOfQuery } from "./register.generated";
import { RegisterList } from "./register-list";
import { ShareBox } from "./share-box";
import "./register.css";

type Entry = RegisterOfQuery["registeredGrids"]["nodes"][number];

/** A community has fewer grids than this. */
const MAX_GRIDS = 500;

const say = says({
  register: { zh: "网格名册", en: "Register of grids" },
  all: { zh: "全部社区", en: "All communities" },
  unknown: { zh: "没有这个社区", en: "There is no such community" },
  none: { zh: "当日尚无生效的网格", en: "No grids were in force on that day" },
  noneHint: {
    zh: "请选择其他日期，或先公布施行一个划分方案。",
    en: "Choose another day, or put a plan in force first.",
  },
  count: {
    zh: "{n} 个网格，{households} 户",
    en: "{n} grid, {households} households|{n} grids, {households} households",
  },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  filed: { zh: "备案编号 {number}", en: "filed as {number}" },
  since: { zh: "{date} 起施行", en: "in force since {date}" },
  plan: { zh: "所依据的方案", en: "The plan behind it" },
  print: { zh: "公告打印版", en: "Print for public notice" },
  list: { zh: "生效的网格", en: "Grids in force" },
});

export function RegisterView() {
  const { community: key } = route.value;
  return key === null ? <WholeRegister /> : <CommunityRegister communityKey={key} />;
}

function WholeRegister() {
  useMapClick([REGISTER_LAYER], (feature) => {
    const { communityCode, code }: Record<string, unknown> = feature?.properties ?? {};
    if (typeof communityCode !== "string" || typeof code !== "string") return;
    go({ community: communityCode, grid: code });
  });
  return (
    <section class="panel" id="panel">
      <h2 class="register-title">{say("register")}</h2>
      <RegisterMap at={route.value.at} />
      <RegisterList />
      <ShareBox jurisdiction="" at={route.value.at} />
    </section>
  );
}

function CommunityRegister({ communityKey }: { communityKey: string }) {
  const community = useCommunity(communityKey);
  return (
    <>
      <section class="panel" id="panel">
        <a class="register-back" href={linkToView("register", { at: route.value.at })}>
          ‹ {say("all")}
        </a>
        <Await query={community}>
          {({ community: found }) =>
            found === null ? (
              <Note title={say("unknown")} />
            ) : (
              <RegisterOfCommunity community={found} />
            )
          }
        </Await>
      </section>
      {route.value.grid !== null && (
        <RegisterCard key={route.value.grid} code={route.value.grid} at={route.value.at} />
      )}
    </>
  );
}

function RegisterOfCommunity({ community }: { community: Community }) {
  const { at, grid: chosen } = route.value;
  const { ground } = useGround(community.id);
  const register = useQuery(RegisterOf, { communityId: community.id, at, first: MAX_GRIDS });
  // The map keeps the day before while the next one is on its way.
  const last = useSignal<RegisterOfQuery | null>(null);
  if (register.data !== null && last.peek() !== register.data) last.value = register.data;
  const shown = register.data ?? last.value;
  const entries = useMemo(() => shown?.registeredGrids.nodes ?? [], [shown]);
  return (
    <>
      <GroundLayers community={community} ground={ground} />
      <CommunityMap entries={entries} chosen={chosen} />
      <div class="register-head">
        <h2 class="register-title">{community.name}</h2>
        {community.code !== null && <p class="code">{community.code}</p>}
      </div>
      <Await query={{ ...register, data: shown }}>
        {({ community: found, registeredGrids: { nodes } }) => (
          <>
            <DateSlider dates={found?.registerDates ?? []} at={at} />
            {nodes.length === 0 ? (
              <Note title={say("none")}>{say("noneHint")}</Note>
            ) : (
              <InForce entries={nodes} at={at} community={community} chosen={chosen} />
            )}
          </>
        )}
      </Await>
    </>
  );
}

function InForce(props: {
  entries: readonly Entry[];
  at: string | null;
  community: Community;
  chosen: string | null;
}) {
  const { entries, at, community, chosen } = props;
  const { plan } = entries[0];
  const households = entries.reduce((sum, entry) => sum + entry.households, 0);
  return (
    <>
      <p class="register-sum">
        {say("count", { n: entries.length, households })}
        {plan.effectiveFrom !== null &&
          ` · ${say("since", { date: format.day(plan.effectiveFrom) })}`}
        {plan.filingNumber !== null && ` · ${say("filed", { number: plan.filingNumber })}`}
        <br />
        <a href={linkToView("plan", { plan: plan.id })}>{say("plan")}</a>
        {" · "}
        <a
          id="print-notice"
          href={linkToView("notice", { community: community.code ?? community.id, at })}
        >
          {say("print")}
        </a>
      </p>
      <ul id="register" aria-label={say("list")}>
        {entries.map(({ code, households: size, grid }) => (
          <li key={code} data-grid={code}>
            <a
              class="register-row"
              href={linkTo({ grid: code })}
              aria-current={code === chosen ? "true" : undefined}
            >
              <span class="code">{code}</span>
              <span class="register-name">{grid.name ?? ""}</span>
              <span class="register-size">
                {statusSigns[statusOf(grid)]} {say("households", { n: size })}
              </span>
              <BandBar grid={grid} households={size} />
            </a>
          </li>
        ))}
      </ul>
      <ShareBox jurisdiction={community.code ?? ""} at={at} />
    </>
  );
}
