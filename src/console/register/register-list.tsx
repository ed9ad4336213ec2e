/** Finds a community in the register. */
import { useSignal } from "@preact/signals";
import { format, says } from "../core/language";
import { useQuery } from "../core/query";
import { linkTo } from "../core/route";
import { Await, Note } from "../ui/note";
import { RegisterCommunities } from "./register.generated";

const PAGE = 60;

const say = says({
  search: { zh: "按名称或代码查找社区", en: "Search communities by name or code" },
  gridsN: { zh: "{n} 个网格", en: "{n} grid|{n} grids" },
  since: { zh: "{date} 起", en: "since {date}" },
  nothing: { zh: "尚无生效的网格", en: "nothing in force yet" },
  noMatch: { zh: "没有相符的社区", en: "No community matches" },
  more: { zh: "还有更多：请缩小查找范围。", en: "There are more: search more narrowly." },
});

export function RegisterList() {
  const search = useSignal("");
  const term = search.value.trim();
  const filter =
    term === "" ? null : /^\d+$/.test(term) ? { codePrefix: term } : { nameContains: term };
  const found = useQuery(RegisterCommunities, { filter, first: PAGE });
  return (
    <>
      <input
        type="search"
        class="register-search"
        aria-label={say("search")}
        placeholder={say("search")}
        value={search}
        onInput={(event) => {
          search.value = event.currentTarget.value;
        }}
      />
      <Await query={found}>
        {({ communities: { nodes, pageInfo } }) =>
          nodes.length === 0 ? (
            <Note title={say("noMatch")} />
          ) : (
            <ul class="register-communities">
              {nodes.map(({ id, name, code, planInForce }) => (
                <li key={id} data-community={code ?? id}>
                  <a href={linkTo({ community: code ?? id })}>
                    <strong>{name}</strong>
                    <span class="muted">
                      {planInForce === null
                        ? say("nothing")
                        : [
                            say("gridsN", { n: planInForce.metrics.grids }),
                            planInForce.effectiveFrom !== null &&
                              say("since", { date: format.day(planInForce.effectiveFrom) }),
                          ]
                            .filter((part) => part !== false)
                            .join(" · ")}
                    </span>
                  </a>
                </li>
              ))}
              {pageInfo.hasNextPage && <li class="note">{say("more")}</li>}
            </ul>
          )
        }
      </Await>
    </>
  );
}
