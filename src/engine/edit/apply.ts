import type { Draft, Edit } from "../edit-types";
import type { EditableGround } from "./editable";
import { carve, giveBack, merge, move, release, swap } from "./move";
import { setKind, setLocked, setName, setReduced } from "./set-grid";
import { split } from "./split";
import { keepBuildings, letGo } from "./wishes";

/**
 * The draft that an edit makes of another one, which stays as it is. What an edit breaks is a finding of
 * the plan (`assessDraft`); throws EditError for what locks and wishes forbid, and for what makes no sense.
 */
export function applyEdit(open: EditableGround, draft: Draft, edit: Edit): Draft {
  switch (edit.type) {
    case "MOVE":
      return move(open, draft, edit);
    case "RELEASE":
      return release(open, draft, edit);
    case "SWAP":
      return swap(open, draft, edit);
    case "MERGE":
      return merge(open, draft, edit.keys);
    case "SPLIT":
      return split(open, draft, edit);
    case "SET_KIND":
      return setKind(open, draft, edit);
    case "SET_REDUCED":
      return setReduced(open, draft, edit);
    case "NAME":
      return setName(draft, edit);
    case "LOCK":
    case "UNLOCK":
      return setLocked(draft, edit);
    case "KEEP_TOGETHER":
    case "KEEP_APART":
      return keepBuildings(open, draft, edit.type, edit.buildingIds);
    case "LET_GO":
      return letGo(draft, edit.buildingIds);
    case "CARVE":
      return carve(open, draft, edit);
    case "GIVE_BACK":
      return giveBack(open, draft, edit);
    default: {
      const never: never = edit;
      return never;
    }
  }
}
