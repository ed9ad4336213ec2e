/** All communities that one may see, by name or code, with how far each of them is. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { stateWords } from "../alternatives/plan-words";
import { says } from "../core/language";
import { useQuery } from "../core/query";
import { linkTo, linkToView } from "../core/route";
import { viewer } from "../session/viewer";
import { Await, Note } from "../ui/note";
import { communityState } from "./community-state";
import { filterOf, search, setSearch } from "./find";
import { HomeMap, pointAt } from "./home-map";
import { Communities, type CommunitiesQuery } from "./home.generated";

const pageSize = 200;
/** Nobody reads more of them; a search finds the others. */
const mostShown = 1000;
const searchPauseMs = 200;

const say = says({
  search: { zh: "按名称或代码查找", en: "Search by name or code" },
  none: { zh: "尚未载入任何社区", en: "No community has been loaded yet" },
  noneHint: {
    zh: "请在“导入数据”中载入数据集，或以示例数据启动。",
    en: "Load a data set under “Load data”, or start with the seeds.",
  },
  signedOut: {
    zh: "登录后即可看到您辖区内的社区。",
    en: "Sign in to see the communities of your jurisdiction.",
  },
  noneReader: {
    zh: "您的辖区内还没有社区；由规划员或管理员导入。",
    en: "There is no community in your jurisdiction yet; planners and administrators load them.",
  },
  toImport: { zh: "导入数据", en: "Load data" },
  noMatch: { zh: "没有与“{search}”相符的社区", en: "No community matches “{search}”" },
  noMatchHint: {
    zh: "名称可只输入一部分；代码从头输入，如 640104。",
    en: "A part of a name will do; codes are searched from their start, such as 640104.",
  },
  clear: { zh: "清除", en: "Clear" },
  found: { zh: "{n} 个社区", en: "{n} community|{n} communities" },
  foundMore: { zh: "前 {n} 个社区", en: "the first {n} communities" },
  legend: { zh: "地图上绿色并有 ✓ 的已有在用网格", en: "green with ✓ on the map: grids in force" },
  households: { zh: "{n} 户", en: "{n} household|{n} households" },
  buildings: { zh: "{n} 栋", en: "{n} building|{n} buildings" },
  noCode: { zh: "无区划代码", en: "no division code" },
  inForce: { zh: "已生效，{n} 个网格", en: "{n} grid in force|{n} grids in force" },
  inBand: { zh: "{inBand}/{n} 达标", en: "{inBand} of {n} in band" },
  underWay: { zh: "新方案：{state}", en: "New plan: {state}" },
  notPlanned: { zh: "未划分", en: "Not planned" },
  tooMany: {
    zh: "还有更多社区：请按名称或代码查找。",
    en: "There are more: search by name or code.",
  },
  more: { zh: "显示更多", en: "Show more" },
});

type Community = CommunitiesQuery["communities"]["nodes"][number];

/** It stays behind other tabs, with its map. */
export function CommunityList({ isShown }: { isShown: boolean }) {
  const pages = useSignal(1);
  const query = useQuery(Communities, {
    filter: filterOf(search.value),
    first: Math.min(pages.value * pageSize, mostShown),
    after: null,
  });
  const found = query.data?.communities ?? null;
  return (
    <>
      <HomeMap communities={found?.nodes ?? null} isFiltered={filterOf(search.value) !== null} />
      {isShown && (
        <>
          <SearchField />
          <Await query={query}>
            {({ communities }) =>
              communities.nodes.length === 0 ? (
                <Nothing />
              ) : (
                <>
                  <p class="found muted fine" role="status">
                    {say(communities.pageInfo.hasNextPage ? "foundMore" : "found", {
                      n: communities.nodes.length,
                    })}{" "}
                    · {say("legend")}
                  </p>
                  <ul id="communities" class="communities">
                    {communities.nodes.map((community) => (
                      <Entry key={community.id} community={community} />
                    ))}
                  </ul>
                  {communities.pageInfo.hasNextPage && communities.nodes.length >= mostShown && (
                    <p class="found muted">{say("tooMany")}</p>
                  )}
                  {communities.pageInfo.hasNextPage && communities.nodes.length < mostShown && (
                    <button
                      type="button"
                      class="quiet more"
                      id="more-communities"
                      onClick={() => void pages.value++}
                    >
                      {say("more")}
                    </button>
                  )}
                </>
              )
            }
          </Await>
        </>
      )}
    </>
  );
}

function SearchField() {
  const text = useSignal(search.value);
  useEffect(() => {
    const pause = setTimeout(() => setSearch(text.value), searchPauseMs);
    return () => clearTimeout(pause);
  }, [text.value]);
  return (
    <div class="home-search">
      <input
        type="search"
        id="search"
        autocomplete="off"
        value={text.value}
        placeholder={say("search")}
        aria-label={say("search")}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
    </div>
  );
}

function Nothing() {
  const asked = search.value.trim();
  if (asked !== "") {
    return (
      <Note title={say("noMatch", { search: asked })}>
        <p>{say("noMatchHint")}</p>
      </Note>
    );
  }
  if (viewer.value === null) return <Note>{say("signedOut")}</Note>;
  const mayImport = viewer.value.grants.some(({ role }) => role === "PLANNER" || role === "ADMIN");
  return (
    <Note title={say("none")}>
      <p>{say(mayImport ? "noneHint" : "noneReader")}</p>
      {mayImport && (
        <p>
          <a href={linkTo({ tab: "import" })}>{say("toImport")}</a>
        </p>
      )}
    </Note>
  );
}

function Entry({ community }: { community: Community }) {
  const { id, code, name, households, buildingCount } = community;
  return (
    <li>
      <a
        href={linkToView("community", { community: code ?? id })}
        data-community={code ?? id}
        onMouseEnter={() => pointAt(id)}
        onMouseLeave={() => pointAt(null)}
        onFocus={() => pointAt(id)}
        onBlur={() => pointAt(null)}
      >
        <span class="entry-name">{name}</span>
        <span class="muted fine">
          {code === null ? say("noCode") : <span class="code">{code}</span>} ·{" "}
          {say("households", { n: households })} · {say("buildings", { n: buildingCount })}
        </span>
        <States community={community} />
      </a>
    </li>
  );
}

function States({ community }: { community: Community }) {
  const { planInForce, latestPlan } = community;
  const { isInForce, underWay } = communityState(community);
  return (
    <span class="entry-states">
      {planInForce !== null && (
        <span class="life-badge state-IN_FORCE">
          {say("inForce", { n: planInForce.metrics.grids })}
        </span>
      )}
      {planInForce !== null && (
        <span class="fine muted">
          {say("inBand", {
            inBand: planInForce.metrics.gridsInBand,
            n: planInForce.metrics.standardGrids,
          })}
        </span>
      )}
      {underWay !== null && (
        <span class={`life-badge state-${underWay}`}>
          {isInForce ? say("underWay", { state: stateWords(underWay) }) : stateWords(underWay)}
        </span>
      )}
      {underWay !== null && !isInForce && latestPlan !== null && (
        <span class="fine muted">
          {say("inBand", {
            inBand: latestPlan.metrics.gridsInBand,
            n: latestPlan.metrics.standardGrids,
          })}
        </span>
      )}
      {underWay === null && !isInForce && <span class="life-badge">{say("notPlanned")}</span>}
    </span>
  );
}
