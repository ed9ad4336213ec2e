/** The frame that all views share: header, map, and the view that the address names. */
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { changed, isOnline } from "./core/client";
import { chooseLanguage, language, says } from "./core/language";
import { linkToView, route, type View } from "./core/route";
import { signInFault, viewerIsKnown, meetViewer } from "./session/viewer";
import { InboxBadge } from "./inbox/inbox-badge";
import { SessionBar } from "./session/session-bar";
import { Announcements } from "./ui/announce";
import { FaultNote, Loading } from "./ui/note";
import "./core/base.css";
import "./app.css";

type Room = () => Promise<ComponentType>;

/** Each view comes when it is first shown, so that the page opens fast. */
const rooms: Readonly<Record<View, Room>> = {
  home: async () => (await import("./home/home-view")).HomeView,
  community: async () => (await import("./community/community-view")).CommunityView,
  plan: async () => (await import("./plan/plan-view")).PlanView,
  inbox: async () => (await import("./inbox/inbox-view")).InboxView,
  register: async () => (await import("./register/register-view")).RegisterView,
  notice: async () => (await import("./notice/notice-view")).NoticeView,
};
const mapRoom: Room = async () => (await import("./map/framed-map")).FramedMap;

const say = says({
  title: { zh: "网格", en: "Wangge" },
  subtitle: { zh: "社区治理网格划分", en: "Community governance grids" },
  skip: { zh: "跳到内容", en: "Skip to content" },
  views: { zh: "栏目", en: "Views" },
  home: { zh: "社区", en: "Communities" },
  inbox: { zh: "待办", en: "Inbox" },
  register: { zh: "名册", en: "Register" },
  other: { zh: "English", en: "中文" },
  otherHint: { zh: "Switch to English", en: "切换到中文" },
  offline: {
    zh: "与服务器的连接已中断：所示内容可能不是最新的，恢复后自动更新。",
    en: "The server cannot be reached: what is shown may be out of date, and is renewed once it can.",
  },
  retry: { zh: "立即重试", en: "Try now" },
});

const inHeader = ["home", "inbox", "register"] as const;

export function App() {
  const { view } = route.value;
  return (
    <>
      <a class="skip" href="#panel">
        {say("skip")}
      </a>
      <Header />
      <SessionBar />
      {!isOnline.value && (
        <p id="offline" role="alert">
          {say("offline")}{" "}
          <button type="button" class="quiet" onClick={changed}>
            {say("retry")}
          </button>
        </p>
      )}
      <main data-view={view}>
        {viewerIsKnown.value && view !== "notice" && <Shown name="map" room={mapRoom} />}
        {viewerIsKnown.value ? (
          <Shown key={view} name={view} room={rooms[view]} />
        ) : (
          <section class="panel">
            {signInFault.value === null ? (
              <Loading />
            ) : (
              <FaultNote fault={signInFault.value} retry={() => void meetViewer()} />
            )}
          </section>
        )}
      </main>
      <Announcements />
    </>
  );
}

function Header() {
  const { view } = route.value;
  const open = view === "community" || view === "plan" ? "home" : view;
  return (
    <header id="header">
      <h1>
        <a href={linkToView("home")}>{say("title")}</a>
      </h1>
      <p>{say("subtitle")}</p>
      <nav aria-label={say("views")}>
        {inHeader.map((name) => (
          <a key={name} href={linkToView(name)} aria-current={name === open ? "page" : undefined}>
            {say(name)}
            {name === "inbox" && <InboxBadge />}
          </a>
        ))}
      </nav>
      <button
        type="button"
        id="language"
        class="quiet"
        title={say("otherHint")}
        lang={language.value === "zh" ? "en" : "zh-CN"}
        onClick={() => chooseLanguage(language.value === "zh" ? "en" : "zh")}
      >
        {say("other")}
      </button>
    </header>
  );
}

/** A component that is fetched first. */
function Shown({ room }: { name: string; room: Room }) {
  const loaded = useSignal<{ component: ComponentType } | { fault: unknown } | null>(null);
  const load = (): void => {
    room().then(
      (component) => {
        loaded.value = { component };
      },
      (fault: unknown) => {
        loaded.value = { fault };
      },
    );
  };
  useEffect(load, []);
  if (loaded.value === null) return null;
  if ("fault" in loaded.value) return <FaultNote fault={loaded.value.fault} retry={load} />;
  const { component: Component } = loaded.value;
  return <Component />;
}
