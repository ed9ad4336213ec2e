import type { Draft } from "../edit-types";
import type { Text } from "../plan-types";
import { assessDraft } from "./assess-draft";
import type { EditableGround } from "./editable";

/** What people call a grid of a draft: its name, else the label that it has now. */
export function callGrid(open: EditableGround, draft: Draft, place: number): Text {
  const { name, key } = draft.grids[place];
  if (name !== null) return { zh: `网格“${name}”`, en: `grid ${name}` };
  const { plan, keys } = assessDraft(open, draft);
  const label = plan.grids[keys.indexOf(key)]?.label;
  return label === undefined
    ? { zh: "已清空的网格", en: "a grid that was emptied" }
    : { zh: `网格 ${label}`, en: `grid ${label}` };
}
