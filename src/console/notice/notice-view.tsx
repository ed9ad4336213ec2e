/** The print view for public notice: official text, map, legend and list of grids on A3. */
import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { format, language, says } from "../core/language";
import { useQuery } from "../core/query";
import { route } from "../core/route";
import { useCommunity, useGround, type Community } from "../ground/ground";
import { gridStatuses, statusOf, statusSigns } from "../map/grid-status";
import { Await, FaultNote, Loading, Note } from "../ui/note";
import { noticeOfPlan, noticeOfRegister, type Notice } from "./notice";
import { NoticeList } from "./notice-list";
import { NoticeMap } from "./notice-map";
import { NoticeOfPlan, NoticeOfRegister } from "./notice.generated";
import { statusWords } from "./status-words";
import "./notice.css";

/** A community has fewer grids than this. */
const MAX_GRIDS = 500;

const say = says({
  print: { zh: "打印或存为 PDF（A3 横向）", en: "Print, or save as PDF (A3 landscape)" },
  back: { zh: "返回", en: "Back" },
  unknown: { zh: "没有可以公告的内容", en: "There is nothing to give notice of" },
  unknownHint: {
    zh: "请从名册或方案中打开公告打印版。",
    en: "Open the print view from the register or from a plan.",
  },
  titlePlan: { zh: "{name}网格划分方案公示", en: "Proposed governance grids of {name}" },
  titleForce: { zh: "{name}网格划分公告", en: "Governance grids of {name}" },
  text: {
    zh: "{name}（代码 {code}）共划分网格 {n} 个，其中专属网格 {micro} 个，合计 {households} 户。",
    en: "{name} (code {code}) is divided into {n} grids, {micro} of them micro-grids, with {households} households in all.",
  },
  bands: {
    zh: "每个网格原则上 {min}–{max} 户；老旧小区和特殊人群集中的，可为 {smallMin}–{smallMax} 户。办公楼宇、市场和大型公共场馆单独划为专属网格，不受户数限制。",
    en: "A grid has {min}–{max} households in principle; {smallMin}–{smallMax} where old estates or special populations prevail. Office towers, markets and large public venues are micro-grids of their own, without household limits.",
  },
  each: {
    zh: "每个网格有唯一编码和四至范围，见地图与附表。",
    en: "Each grid has a code of its own and four limits; see the map and the list.",
  },
  objections: {
    zh: "公示期为 {from} 至 {to}。如有意见，请在公示期内向社区居民委员会书面提出。",
    en: "Laid open from {from} to {to}. Objections go to the residents' committee in writing within this time.",
  },
  noPeriod: {
    zh: "如有意见，请向社区居民委员会书面提出。",
    en: "Objections go to the residents' committee in writing.",
  },
  inForce: { zh: "自 {date} 起施行。", en: "In force from {date}." },
  filed: { zh: "备案编号：{number}。", en: "Filed as {number}." },
  legend: { zh: "图例", en: "Legend" },
  border: { zh: "网格边界", en: "Border of grids" },
  boundary: { zh: "社区边界", en: "Boundary of the community" },
  building: { zh: "楼栋", en: "Building" },
  labels: {
    zh: "图上标注：网格序号（名称）与户数",
    en: "On the map: number (or name) and households",
  },
  office: { zh: "（单位盖章）", en: "(Seal of the office)" },
  date: { zh: "年　　月　　日", en: "Date: ____________" },
});

export function NoticeView() {
  const { plan, community } = route.value;
  if (plan !== null) return <PlanNotice id={plan} />;
  if (community !== null) return <RegisterNotice communityKey={community} />;
  return <Note title={say("unknown")}>{say("unknownHint")}</Note>;
}

function PlanNotice({ id }: { id: string }) {
  const query = useQuery(NoticeOfPlan, { id });
  const key = query.data?.plan?.community.id ?? null;
  const community = useCommunity(key);
  return (
    <Await query={query}>
      {({ plan }) =>
        plan === null ? (
          <Note title={say("unknown")}>{say("unknownHint")}</Note>
        ) : (
          <Await query={community}>
            {({ community: found }) =>
              found === null ? <Loading /> : <Sheet community={found} notice={noticeOfPlan(plan)} />
            }
          </Await>
        )
      }
    </Await>
  );
}

function RegisterNotice({ communityKey }: { communityKey: string }) {
  const community = useCommunity(communityKey);
  const id = community.data?.community?.id ?? null;
  const { at } = route.value;
  const register = useQuery(
    NoticeOfRegister,
    id === null ? null : { communityId: id, at, first: MAX_GRIDS },
  );
  return (
    <Await query={community}>
      {({ community: found }) => (
        <Await query={register}>
          {(data) => {
            const notice = noticeOfRegister(data);
            return found === null || notice === null ? (
              <Note title={say("unknown")}>{say("unknownHint")}</Note>
            ) : (
              <Sheet community={found} notice={notice} />
            );
          }}
        </Await>
      )}
    </Await>
  );
}

function Sheet({ community, notice }: { community: Community; notice: Notice }) {
  const { ground, fault, reload } = useGround(community.id);
  const isDrawn = useSignal(false);
  const onDrawn = useCallback(
    (isNow: boolean) => {
      isDrawn.value = isNow;
    },
    [isDrawn],
  );
  const title = say(notice.isInForce ? "titleForce" : "titlePlan", { name: community.name });
  return (
    <div class="notice" id="panel" lang={language.value === "zh" ? "zh-CN" : "en"}>
      <div class="notice-tools">
        <button type="button" class="quiet" onClick={() => history.back()}>
          {say("back")}
        </button>
        <button
          type="button"
          class="primary"
          id="print"
          disabled={!isDrawn.value}
          onClick={() => window.print()}
        >
          {say("print")}
        </button>
      </div>
      <article class="sheet">
        <header>
          <h2>{title}</h2>
        </header>
        <div class="sheet-body">
          {fault !== null ? (
            <FaultNote fault={fault} retry={reload} />
          ) : ground === null ? (
            <Loading />
          ) : (
            <NoticeMap
              community={community}
              ground={ground}
              grids={notice.grids}
              onDrawn={onDrawn}
            />
          )}
          <div class="sheet-side">
            <OfficialText community={community} notice={notice} />
            <Legend notice={notice} />
            <footer class="signature">
              <p>{say("office")}</p>
              <p>{say("date")}</p>
            </footer>
          </div>
        </div>
      </article>
      <NoticeList title={title} grids={notice.grids} />
    </div>
  );
}

function OfficialText({ community, notice }: { community: Community; notice: Notice }) {
  const { grids, standardBand, reducedBand, period, effectiveFrom, filingNumber } = notice;
  return (
    <div class="official-text">
      <p>
        {say("text", {
          name: community.name,
          code: community.code ?? "—",
          n: grids.length,
          micro: grids.filter(({ kind }) => kind === "MICRO").length,
          households: grids.reduce((sum, { households }) => sum + households, 0),
        })}
      </p>
      <p>
        {say("bands", {
          min: standardBand.min,
          max: standardBand.max,
          smallMin: reducedBand.min,
          smallMax: reducedBand.max,
        })}
      </p>
      <p>{say("each")}</p>
      {notice.isInForce ? (
        <p>
          {effectiveFrom !== null && say("inForce", { date: format.day(effectiveFrom) })}{" "}
          {filingNumber !== null && say("filed", { number: filingNumber })}
        </p>
      ) : (
        <p>
          {period === null
            ? say("noPeriod")
            : say("objections", { from: format.day(period.from), to: format.day(period.to) })}
        </p>
      )}
    </div>
  );
}

function Legend({ notice }: { notice: Notice }) {
  const met = gridStatuses.filter((status) =>
    notice.grids.some((grid) => statusOf(grid) === status),
  );
  return (
    <div class="notice-legend">
      <h3>{say("legend")}</h3>
      <ul>
        {met.map((status) => (
          <li key={status}>
            <span class={`swatch swatch-${status} status-${status}`} aria-hidden="true" />
            {statusSigns[status]} {statusWords(status)}
          </li>
        ))}
        <li>
          <span class="stroke stroke-grid" aria-hidden="true" />
          {say("border")}
        </li>
        <li>
          <span class="stroke stroke-community" aria-hidden="true" />
          {say("boundary")}
        </li>
        <li>
          <span class="swatch-building" aria-hidden="true" />
          {say("building")}
        </li>
      </ul>
      <p class="fine">{say("labels")}</p>
    </div>
  );
}
