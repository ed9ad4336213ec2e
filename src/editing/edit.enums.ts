/** Enumerations of editing; keys equal values, and the compiler keeps them complete. */
import { describe } from "../graphql/enums";
import type { PlanEditKind as PlanEditKindName } from "../db/tables";

/** What can be wished of buildings. */
export type WishKindName = "TOGETHER" | "APART";

export const WishKind = describe<WishKindName>("WishKind", "What is wished of buildings.", {
  TOGETHER: "They are in one grid.",
  APART: "No two of them are in the same grid.",
});

export const PlanEditKind = describe<PlanEditKindName>(
  "PlanEditKind",
  "What was done to a draft.",
  {
    MOVE: "Buildings went to another grid, or to a new one.",
    RELEASE: "Buildings were taken out of their grids.",
    SWAP: "Buildings of two grids changed places.",
    MERGE: "Grids became one.",
    SPLIT: "A grid became two.",
    SET_KIND: "A grid became a standard grid or a micro-grid.",
    SET_REDUCED: "The reduced band was asked for, or not any more.",
    NAME: "A grid got a name, or lost it.",
    LOCK: "Grids were locked.",
    UNLOCK: "Grids were unlocked.",
    KEEP_TOGETHER: "Buildings shall be in one grid.",
    KEEP_APART: "Buildings shall be in different grids.",
    LET_GO: "Wishes were taken back.",
    CARVE: "Buildings became a micro-grid of their own.",
    GIVE_BACK: "A micro-grid became part of another grid.",
    COPY_LOCKS: "Locks and wishes were copied from another plan.",
    REOPTIMIZE: "The engine improved everything that is not locked.",
    REPAIR: "The engine mended findings with few moves.",
    FINISH: "The engine gave a grid to what was in none.",
    REVALIDATE: "The plan was brought up to date with its basis.",
    UNDO: "An edit was undone.",
    REDO: "An undone edit was done again.",
    JUMP: "The plan was set to an earlier or other state of its history.",
  },
);
