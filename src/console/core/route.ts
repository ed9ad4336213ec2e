/**
 * Where in the page one is: the address is the only place that knows, so that every view can be sent to
 * a colleague and the browser's buttons work.
 */
import { computed, signal, type ReadonlySignal } from "@preact/signals";

/** The views; each has its room. */
export const views = ["home", "community", "plan", "inbox", "register", "notice"] as const;
export type View = (typeof views)[number];

/** What the address says. Absent is null. */
export interface Route {
  readonly view: View;
  /** 12-digit code, or id, of a community. */
  readonly community: string | null;
  /** Id of a plan. */
  readonly plan: string | null;
  /** What the panel shows of it; each view has names of its own. */
  readonly tab: string | null;
  /** Label of a grid of the plan, or a 15-digit grid code in the register. */
  readonly grid: string | null;
  /** Id of the plan that it is compared with, or "register". */
  readonly compare: string | null;
  /** A day or moment of the register, ISO 8601. */
  readonly at: string | null;
}

type RouteParameter = Exclude<keyof Route, "view">;
const parameters: readonly RouteParameter[] = ["community", "plan", "tab", "grid", "compare", "at"];

const address = signal(new URL(location.href));
window.addEventListener("popstate", () => {
  address.value = new URL(location.href);
});

/** Where one is now. */
export const route: ReadonlySignal<Route> = computed(() => routeIn(address.value));

/** The address of somewhere else, for links: what is not said stays, null leaves. */
export function linkTo(change: Partial<Route>): string {
  return addressOf({ ...route.value, ...change });
}

/** The address of another view, which begins without anything of this one. */
export function linkToView(view: View, change: Partial<Route> = {}): string {
  return addressOf({ ...nowhere, view, ...change });
}

/** Goes there; `replace` where going back should not come by here again (sliders, selections). */
export function go(change: Partial<Route>, { replace = false } = {}): void {
  follow(linkTo(change), { replace });
}

/** Goes to an address of this page. */
export function follow(link: string, { replace = false } = {}): void {
  const next = new URL(link, location.href);
  if (next.href === location.href) return;
  if (replace) history.replaceState(null, "", next);
  else history.pushState(null, "", next);
  address.value = next;
}

/** Takes clicks on links of this page to where they lead without loading it anew. */
export function followLinks(): void {
  document.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (link === null || link.target !== "" || link.hasAttribute("download")) return;
    const there = new URL(link.href);
    if (there.origin !== location.origin || there.pathname !== location.pathname) return;
    event.preventDefault();
    follow(link.href);
  });
}

const nowhere: Route = {
  view: "home",
  community: null,
  plan: null,
  tab: null,
  grid: null,
  compare: null,
  at: null,
};

function routeIn({ searchParams }: URL): Route {
  const read = (name: RouteParameter): string | null => searchParams.get(name) || null;
  const found: Route = {
    view: "home",
    community: read("community"),
    plan: read("plan"),
    tab: read("tab"),
    grid: read("grid"),
    compare: read("compare"),
    at: read("at"),
  };
  const said = views.find((view) => view === searchParams.get("view"));
  // A link with nothing but a community or a plan says what it means.
  const meant = found.plan !== null ? "plan" : found.community !== null ? "community" : "home";
  return { ...found, view: said ?? meant };
}

function addressOf(there: Route): string {
  const search = new URLSearchParams();
  const { searchParams } = new URL(location.href);
  const lang = searchParams.get("lang");
  if (there.view !== "home") search.set("view", there.view);
  for (const name of parameters) {
    const value = there[name];
    if (value !== null) search.set(name, value);
  }
  if (lang !== null) search.set("lang", lang);
  const text = search.toString();
  return text === "" ? location.pathname : `${location.pathname}?${text}`;
}
