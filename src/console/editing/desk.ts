/** What lies on the planner's desk while a draft is edited: what is chosen, and where it is to go. */
import { batch, computed, signal, type ReadonlySignal } from "@preact/signals";
import type { Position } from "geojson";

/** What the pointer does on the map. */
export const tools = ["click", "box", "lasso", "ground", "cut"] as const;
export type Tool = (typeof tools)[number];

/** Where what is chosen is to go: a grid by its id, or a new one. */
export type Target =
  | { readonly kind: "GRID"; readonly gridId: string }
  | { readonly kind: "NEW"; readonly gridKind: "STANDARD" | "MICRO" };

/** The first half of a swap. */
export interface Held {
  readonly buildings: ReadonlySet<string>;
}

export const tool = signal<Tool>("click");
export const target = signal<Target | null>(null);
export const held = signal<Held | null>(null);
/** Places of bare ground that go along. */
export const places = signal<readonly Position[]>([]);
/** The line that a grid is to be cut along. */
export const cutLine = signal<readonly Position[]>([]);

const chosenNow = signal<ReadonlySet<string>>(new Set());
/** Ids of the chosen buildings. */
export const chosen: ReadonlySignal<ReadonlySet<string>> = chosenNow;
export const hasChosen = computed(() => chosenNow.value.size > 0 || places.value.length > 0);

export function choose(ids: Iterable<string>): void {
  chosenNow.value = new Set(ids);
}

export function chooseAlso(ids: Iterable<string>): void {
  chosenNow.value = new Set([...chosenNow.peek(), ...ids]);
}

/** Chosen buildings are not any more, and the others are. */
export function toggle(ids: Iterable<string>): void {
  const next = new Set(chosenNow.peek());
  for (const id of ids) if (!next.delete(id)) next.add(id);
  chosenNow.value = next;
}

/** After an edit, and on Escape. */
export function clearChoice(): void {
  batch(() => {
    chosenNow.value = new Set();
    target.value = null;
    held.value = null;
    places.value = [];
    cutLine.value = [];
  });
}

/** When another plan is opened. */
export function clearDesk(): void {
  clearChoice();
  tool.value = "click";
}
