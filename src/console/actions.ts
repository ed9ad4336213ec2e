/** What a user can do. Each action changes the state; the views follow by themselves. */
import * as api from "./api";
import type { Community, CommunityEntry, Plan, Role, UserError } from "./api-types";
import { rememberLanguage, showInAddress } from "./address";
import type { DecisionName, DecisionWords } from "./decisions";
import type { Language } from "./i18n";
import { watchJob } from "./job-watch";
import { keepToken } from "./session";
import { isRunning, loading, ready, shownCommunity } from "./state";
import type { LayerName, PlanTab, Proposal, Wangge } from "./state";

export interface Actions {
  speak(language: Language): void;
  /** In the demo mode: becomes the person of a role. */
  becomeDemoPerson(role: Role): void;
  signIn(token: string): void;
  signOut(): void;
  search(text: string): void;
  loadMore(): void;
  choose(key: string | null): void;
  selectGrid(label: string | null): void;
  showTab(tab: PlanTab): void;
  chooseDecision(name: DecisionName | null): void;
  /** Gives the reasons why it was refused, none where it was not. */
  decide(name: DecisionName, plan: Plan, said: DecisionWords): Promise<readonly UserError[]>;
  propose(): void;
  cancel(): void;
  setOption(option: { seed: number } | { effort: number }): void;
  showLayer(layer: LayerName, visible: boolean): void;
  retry(): void;
}

export function createActions(store: Wangge): Actions {
  return {
    speak(language) {
      rememberLanguage(language);
      store.set({ language });
    },
    becomeDemoPerson: (role) => void changePerson(store, () => api.becomeDemoPerson(role)),
    signIn: (token) => void changePerson(store, () => keepToken(token)),
    signOut: () => void changePerson(store, () => keepToken(null)),
    search(text) {
      store.set({ search: text });
      void loadList(store);
    },
    loadMore: () => void loadMore(store),
    choose(key) {
      showInAddress(key);
      openCommunity(store, key);
    },
    selectGrid: (gridLabel) => store.set({ gridLabel }),
    showTab: (tab) => store.set({ tab }),
    chooseDecision: (decision) => store.set({ decision }),
    async decide(name, plan, said) {
      const refusals = await api.decideOnPlan(name, plan, said);
      const community = shownCommunity(store.get())?.community;
      if (refusals.length === 0 && community) {
        store.set({ decision: null });
        await showNewPlan(store, community);
      }
      return refusals;
    },
    propose: () => void propose(store),
    cancel: () => void cancel(store),
    setOption: (option) => store.set(option),
    showLayer(layer, visible) {
      store.set({ layers: { ...store.get().layers, [layer]: visible } });
    },
    retry() {
      openCommunity(store, store.get().communityKey);
    },
  };
}

/** Asks who uses the page, then shows what the address names. */
export async function openPage(store: Wangge): Promise<void> {
  api.whenTokenIsRefused((fault) => {
    // The token is forgotten by now, so this ends.
    void changePerson(store, () => store.set({ signInFault: fault }));
  });
  await loadViewer(store);
  openCommunity(store, store.get().communityKey);
}

async function loadViewer(store: Wangge): Promise<void> {
  try {
    store.set({ viewer: ready(await api.fetchViewer()) });
  } catch (error) {
    store.set({ viewer: { state: "failed", error } });
  }
}

/** Everything is asked for again: others see and may do other things. */
async function changePerson(store: Wangge, change: () => void | Promise<void>): Promise<void> {
  try {
    store.set({ signInFault: null });
    await change();
    await loadViewer(store);
    openCommunity(store, store.get().communityKey);
  } catch (error) {
    store.set({ signInFault: error });
  }
}

/** Shows a community, or all of them, without touching the address. */
export function openCommunity(store: Wangge, key: string | null): void {
  store.set({
    communityKey: key,
    chosen: loading,
    plan: loading,
    gridLabel: null,
    tab: "grids",
    decision: null,
  });
  // The list is asked for again each time: plans may have been made meanwhile.
  void (key === null ? loadList(store) : loadCommunity(store, key));
}

/** Loads the first page of the list; an answer to an older search is dropped. */
async function loadList(store: Wangge): Promise<void> {
  const { search } = store.get();
  try {
    const page = await api.fetchCommunities(search, null);
    if (store.get().search !== search) return;
    store.set({ list: ready({ entries: inOrder(page.nodes), next: nextOf(page) }) });
  } catch (error) {
    if (store.get().search === search) store.set({ list: { state: "failed", error } });
  }
}

async function loadMore(store: Wangge): Promise<void> {
  const { search, list } = store.get();
  if (list.state !== "ready" || list.value.next === null) return;
  try {
    const page = await api.fetchCommunities(search, list.value.next);
    // Another search, or the same page twice: the list is no longer the one we went on from.
    if (store.get().list !== list) return;
    const entries = inOrder([...list.value.entries, ...page.nodes]);
    store.set({ list: ready({ entries, next: nextOf(page) }) });
  } catch (error) {
    if (store.get().list === list) store.set({ list: { state: "failed", error } });
  }
}

/** By code, those without one last; the server pages in the order in which they were loaded. */
function inOrder(entries: readonly CommunityEntry[]): readonly CommunityEntry[] {
  const key = ({ code, name }: CommunityEntry): string => `${code ?? "~"} ${name}`;
  return entries.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}

function nextOf(page: { endCursor: string | null; hasNextPage: boolean }): string | null {
  return page.hasNextPage ? page.endCursor : null;
}

async function loadCommunity(store: Wangge, key: string): Promise<void> {
  const isShown = (): boolean => store.get().communityKey === key;
  try {
    const community = await api.fetchCommunity(key);
    if (!isShown()) return;
    if (community === null) return store.set({ chosen: ready(null), plan: ready(null) });
    const [buildings, barriers, plan] = await Promise.all([
      api.fetchBuildings(community.id),
      api.fetchBarriers(community.id),
      api.fetchLatestPlan(community.id),
    ]);
    if (!isShown()) return;
    store.set({ chosen: ready({ community, buildings, barriers }), plan: ready(plan) });
  } catch (error) {
    if (isShown()) store.set({ chosen: { state: "failed", error } });
  }
}

async function propose(store: Wangge): Promise<void> {
  const community = shownCommunity(store.get())?.community;
  if (!community || isRunning(store.get().proposals[community.id])) return;
  const { seed, effort } = store.get();
  try {
    const job = await api.proposePlan({ communityId: community.id, seed, effort });
    tell(store, community, { job, error: null });
    // The end is told when its plan is on the map, not before.
    const last = await watchJob(job, (now) => {
      if (isRunning({ job: now, error: null })) tell(store, community, { job: now });
    });
    if (last.state === "SUCCEEDED") await showNewPlan(store, community);
    tell(store, community, { job: last, error: last.error });
  } catch (error) {
    tell(store, community, { job: null, error });
  }
}

async function showNewPlan(store: Wangge, community: Community): Promise<void> {
  const plan = await api.fetchLatestPlan(community.id);
  if (shownCommunity(store.get())?.community.id === community.id) {
    store.set({ plan: ready(plan), gridLabel: null });
  }
  void loadList(store);
}

async function cancel(store: Wangge): Promise<void> {
  const community = shownCommunity(store.get())?.community;
  const job = community && store.get().proposals[community.id]?.job;
  if (!job) return;
  try {
    tell(store, community, { job: await api.cancelJob(job.id) });
  } catch (error) {
    // Most likely the job ended first, and the watch tells how; if not, it can be tried again.
    if (!(error instanceof api.ApiError)) throw error;
  }
}

const untold: Proposal = { job: null, error: null };

function tell(store: Wangge, { id }: Community, change: Partial<Proposal>): void {
  const { proposals } = store.get();
  store.set({ proposals: { ...proposals, [id]: { ...(proposals[id] ?? untold), ...change } } });
}
