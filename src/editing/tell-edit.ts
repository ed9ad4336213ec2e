/** An entry in the history of a draft as a sentence, in the words of those who read it in a list. */
import type { Text } from "../engine";
import type { GridFigures, KeptEffect, PlanEdit } from "./editing";

/** What there is to know of an edit, beside itself. */
export interface ToldOf {
  /** Names of buildings by their ids in the data set. */
  readonly names: ReadonlyMap<string, string>;
  /** For a step through the history: the entry that it takes back, does again or goes to. */
  readonly other: { readonly no: number; readonly message: Text } | null;
}

/** What was done, in a sentence. */
export function tellEdit(edit: PlanEdit, { names, other }: ToldOf): Text {
  const { effect } = edit;
  const asked = edit.edit ?? {};
  const named = (member: string): Text => tellBuildings(textsIn(asked[member]), names);
  const households = tellHouseholds(effect.householdsMoved);
  switch (edit.kind) {
    case "MOVE": {
      const what = tellMoved(named("buildingIds"), effect);
      const { isNew, label } = target(asked.to, effect);
      return isNew
        ? {
            zh: `将${what.zh}划为新网格${label.zh}。`,
            en: `Made grid ${label.en} of ${what.en}.`,
          }
        : {
            zh: `将${what.zh}移入网格${label.zh}。`,
            en: `Moved ${what.en} to grid ${label.en}.`,
          };
    }
    case "RELEASE": {
      const what = tellMoved(named("buildingIds"), effect);
      return {
        zh: `将${what.zh}移出所在网格，待重新划入。`,
        en: `Took ${what.en} out, to be given a grid later.`,
      };
    }
    case "SWAP": {
      const [one, other] = [named("buildingIds"), named("forBuildingIds")];
      return {
        zh: `${one.zh}与${other.zh}对调网格（${households.zh}）。`,
        en: `Swapped ${one.en} for ${other.en} (${households.en}).`,
      };
    }
    case "MERGE": {
      const keys = textsIn(asked.keys);
      // Others may only have got another label.
      const all = gridsIn(effect, ({ before, gridId }) => (keys.includes(gridId) ? before : null));
      const into = gridsIn(effect, ({ after, gridId }) => (gridId === keys[0] ? after : null));
      return {
        zh: `将${all.zh}合并为${into.zh}。`,
        en: `Merged ${all.en} into ${into.en}.`,
      };
    }
    case "SPLIT": {
      const old = gridsIn(effect, ({ before, gridId }) => (gridId === asked.key ? before : null));
      const parts = gridsIn(effect, ({ after, gridId }) =>
        gridId === asked.key || gridId === asked.newKey ? after : null,
      );
      return {
        zh: `将${old.zh}${asked.line == null ? "" : "沿画线"}拆分为${parts.zh}。`,
        en: `Split ${old.en}${asked.line == null ? "" : " along a line"} into ${parts.en}.`,
      };
    }
    case "SET_KIND": {
      const [was, is] = [labelOf(asked.key, effect, "before"), labelOf(asked.key, effect, "after")];
      return asked.kind === "MICRO"
        ? { zh: `将网格${was}改为专属网格${is}。`, en: `Made grid ${was} the micro-grid ${is}.` }
        : {
            zh: `将专属网格${was}改为标准网格${is}。`,
            en: `Made the micro-grid ${was} the standard grid ${is}.`,
          };
    }
    case "SET_REDUCED": {
      const label = labelOf(asked.key, effect, "after");
      return typeof asked.note === "string"
        ? {
            zh: `将网格${label}定为小规模网格：${asked.note}。`,
            en: `Asked for the reduced band for grid ${label}: ${asked.note}.`,
          }
        : {
            zh: `不再要求网格${label}为小规模网格。`,
            en: `No longer asked for the reduced band for grid ${label}.`,
          };
    }
    case "NAME": {
      const label = labelOf(asked.key, effect, "after");
      return typeof asked.name === "string"
        ? {
            zh: `将网格${label}命名为“${asked.name}”。`,
            en: `Named grid ${label} “${asked.name}”.`,
          }
        : { zh: `取消网格${label}的名称。`, en: `Took the name of grid ${label} away.` };
    }
    case "LOCK":
    case "UNLOCK": {
      const which = gridsIn(effect, ({ after }) => after);
      return edit.kind === "LOCK"
        ? { zh: `锁定${which.zh}。`, en: `Locked ${which.en}.` }
        : { zh: `解锁${which.zh}。`, en: `Unlocked ${which.en}.` };
    }
    case "KEEP_TOGETHER": {
      const what = named("buildingIds");
      return { zh: `要求${what.zh}在同一网格。`, en: `Wished that ${what.en} stay in one grid.` };
    }
    case "KEEP_APART": {
      const what = named("buildingIds");
      return {
        zh: `要求${what.zh}分属不同网格。`,
        en: `Wished that ${what.en} are in different grids.`,
      };
    }
    case "LET_GO": {
      const what = named("buildingIds");
      return { zh: `取消对${what.zh}的要求。`, en: `Took back what was wished of ${what.en}.` };
    }
    case "CARVE": {
      const what = tellMoved(named("buildingIds"), effect);
      const label = labelOf(asked.newKey, effect, "after");
      return {
        zh: `将${what.zh}单独划为专属网格${label}。`,
        en: `Made the micro-grid ${label} of ${what.en}.`,
      };
    }
    case "GIVE_BACK": {
      const was = labelOf(asked.key, effect, "before");
      const into = takenBy(asked.key, effect);
      return into === null
        ? { zh: `撤销专属网格${was}。`, en: `Gave the micro-grid ${was} back.` }
        : {
            zh: `将专属网格${was}并回网格${into}。`,
            en: `Gave the micro-grid ${was} back to grid ${into}.`,
          };
    }
    case "COPY_LOCKS":
      return {
        zh: "从另一方案复制锁定和要求。",
        en: "Copied the locks and wishes of another plan.",
      };
    case "REOPTIMIZE":
      return {
        zh: `由系统重新优化，调整${households.zh}。`,
        en: `Had the engine re-optimise it: ${households.en} moved.`,
      };
    case "REPAIR":
      return {
        zh: `由系统修复问题，调整${households.zh}。`,
        en: `Had the engine mend its findings: ${households.en} moved.`,
      };
    case "FINISH":
      return {
        zh: `由系统补全未划入的部分（${households.zh}）。`,
        en: `Had the engine give a grid to what was in none: ${households.en}.`,
      };
    case "REVALIDATE":
      return { zh: "按现行数据重新核验。", en: "Revalidated it on the data of now." };
    case "UNDO":
    case "REDO":
    case "JUMP":
      return tellStep(edit.kind, other);
  }
}

function tellStep(kind: "UNDO" | "REDO" | "JUMP", other: ToldOf["other"]): Text {
  if (other === null) {
    return { zh: "回到编辑前的方案。", en: "Went to the plan as it was before the first edit." };
  }
  const { no, message } = other;
  switch (kind) {
    case "UNDO":
      return { zh: `撤销第${no}步：${message.zh}`, en: `Undid edit ${no}: ${message.en}` };
    case "REDO":
      return { zh: `重做第${no}步：${message.zh}`, en: `Did edit ${no} again: ${message.en}` };
    case "JUMP":
      return { zh: `转到第${no}步之后：${message.zh}`, en: `Went to edit ${no}: ${message.en}` };
  }
}

/** Buildings that a list still names one by one. */
const NAMED = 3;

/** Buildings by their names; where there are many, by the first and their number. */
function tellBuildings(ids: readonly string[], names: ReadonlyMap<string, string>): Text {
  const told = ids.slice(0, NAMED).map((id) => names.get(id) ?? id);
  const more = ids.length - told.length;
  return {
    zh: told.join("、") + (more > 0 ? `等${ids.length}栋` : ""),
    en: told.join(", ") + (more > 0 ? ` and ${more} more` : ""),
  };
}

/** What was moved, with its households; ground alone has no building to be named. */
function tellMoved(buildings: Text, { householdsMoved }: KeptEffect): Text {
  if (buildings.zh === "") return { zh: "无楼栋的地块", en: "ground without buildings" };
  const households = tellHouseholds(householdsMoved);
  return {
    zh: `${buildings.zh}（${households.zh}）`,
    en: `${buildings.en} (${households.en})`,
  };
}

function tellHouseholds(n: number): Text {
  return { zh: `${n}户`, en: n === 1 ? "1 household" : `${n} households` };
}

type Kept = KeptEffect["grids"][number];

/** Some of the grids of an edit, by their labels. */
function gridsIn({ grids }: KeptEffect, which: (grid: Kept) => GridFigures | null): Text {
  const found = grids.flatMap((grid) => which(grid)?.label ?? []).sort();
  return {
    zh: `网格${found.join("、")}`,
    en: `${found.length === 1 ? "grid" : "grids"} ${found.join(", ")}`,
  };
}

function labelOf(gridId: unknown, { grids }: KeptEffect, when: "before" | "after"): string {
  return grids.find((grid) => grid.gridId === gridId)?.[when]?.label ?? "";
}

/** The label of the grid that took all of one that ended; null where it cannot be told from the figures. */
function takenBy(gridId: unknown, { grids }: KeptEffect): string | null {
  const others = grids.filter((grid) => grid.gridId !== gridId && grid.after !== null);
  const grown = others.filter(
    ({ before, after }) => (after?.households ?? 0) > (before?.households ?? 0),
  );
  const [taker, ...more] = grown.length > 0 ? grown : others;
  return more.length > 0 ? null : (taker?.after?.label ?? null);
}

/** The grid that something went to: the label that it had for whoever did it, and the one that it got. */
function target(to: unknown, effect: KeptEffect): { isNew: boolean; label: Text } {
  const { key, newKey }: { key?: unknown; newKey?: unknown } =
    typeof to === "object" && to !== null ? to : {};
  const after = labelOf(newKey ?? key, effect, "after");
  if (newKey !== undefined) return { isNew: true, label: { zh: after, en: after } };
  const before = labelOf(key, effect, "before");
  const isSame = before === after || before === "";
  return {
    isNew: false,
    label: isSame
      ? { zh: after, en: after }
      : { zh: `${before}（此后为${after}）`, en: `${before} (${after} since then)` },
  };
}

/** The texts of a list as it was stored. */
function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

/** Ids, in the data set, of the buildings that the sentence names. */
export function namedBuildings({ edit }: PlanEdit): string[] {
  return [edit?.buildingIds, edit?.forBuildingIds].flatMap((ids) => textsIn(ids).slice(0, NAMED));
}
