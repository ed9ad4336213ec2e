/** Edits that change what a grid is, and leave its cells. */
import type { Draft, DraftGrid, Edit } from "../edit-types";
import { demandChange, demandUnlocked, gridOfKey, nothingChosen } from "./demands";
import { refuse } from "./edit-error";
import type { EditableGround } from "./editable";

/** As many characters as a name may have. */
const LONGEST_NAME = 100;

/** A micro-grid has no band, so that no note on it is kept. */
export function setKind(
  open: EditableGround,
  draft: Draft,
  { key, kind }: Extract<Edit, { type: "SET_KIND" }>,
): Draft {
  const place = gridOfKey(draft, key, ["key"]);
  demandUnlocked(open, draft, [{ place, path: ["key"] }]);
  demandChange(draft.grids[place].kind !== kind, ["kind"]);
  return withGrid(draft, place, kind === "MICRO" ? { kind, reducedNote: null } : { kind });
}

export function setReduced(
  open: EditableGround,
  draft: Draft,
  { key, note }: Extract<Edit, { type: "SET_REDUCED" }>,
): Draft {
  const place = gridOfKey(draft, key, ["key"]);
  demandUnlocked(open, draft, [{ place, path: ["key"] }]);
  const reducedNote = note === null ? null : note.trim();
  if (reducedNote === "") {
    refuse(
      "NOTE_EMPTY",
      {
        zh: "请写明为什么按小规模网格划分。",
        en: "Write why the grid is to have the reduced band.",
      },
      ["note"],
    );
  }
  if (reducedNote !== null && draft.grids[place].kind === "MICRO") {
    refuse(
      "NO_BAND",
      {
        zh: "专属网格没有户数标准。请先将其改为标准网格。",
        en: "A micro-grid has no band to reduce. Make it a standard grid first.",
      },
      ["key"],
    );
  }
  demandChange(draft.grids[place].reducedNote !== reducedNote, ["note"]);
  return withGrid(draft, place, { reducedNote });
}

/** A name is not part of the division: a locked grid may get another one. */
export function setName(draft: Draft, { key, name }: Extract<Edit, { type: "NAME" }>): Draft {
  const place = gridOfKey(draft, key, ["key"]);
  const given = nameFor(draft, place, name);
  demandChange(draft.grids[place].name !== given, ["name"]);
  return withGrid(draft, place, { name: given });
}

/** A name as it is kept; refuses one that is no name, or that another grid has. */
export function nameFor(draft: Draft, place: number | null, name: string | null): string | null {
  if (name === null) return null;
  const given = name.trim();
  if (given === "" || given.length > LONGEST_NAME) {
    refuse(
      "NAME_INVALID",
      {
        zh: `名称须有 1 至 ${LONGEST_NAME} 个字。请修改；不需要名称时请留空。`,
        en: `A name has 1 to ${LONGEST_NAME} characters. Change it, or leave it out.`,
      },
      ["name"],
    );
  }
  if (draft.grids.some((grid, other) => other !== place && grid.name === given)) {
    refuse(
      "NAME_IN_USE",
      {
        zh: `另一个网格已叫“${given}”。请换一个名称。`,
        en: `Another grid is called ${given}. Choose another name.`,
      },
      ["name"],
    );
  }
  return given;
}

export function setLocked(
  draft: Draft,
  { type, keys }: Extract<Edit, { type: "LOCK" | "UNLOCK" }>,
): Draft {
  if (keys.length === 0) nothingChosen("keys");
  const locked = type === "LOCK";
  const places = new Set(keys.map((key, i) => gridOfKey(draft, key, ["keys", String(i)])));
  demandChange(
    [...places].some((place) => draft.grids[place].locked !== locked),
    ["keys"],
  );
  const empty = [...places].findIndex((place) => locked && !draft.gridOf.includes(place));
  if (empty >= 0) {
    refuse(
      "GRID_EMPTY",
      {
        zh: "这个网格已没有楼栋和地块，不能锁定。请先向其中划入楼栋，或将其并入另一网格。",
        en: "This grid holds nothing any more and cannot be locked. Move buildings into it first, or merge it into another one.",
      },
      ["keys"],
    );
  }
  const grids = draft.grids.map((grid, place) => (places.has(place) ? { ...grid, locked } : grid));
  return { ...draft, grids };
}

function withGrid(draft: Draft, place: number, change: Partial<DraftGrid>): Draft {
  const grids = draft.grids.map((grid, i) => (i === place ? { ...grid, ...change } : grid));
  return { ...draft, grids };
}
