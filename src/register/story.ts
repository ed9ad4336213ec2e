/** The story of one grid code, from the day it was issued until today. */
import type { Actor } from "../auth/viewer";
import type { LineageKind } from "../db/tables";
import type { Text } from "../engine";
import type { GridKind } from "./register";

/**
 * ISSUED     the code began to be.
 * CONTINUED  the grid of the next plan kept it.
 * RETIRED    it ended for ever.
 * The others tell what went from one grid to another; see `lineageOf`.
 */
export type StoryEventKind = "ISSUED" | "CONTINUED" | LineageKind | "RETIRED";

/** One thing that happened to a code. */
export interface StoryEvent {
  readonly at: Date;
  readonly kind: StoryEventKind;
  readonly text: Text;
  /** null where the community got another code. */
  readonly planId: string | null;
  /** Who put the plan in force, or gave the other code; null where that is not known. */
  readonly actor: Actor | null;
  /** Where households came from and went to; null where nothing moved. */
  readonly fromCode: string | null;
  readonly toCode: string | null;
  readonly households: number;
  readonly buildings: number | null;
}

/** Another code, and what it has in common with this one. */
export interface RelatedCode {
  readonly code: string;
  readonly kind: LineageKind;
  readonly households: number;
  readonly buildings: number;
}

/** A code in force today, where the last grid of a retired code stands. */
export interface Replacement {
  readonly code: string;
  readonly kind: GridKind;
  readonly households: number;
  readonly buildings: number;
  /** Of the households of that grid's buildings; of the buildings where nobody lives. 0 to 1. */
  readonly share: number;
}

/** Everything about a code. */
export interface GridCodeStory {
  readonly code: string;
  readonly kind: GridKind;
  readonly communityId: string;
  readonly issuedAt: Date;
  readonly issuedByPlan: string | null;
  readonly retiredAt: Date | null;
  readonly retiredByPlan: string | null;
  readonly events: readonly StoryEvent[];
  /** What the code came of when it was issued, and what came of it when it retired. */
  readonly predecessors: readonly RelatedCode[];
  readonly successors: readonly RelatedCode[];
  /** Today's codes, most households first; none as long as it is in force. */
  readonly replacedBy: readonly Replacement[];
}

/** A code as it is stored. */
export interface StoredCode {
  readonly code: string;
  readonly kind: GridKind;
  readonly communityId: string;
  readonly issuedAt: Date;
  readonly issuedByPlan: string | null;
  readonly retiredAt: Date | null;
  readonly retiredByPlan: string | null;
}

/** One time that it stood for a grid. */
export interface StoredPeriod {
  readonly planId: string;
  readonly validFrom: Date;
  readonly households: number;
}

/** One entry of lineage that it is part of. */
export interface StoredLineage {
  readonly at: Date;
  readonly planId: string | null;
  readonly kind: LineageKind;
  readonly fromCode: string;
  readonly toCode: string;
  readonly households: number;
  readonly buildings: number;
}

/** What happened to a code, in order. */
export function eventsOf(
  code: StoredCode,
  periods: readonly StoredPeriod[],
  lineage: readonly StoredLineage[],
  actorOf: (planId: string | null, at: Date) => Actor | null,
): StoryEvent[] {
  const events: Omit<StoryEvent, "actor">[] = [];
  const nothing = { fromCode: null, toCode: null, buildings: null };
  periods.forEach((period, i) => {
    const { households } = period;
    // Under a code that came by recoding the plan is that of before.
    const planId = i === 0 ? code.issuedByPlan : period.planId;
    const [kind, text] =
      i === 0
        ? (["ISSUED", issuedText(planId, households)] as const)
        : (["CONTINUED", continuedText(periods[i - 1].households, households)] as const);
    events.push({ ...nothing, at: period.validFrom, kind, text, planId, households });
  });
  for (const { fromCode, toCode, kind, ...entry } of lineage) {
    const text = (toCode === code.code ? CAME : WENT)[kind](
      toCode === code.code ? fromCode : toCode,
      entry.households,
      entry.buildings,
    );
    events.push({ ...entry, kind, text, fromCode, toCode });
  }
  if (code.retiredAt !== null) {
    events.push({
      ...nothing,
      at: code.retiredAt,
      kind: "RETIRED",
      text: { zh: "编码停用，不再使用", en: "Retired: it will not be used again" },
      planId: code.retiredByPlan,
      households: periods.at(-1)?.households ?? 0,
    });
  }
  const rank = ({ kind, toCode }: Pick<StoryEvent, "kind" | "toCode">): number => {
    if (kind === "ISSUED" || kind === "CONTINUED") return 0;
    if (kind === "RETIRED") return 3;
    return toCode === code.code ? 1 : 2;
  };
  return events
    .sort((a, b) => a.at.getTime() - b.at.getTime() || rank(a) - rank(b))
    .map((event) => ({ ...event, actor: actorOf(event.planId, event.at) }));
}

function issuedText(planId: string | null, households: number): Text {
  return planId === null
    ? {
        zh: `社区改用新代码，网格随之改用本编码，${households} 户`,
        en: `Issued when the community got another code, to a grid of ${householdsIn(households)}`,
      }
    : {
        zh: `方案实施，发放编码，网格 ${households} 户`,
        en: `Issued when the plan was put in force, to a grid of ${householdsIn(households)}`,
      };
}

function continuedText(before: number, now: number): Text {
  if (before === now) {
    return {
      zh: `新方案实施，沿用编码，网格仍为 ${now} 户`,
      en: `Kept by the next plan, whose grid still has ${householdsIn(now)}`,
    };
  }
  return {
    zh: `新方案实施，沿用编码，网格由 ${before} 户变为 ${now} 户`,
    en: `Kept by the next plan, whose grid has ${householdsIn(now)} after ${before}`,
  };
}

type Tell = (other: string, households: number, buildings: number) => Text;

const CAME: Readonly<Record<LineageKind, Tell>> = {
  ADJUST: (other, h, b) => ({
    zh: `由 ${other} 调入 ${h} 户（${b} 栋）`,
    en: `Takes over ${counted(h, b)} from ${other}`,
  }),
  SPLIT: (other, h, b) => ({
    zh: `由 ${other} 拆分而来，${h} 户（${b} 栋）`,
    en: `Made of a part of ${other}: ${counted(h, b)}`,
  }),
  MERGE: (other, h, b) => ({
    zh: `由 ${other} 并入 ${h} 户（${b} 栋）`,
    en: `Merged from ${other}: ${counted(h, b)}`,
  }),
  RETYPE: (other, h, b) => ({
    zh: `由另一类网格 ${other} 转来 ${h} 户（${b} 栋）`,
    en: `Takes over ${counted(h, b)} from ${other}, a grid of the other kind`,
  }),
  RECODE: (other, h, b) => ({
    zh: `原编码 ${other}，${h} 户（${b} 栋）`,
    en: `Was ${other} until then: ${counted(h, b)}`,
  }),
};

const WENT: Readonly<Record<LineageKind, Tell>> = {
  ADJUST: (other, h, b) => ({
    zh: `${h} 户（${b} 栋）调至 ${other}`,
    en: `Gives ${counted(h, b)} to ${other}`,
  }),
  SPLIT: (other, h, b) => ({
    zh: `拆分出 ${other}，${h} 户（${b} 栋）`,
    en: `Split: ${other} is made of ${counted(h, b)} of it`,
  }),
  MERGE: (other, h, b) => ({
    zh: `${h} 户（${b} 栋）并入 ${other}`,
    en: `Merged: ${other} takes ${counted(h, b)}`,
  }),
  RETYPE: (other, h, b) => ({
    zh: `${h} 户（${b} 栋）转入另一类网格 ${other}`,
    en: `Gives ${counted(h, b)} to ${other}, a grid of the other kind`,
  }),
  RECODE: (other, h, b) => ({
    zh: `社区改用新代码，改为 ${other}，${h} 户（${b} 栋）`,
    en: `Becomes ${other}, since the community got another code: ${counted(h, b)}`,
  }),
};

function counted(households: number, buildings: number): string {
  return `${householdsIn(households)} (${buildings} building${buildings === 1 ? "" : "s"})`;
}

function householdsIn(count: number): string {
  return `${count} household${count === 1 ? "" : "s"}`;
}
