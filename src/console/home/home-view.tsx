/** The way in: find a community, load a data set, or have a whole street planned. */
import { says } from "../core/language";
import { ImportPanel } from "../importing/import-panel";
import { StreetPanel } from "../proposing/street-panel";
import { viewer, type Role } from "../session/viewer";
import { openTab, Tabs } from "../ui/tabs";
import { CommunityList } from "./community-list";
import "./home.css";

const say = says({
  title: { zh: "社区", en: "Communities" },
  tabs: { zh: "工作", en: "Tasks" },
  communities: { zh: "查找社区", en: "Find a community" },
  street: { zh: "整街道划分", en: "Whole street" },
  import: { zh: "导入数据", en: "Load data" },
});

export function HomeView() {
  const tabs = [
    { id: "communities", name: say("communities") },
    ...(hasRole(["PLANNER"]) ? [{ id: "street", name: say("street") }] : []),
    ...(hasRole(["PLANNER", "ADMIN"]) ? [{ id: "import", name: say("import") }] : []),
  ];
  const open = openTab(tabs);
  return (
    <>
      <section class="panel" id="panel" aria-label={say("title")}>
        {tabs.length > 1 && <Tabs name={say("tabs")} tabs={tabs} />}
        <CommunityList isShown={open === "communities"} />
        {open === "street" && <StreetPanel />}
        {open === "import" && <ImportPanel />}
      </section>
    </>
  );
}

/** What a role may do where is said by the server; here it decides what is offered. */
function hasRole(roles: readonly Role[]): boolean {
  return viewer.value?.grants.some(({ role }) => roles.includes(role)) ?? false;
}
