/** One community: its plans and how to get more, its alternatives side by side, and its ledger. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import {
  AlternativesPanel,
  AlternativesSheet,
  useAlternatives,
} from "../alternatives/alternatives";
import { changed, follow } from "../core/client";
import { says } from "../core/language";
import { linkToView, route } from "../core/route";
import { Legend } from "../grid/legend";
import { GroundLayers } from "../ground/ground-layers";
import { useCommunity, useGround, type Community } from "../ground/ground";
import { Ledger, LedgerCard } from "../ledger/ledger";
import { Await, FaultNote, Loading, Note } from "../ui/note";
import { openTab, Tabs } from "../ui/tabs";
import { InForceLayers } from "./in-force-layers";
import { PlansTab } from "./plans-tab";
import { PlanChanged } from "./community.generated";
import "./community.css";

const say = says({
  all: { zh: "全部社区", en: "All communities" },
  unknown: { zh: "没有社区“{key}”", en: "There is no community “{key}”" },
  unknownHint: {
    zh: "链接可能有误，或该社区不在您的管辖范围内。请从列表中选择。",
    en: "The link may be wrong, or the community lies outside of your jurisdiction. Choose one from the list.",
  },
  tabs: { zh: "社区的内容", en: "Parts of the community" },
  plans: { zh: "划分方案", en: "Plans" },
  alternatives: { zh: "备选比较", en: "Alternatives" },
  ledger: { zh: "楼栋台账", en: "Ledger" },
  noCode: { zh: "无区划代码", en: "no division code" },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  buildings: { zh: "{n} 栋", en: "{n} building|{n} buildings" },
  register: { zh: "网格名册", en: "Register of grids" },
});

export function CommunityView() {
  const key = route.value.community;
  const query = useCommunity(key);
  return (
    <Await query={query}>
      {({ community }) =>
        community === null ? (
          <section class="panel" id="panel">
            <Note title={say("unknown", { key: key ?? "" })}>
              <p>{say("unknownHint")}</p>
              <p>
                <a href={linkToView("home")}>{say("all")}</a>
              </p>
            </Note>
          </section>
        ) : (
          <Known key={community.id} community={community} />
        )
      }
    </Await>
  );
}

function Known({ community }: { community: Community }) {
  const { id, code } = community;
  const { ground, fault, reload } = useGround(id);
  useEffect(
    () => (code === null ? undefined : follow(PlanChanged, { communityCode: code }, changed)),
    [code],
  );
  const tabs = [
    { id: "plans", name: say("plans") },
    { id: "alternatives", name: say("alternatives") },
    { id: "ledger", name: say("ledger"), count: community.buildingCount },
  ];
  const open = openTab(tabs);
  const building = useSignal<string | null>(null);
  const alternatives = useAlternatives(id, open === "alternatives");
  return (
    <>
      <section class="panel" id="panel" data-community={code ?? id}>
        <Head community={community} />
        <Tabs name={say("tabs")} tabs={tabs} />
        {open === "plans" && <PlansTab community={community} />}
        {open === "alternatives" && <AlternativesPanel alternatives={alternatives} />}
        {open === "ledger" && ground !== null && <Ledger ground={ground} chosen={building} />}
        {open === "ledger" && ground === null && fault === null && <Loading />}
        {fault !== null && <FaultNote fault={fault} retry={reload} />}
      </section>
      <GroundLayers community={community} ground={ground} />
      {open !== "alternatives" && <Legend />}
      {open === "plans" && <InForceLayers communityId={id} />}
      {open === "ledger" && ground !== null && <LedgerCard ground={ground} chosen={building} />}
      {open === "alternatives" && (
        <AlternativesSheet community={community} ground={ground} alternatives={alternatives} />
      )}
    </>
  );
}

function Head({ community }: { community: Community }) {
  const { name, code, households, buildingCount } = community;
  return (
    <header class="place-head">
      <a class="back" id="all-communities" href={linkToView("home")}>
        ‹ {say("all")}
      </a>
      <h2>{name}</h2>
      <p class="muted">
        {code === null ? say("noCode") : <span class="code">{code}</span>} ·{" "}
        {say("households", { n: households })} · {say("buildings", { n: buildingCount })}
      </p>
      {code !== null && (
        <p>
          <a id="to-register" href={linkToView("register", { community: code })}>
            {say("register")}
          </a>
        </p>
      )}
    </header>
  );
}
