/** What the tables of a plan have to take over from a draft that was changed. */
import type { Draft, Finding, Grid } from "../engine";
import type { Edited } from "../engine-threads/editor";
import type { NewGrid } from "../plan/plan";
import type { BuildingIds } from "./building-ids";
import type { PartsChange, WrittenGrid } from "./division.repository";
import type { EditEffect, GridSigns, GridState, KeptEffect } from "./editing";

/** The rows that are not as before. */
export function changedParts(before: Draft, edited: Edited, ids: BuildingIds): PartsChange {
  const { draft: after, labels } = edited;
  const moved: { no: number; gridId: string }[] = [];
  const released: number[] = [];
  after.gridOf.forEach((place, no) => {
    const was = before.gridOf[no];
    if (was < 0) return;
    if (place < 0) released.push(no);
    else if (after.grids[place].key !== before.grids[was].key) {
      moved.push({ no, gridId: after.grids[place].key });
    }
  });
  return {
    ...presentParts(edited, ids),
    gone: [...labels.before.keys()].filter((key) => !labels.after.has(key)),
    moved,
    released,
  };
}

/** The rows of a draft of which the tables have nothing. */
export function allParts(edited: Edited, ids: BuildingIds): PartsChange {
  return { ...presentParts(edited, ids), gone: [], moved: [], released: [] };
}

function presentParts(
  { draft, grids, cells }: Edited,
  ids: BuildingIds,
): Pick<PartsChange, "grids" | "added"> {
  const signs = signsByKey(draft);
  return {
    grids: grids.map(({ key, grid }): WrittenGrid => ({
      ...toNewGrid(grid, ids),
      ...signsIn(signs, key),
      id: key,
    })),
    added: cells.map(({ no, households, polygon, buildingIds }) => ({
      no,
      gridId: draft.grids[draft.gridOf[no]].key,
      households,
      polygon,
      buildingIds: buildingIds.map(ids.toOurs),
    })),
  };
}

function toNewGrid(grid: Grid, ids: BuildingIds): NewGrid {
  return {
    ...grid,
    buildingCount: grid.buildingIds.length,
    findings: grid.findings.map((finding) => toOurs(finding, ids)),
  };
}

/** A finding by our ids of buildings. */
export function toOurs(finding: Finding, ids: BuildingIds): Finding {
  return { ...finding, buildingIds: finding.buildingIds.map(ids.toOurs) };
}

/** What an edit did, by our ids. */
export function toEditEffect(
  before: Draft,
  { draft, effect }: Edited,
  ids: BuildingIds,
): EditEffect {
  const [was, is] = [signsByKey(before), signsByKey(draft)];
  return {
    before: effect.before,
    after: effect.after,
    grids: effect.grids.map((grid) => ({
      gridId: grid.key,
      before: grid.before && toState(grid.before, signsIn(was, grid.key), ids),
      after: grid.after && toState(grid.after, signsIn(is, grid.key), ids),
    })),
    findingsNew: effect.findingsNew.map((finding) => toOurs(finding, ids)),
    findingsGone: effect.findingsGone.map((finding) => toOurs(finding, ids)),
    buildingIds: effect.buildingIds.map(ids.toOurs),
    householdsMoved: effect.householdsMoved,
  };
}

/** What the history keeps of it. */
export function toKeptEffect({ grids, ...effect }: EditEffect): KeptEffect {
  const figures = (grid: GridState | null) =>
    grid && {
      label: grid.label,
      kind: grid.kind,
      households: grid.households,
      name: grid.name,
      locked: grid.locked,
      reducedNote: grid.reducedNote,
    };
  return {
    ...effect,
    grids: grids.map(({ gridId, before, after }) => ({
      gridId,
      before: figures(before),
      after: figures(after),
    })),
  };
}

function toState(grid: Grid, signs: GridSigns, ids: BuildingIds): GridState {
  return {
    ...grid,
    ...signs,
    buildingIds: grid.buildingIds.map(ids.toOurs),
    findings: grid.findings.map((finding) => toOurs(finding, ids)),
  };
}

function signsByKey({ grids }: Draft): ReadonlyMap<string, GridSigns> {
  return new Map(
    grids.map(({ key, name, locked, reducedNote }) => [key, { name, locked, reducedNote }]),
  );
}

function signsIn(signs: ReadonlyMap<string, GridSigns>, key: string): GridSigns {
  const found = signs.get(key);
  if (found === undefined) throw new Error(`The draft has no grid ${key}`);
  return found;
}
