/** What of a plan has to be stored anew after its draft has changed. */
import type { Draft, DraftEffect, DraftGrid, DraftPlan, Grid, GridEffect } from "../engine";
import type { Edited, EditedRows } from "./editor";

/** A draft with the plan that it is. */
export interface Assessed {
  readonly draft: Draft;
  readonly plan: DraftPlan;
}

/** What is not as before; or all. */
export function editedFrom(
  before: Assessed,
  after: Assessed,
  effect: DraftEffect,
  rows: EditedRows,
): Edited {
  const { grids, cells, blocks, ...plan } = after.plan.plan;
  const all = rows === "ALL";
  const was = signedGrids(before);
  const now = signedGrids(after);
  return {
    draft: after.draft,
    effect: { ...effect, grids: [...effect.grids, ...otherSigns(was, now, effect)] },
    plan,
    labels: { before: labelsOf(before.plan), after: labelsOf(after.plan) },
    grids: after.plan.keys
      .map((key, i) => ({ key, grid: grids[i] }))
      .filter(({ key }) => all || !isSame(was.get(key), now.get(key))),
    cells: cells
      .map(({ households, buildingIds, polygon }, no) => ({ no, households, buildingIds, polygon }))
      .filter(({ no }) => after.draft.gridOf[no] >= 0 && (all || before.draft.gridOf[no] < 0)),
    blocks: all ? blocks : null,
  };
}

interface SignedGrid {
  readonly grid: Grid;
  readonly signs: DraftGrid | undefined;
}

/** The grids of a plan with what people have said of them. */
function signedGrids({ draft, plan }: Assessed): Map<string, SignedGrid> {
  const signs = new Map(draft.grids.map((grid) => [grid.key, grid]));
  return new Map(
    plan.keys.map((key, i) => [key, { grid: plan.plan.grids[i], signs: signs.get(key) }]),
  );
}

/** Grids that are as before but for what people say of them. */
function otherSigns(
  was: ReadonlyMap<string, SignedGrid>,
  now: ReadonlyMap<string, SignedGrid>,
  { grids }: DraftEffect,
): GridEffect[] {
  const known = new Set(grids.map(({ key }) => key));
  return [...now].flatMap(([key, { grid, signs }]) => {
    const before = was.get(key);
    if (before === undefined || known.has(key) || told(before.signs) === told(signs)) return [];
    return [{ key, before: before.grid, after: grid }];
  });
}

/** Outlines are compared by what they are only where they are not the same object. */
function isSame(was: SignedGrid | undefined, now: SignedGrid | undefined): boolean {
  if (was === undefined || now === undefined) return was === now;
  const { polygon: before, ...figuresBefore } = was.grid;
  const { polygon: after, ...figuresAfter } = now.grid;
  return (
    told(was.signs) === told(now.signs) &&
    JSON.stringify(figuresBefore) === JSON.stringify(figuresAfter) &&
    (before === after || JSON.stringify(before) === JSON.stringify(after))
  );
}

function told(signs: DraftGrid | undefined): string {
  return JSON.stringify([signs?.name, signs?.locked, signs?.reducedNote]);
}

function labelsOf({ plan, keys }: DraftPlan): Map<string, string> {
  return new Map(keys.map((key, i) => [key, plan.grids[i].label]));
}
