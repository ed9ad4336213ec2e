import type { Actor } from "../auth/viewer";
import type { Crs } from "../crs/crs";

/** What a file can hold. */
export type ExportContent = "REGISTER" | "PLAN" | "CROSSWALK";

/** How it is written. */
export type ExportFormat = "GEOJSON" | "CSV";

/** Which register, plan or crosswalk. */
export type ExportSubject =
  | {
      readonly content: "REGISTER";
      /** Start of the codes of communities; empty: all. */
      readonly jurisdiction: string;
      /** null: the moment of the download. */
      readonly at: Date | null;
    }
  | { readonly content: "PLAN"; readonly planId: string }
  | {
      readonly content: "CROSSWALK";
      readonly networkId: string;
      /** null: against the register. */
      readonly planId: string | null;
      /** null: as it is. */
      readonly at: Date | null;
    };

/** What a file is made of. */
export interface ExportWish {
  readonly subject: ExportSubject;
  readonly format: ExportFormat;
  readonly crs: Crs;
}

/** A link that gives a file to whoever has it, for a time. */
export interface ExportLink extends ExportWish {
  readonly id: string;
  /** Code prefixes of the communities that it may show: what its maker might read. */
  readonly scope: readonly string[];
  /** null: it concerns no single one. */
  readonly communityId: string | null;
  readonly createdBy: Actor;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly revokedBy: Actor | null;
  readonly downloads: number;
  readonly lastUsedAt: Date | null;
}

/** For how long a link may work. */
export const MAX_HOURS = 168;

/** The name that the file is offered under; it says what is in it, and GIS programs go by its ending. */
export function fileNameOf({ subject, format, crs }: ExportWish): string {
  const date =
    "at" in subject && subject.at !== null ? subject.at.toISOString().slice(0, 10) : null;
  const isMap = format === "GEOJSON";
  const parts = [
    NAMES[subject.content],
    subject.content === "REGISTER" ? subject.jurisdiction : null,
    date,
    isMap && crs !== "CGCS2000" ? crs : null,
  ];
  const name = parts.filter((part) => part !== null && part !== "").join("-");
  return `${name.toLowerCase()}.${isMap ? "geojson" : "csv"}`;
}

const NAMES: Readonly<Record<ExportContent, string>> = {
  REGISTER: "register",
  PLAN: "plan",
  CROSSWALK: "crosswalk",
};
