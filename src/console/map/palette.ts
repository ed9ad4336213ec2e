/**
 * The colours of the map and of everything that explains it. The grid colours descend from Okabe and
 * Ito's set, which stays distinct under the common kinds of colour blindness; signs and hatching say
 * the same again.
 */
import type { GridStatus } from "./grid-status";

export const gridColours: Readonly<Record<GridStatus, string>> = {
  inBand: "#0a8f6c",
  reduced: "#3f9bd8",
  below: "#e3a008",
  above: "#c9480c",
  micro: "#9a4d8f",
};

type Category = "RESIDENTIAL" | "OFFICE" | "MARKET" | "PUBLIC_VENUE" | "OTHER";
type BarrierKind = "ROAD" | "RIVER" | "RAILWAY" | "WALL";

export type BuildingLook = Category | "OLD";

export const buildingColours: Readonly<Record<BuildingLook, string>> = {
  RESIDENTIAL: "#8d9399",
  OLD: "#9b7350",
  OFFICE: "#33507f",
  MARKET: "#a8326d",
  PUBLIC_VENUE: "#5b3f8c",
  OTHER: "#c9c6bf",
};

export const buildingLooks: readonly BuildingLook[] = [
  "RESIDENTIAL",
  "OLD",
  "OFFICE",
  "MARKET",
  "PUBLIC_VENUE",
  "OTHER",
];

export const barrierColours: Readonly<Record<BarrierKind, string>> = {
  ROAD: "#ffffff",
  RIVER: "#5aa7d6",
  RAILWAY: "#4a4a4a",
  WALL: "#8a6d4b",
};

export const barrierKinds: readonly BarrierKind[] = ["ROAD", "RIVER", "RAILWAY", "WALL"];

export const ink = "#1c2b3a";
export const paper = "#f1efe9";
