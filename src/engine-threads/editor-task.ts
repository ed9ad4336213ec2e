/** What the editing thread is asked, and what it answers. */
import type {
  Draft,
  Edit,
  EditRefusal,
  EngineErrorCode,
  InputFault,
  OpenedGrid,
  ProposeInput,
} from "../engine";
import type { Edited, EditedRows } from "./editor";

/** One thing to do with a ground. */
export type EditorWork =
  | { readonly type: "OPEN"; readonly grids: readonly OpenedGrid[] }
  | { readonly type: "CELLS" }
  | {
      readonly type: "EDIT";
      readonly before: Draft;
      readonly edit: Edit;
      readonly rows: EditedRows;
    }
  | {
      readonly type: "CHANGE";
      readonly before: Draft;
      readonly after: Draft;
      readonly rows: EditedRows;
    };

/** What the editing thread is given. */
export interface EditorTask {
  /** Of the ground. */
  readonly key: string;
  /** null: the thread may have it open. */
  readonly input: ProposeInput | null;
  /** So many grounds are kept open. */
  readonly capacity: number;
  readonly work: EditorWork;
}

/** What a piece of work gives. */
export type EditorDone =
  | { readonly type: "OPENED"; readonly draft: Draft }
  | { readonly type: "CELLS"; readonly cells: readonly (readonly string[])[] }
  | { readonly type: "EDITED"; readonly edited: Edited };

/** What the thread gives back. Errors lose their class and fields between threads, hence the shape. */
export type EditorResult =
  | EditorDone
  /** The ground is not open. */
  | { readonly type: "CLOSED" }
  | { readonly type: "FORBIDDEN"; readonly refusals: readonly EditRefusal[] }
  | {
      readonly type: "REFUSED";
      readonly code: EngineErrorCode;
      readonly message: string;
      readonly faults: readonly InputFault[];
    };
