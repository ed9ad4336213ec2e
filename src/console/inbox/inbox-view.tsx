/** What waits for whoever uses the page, and what is under way: with what it changes for how many. */
import { useSignal } from "@preact/signals";
import { format, says } from "../core/language";
import { linkToView } from "../core/route";
import { useQuery } from "../core/query";
import { viewer } from "../session/viewer";
import { Await, Note } from "../ui/note";
import { Tabs, openTab } from "../ui/tabs";
import { InboxCard, type InboxPlan } from "./inbox-card";
import { InboxMap } from "./inbox-map";
import { InboxPlans, type InboxPlansQueryVariables } from "./inbox.generated";
import "./inbox.css";

const say = says({
  inbox: { zh: "待办", en: "Inbox" },
  me: { zh: "待我办理", en: "Waits for me" },
  underWay: { zh: "办理中", en: "Under way" },
  DRAFT: { zh: "退回给我修改", en: "Returned to you, to be mended" },
  SUBMITTED: { zh: "待街道审核", en: "To be reviewed by the street" },
  ENDORSED: { zh: "待区级审批", en: "To be approved by the county" },
  APPROVED: { zh: "待公布施行", en: "To be put in force" },
  nobody: { zh: "您尚未登录", en: "You are not signed in" },
  nobodyHint: {
    zh: "登录后可以看到待您办理的方案。",
    en: "Sign in above to see what waits for you.",
  },
  emptyMe: { zh: "没有待您办理的方案", en: "Nothing waits for you" },
  emptyMeHint: {
    zh: "有方案提交、退回或批准后，会出现在这里。",
    en: "Plans appear here when they are submitted, returned or approved.",
  },
  emptyUnderWay: { zh: "没有办理中的方案", en: "Nothing is under way" },
  emptyUnderWayHint: {
    zh: "已提交、已审核和已批准的方案会出现在这里。",
    en: "Plans that are submitted, endorsed or approved appear here.",
  },
  communities: { zh: "查看全部社区", en: "See all communities" },
  more: { zh: "显示更多", en: "Show more" },
  lead: {
    zh: "共 {n} 个方案，等待最久的在前。",
    en: "{n} plan.|{n} plans, those that have waited longest first.",
  },
});

const pageSize = 100;
const most = 1000;
const order = ["DRAFT", "SUBMITTED", "ENDORSED", "APPROVED"] as const;

type Filter = InboxPlansQueryVariables["filter"];
type Box = "me" | "underWay";

const filters: Readonly<Record<Box, Filter>> = {
  me: { waitsForMe: true },
  underWay: { states: ["SUBMITTED", "ENDORSED", "APPROVED"] },
};

export function InboxView() {
  const tabs = [
    { id: "me", name: say("me") },
    { id: "under-way", name: say("underWay") },
  ];
  const box: Box = openTab(tabs) === "me" ? "me" : "underWay";
  return (
    <section class="panel inbox" id="panel" aria-label={say("inbox")}>
      <h2 class="panel-title">{say("inbox")}</h2>
      <Tabs name={say("inbox")} tabs={tabs} />
      {viewer.value === null ? (
        <Note title={say("nobody")}>{say("nobodyHint")}</Note>
      ) : (
        <BoxShown key={`${box} ${viewer.value.id}`} box={box} />
      )}
    </section>
  );
}

function BoxShown({ box }: { box: Box }) {
  const first = useSignal(pageSize);
  const query = useQuery(InboxPlans, { filter: filters[box], first: first.value, after: null });
  return (
    <Await query={query}>
      {({ plans }) => (
        <>
          <InboxMap plans={plans.nodes} />
          {plans.nodes.length === 0 ? <Empty box={box} /> : <Groups plans={plans.nodes} />}
          {plans.pageInfo.hasNextPage && first.value < most && (
            <button
              type="button"
              class="quiet inbox-more"
              onClick={() => {
                first.value = Math.min(most, first.value * 2);
              }}
            >
              {say("more")}
            </button>
          )}
        </>
      )}
    </Await>
  );
}

function Groups({ plans }: { plans: readonly InboxPlan[] }) {
  return (
    <div id="inbox" data-count={plans.length}>
      <p class="muted inbox-lead">{say("lead", { n: plans.length })}</p>
      {order.map((state) => {
        const own = plans.filter((plan) => plan.state === state).toSorted(longestFirst);
        if (own.length === 0) return null;
        return (
          <section key={state} class="inbox-group" data-state={state}>
            <h3>
              {say(state)} <span class="count">{format.number(own.length)}</span>
            </h3>
            <ul>
              {own.map((plan) => (
                <InboxCard key={plan.id} plan={plan} />
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Empty({ box }: { box: Box }) {
  const isMine = box === "me";
  return (
    <Note title={say(isMine ? "emptyMe" : "emptyUnderWay")}>
      <p>{say(isMine ? "emptyMeHint" : "emptyUnderWayHint")}</p>
      <p>
        <a href={linkToView("home")}>{say("communities")}</a>
      </p>
    </Note>
  );
}

function longestFirst(a: InboxPlan, b: InboxPlan): number {
  const since = ({ submittedAt, createdAt }: InboxPlan): string => submittedAt ?? createdAt;
  return since(a) < since(b) ? -1 : 1;
}
