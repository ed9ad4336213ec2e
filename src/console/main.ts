/** The page: makes the state, draws the views from it, and opens what the address names. */
import { createActions, openCommunity, openPage } from "./actions";
import { communityInAddress, preferredLanguage } from "./address";
import { showCommunityList } from "./community-list";
import { showCommunityPanel } from "./community-panel";
import { byId } from "./dom";
import { showGridCard } from "./grid-card";
import { showHeader } from "./header";
import { wordsOf } from "./i18n";
import { showLegend } from "./legend";
import { canDraw, showMap } from "./map";
import { showMapControls } from "./map-controls";
import { emptyNote } from "./notes";
import { showSession } from "./session-bar";
import { initialState } from "./state";
import { createStore } from "./store";
import { showSummary } from "./summary-bar";

const store = createStore(initialState(preferredLanguage(), communityInAddress()));
const actions = createActions(store);

showHeader(byId("header"), store, actions);
showSession(byId("session"), store, actions);
showCommunityList(byId("browse"), store, actions);
showCommunityPanel(byId("community"), store, actions);
showSummary(byId("summary"), store);
showGridCard(byId("card"), store, actions);
showLegend(byId("legend"), store, actions);
if (canDraw()) {
  showMapControls(byId("map-controls"), showMap(byId("map"), store, actions), store);
} else {
  byId("map").append(emptyNote(wordsOf(store.get().language).say("mapFailed")));
}

window.addEventListener("popstate", () => openCommunity(store, communityInAddress()));
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape") actions.selectGrid(null);
});
void openPage(store);
