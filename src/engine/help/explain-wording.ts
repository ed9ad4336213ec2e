/** Why a grid is out of its band, in a sentence with its numbers. */
import { assessDraft } from "../edit/assess-draft";
import type { Edit, OutOfBand } from "../edit-types";
import type { Text } from "../plan-types";
import { count, households, listOf, nameOf, plural } from "../rules/wording";
import type { Scene } from "./region";
import { callOf } from "./suggest-wording";

/** What was found out. */
export interface Facts {
  /** Of the ground that was looked at. */
  readonly households: number;
  /** That can be in band at most; or that one building has. */
  readonly most: number;
  readonly moved: number;
  readonly buildingIds: readonly string[];
  readonly grids: number;
  readonly edits: readonly Edit[];
}

export function wordsFor(
  scene: Scene,
  reason: OutOfBand["reason"],
  facts: Partial<Facts> & Pick<Facts, "grids" | "edits">,
): Pick<OutOfBand, "message" | "numbers"> {
  const { open, draft, grid } = scene;
  const before = assessDraft(open, draft);
  const { key } = draft.grids[grid];
  const own = before.plan.grids[before.keys.indexOf(key)];
  const [min, max] = own.band ?? [0, 0];
  const { zh, en } = why(scene, reason, facts, [min, max]);
  const call = callOf({ draft, before }, key);
  const off = count(Math.abs(own.deviation));
  const isFew = own.deviation < 0;
  return {
    message: {
      zh: `${call.zh} 有 ${count(own.households)} 户，比 ${min}-${max} 户的标准${isFew ? "少" : "多"} ${off} 户。${zh}`,
      en: `${capital(call.en)} has ${households(own.households)}, ${off} ${isFew ? "fewer" : "more"} than ${min}-${max}. ${en}`,
    },
    numbers: {
      households: own.households,
      min,
      max,
      deviation: own.deviation,
      grids: facts.grids,
      ...(facts.households === undefined ? {} : { householdsAround: facts.households }),
      ...(facts.most === undefined ? {} : { most: facts.most }),
      ...(facts.moved === undefined ? {} : { householdsMoved: facts.moved }),
    },
  };
}

function why(
  scene: Scene,
  reason: OutOfBand["reason"],
  facts: Partial<Facts> & Pick<Facts, "grids" | "edits">,
  [min, max]: readonly [number, number],
): Text {
  const { households: around = 0, most = 0, moved = 0, grids } = facts;
  const steps = facts.edits.length;
  switch (reason) {
    case "BUILDING_EXCEEDS_MAX": {
      const names = namesOf(scene, facts.buildingIds ?? []);
      return {
        zh: `仅楼栋“${names.zh}”就有 ${count(most)} 户，而楼栋不能拆分，怎样调整都不能达标。提交时请说明理由。`,
        en: `${names.en} alone ${facts.buildingIds?.length === 1 ? "has" : "have"} ${count(most)} and cannot be parted: no exchange brings it into band. Give this as the reason at submission.`,
      };
    }
    case "CUT_OFF":
      return {
        zh: `它没有可以调整的相邻标准网格${around > 0 ? `，所在的一片共 ${count(around)} 户，自身怎样拆分也不能达标` : ""}。旁边如有专属网格，可将其还回；否则请在提交时说明理由。`,
        en: `It has no standard neighbour to exchange with${around > 0 ? `, and its ground with ${households(around)} cannot be divided into grids in band` : ""}. If a micro-grid lies beside it, give that back; else give this as the reason at submission.`,
      };
    case "TOTAL":
      return {
        zh: `它所在的相连部分在标准网格中共 ${count(around)} 户，分成几个网格都不能全部达到 ${min}-${max} 户。提交时请说明理由，或考虑调整社区范围。`,
        en: `The connected ground it is part of has ${households(around)} in standard grids: no number of grids has them all in band. Give this as the reason at submission, or consider changing the community's boundary.`,
      };
    case "PROVED":
      return {
        zh: `已穷尽它与相邻网格（共 ${grids} 个网格，${count(around)} 户）的各种划分：最多 ${count(most)} 户能在达标网格内，不能全部达标。可考虑更大范围的重新优化，或在提交时说明理由。`,
        en: `An exact search over it and its neighbours (${plural(grids, "grid")}, ${households(around)}) shows that at most ${count(most)} can be in grids in band, in whatever division. Re-optimise on a larger scale, or give this as the reason at submission.`,
      };
    case "POSSIBLE":
      return {
        zh: `可以达标：按下列 ${steps} 步修改，共调整 ${count(moved)} 户。`,
        en: `It can be brought into band: ${plural(steps, "edit")}, ${households(moved)} moved.`,
      };
    case "LOCKED":
      return steps > 0
        ? {
            zh: `锁定的网格妨碍调整：先解锁，再按下列步骤修改（共 ${steps} 步，调整 ${count(moved)} 户）即可达标。`,
            en: `Locked grids stand in the way: unlock them first, then it can be brought into band (${plural(steps, "edit")}, ${households(moved)} moved).`,
          }
        : {
            zh: `它已锁定，不能调整。请先解锁；解锁后也未找到使其达标的划分。`,
            en: `It is locked and cannot be changed. Unlock it first; even then no division that has it in band was found.`,
          };
    case "WISHES":
      return {
        zh: `楼栋同在一处或分开的设定妨碍调整：先取消，再按下列步骤修改（共 ${steps} 步，调整 ${count(moved)} 户）即可达标。`,
        en: `Wishes to keep buildings together or apart stand in the way: take them back first, then it can be brought into band (${plural(steps, "edit")}, ${households(moved)} moved).`,
      };
    case "NOT_FOUND":
      return {
        zh: `在它与相邻网格（共 ${grids} 个网格）中没有找到使其达标的调整，也没有证明不存在。可用“重新优化”在更大范围内寻找。`,
        en: `No exchange among it and its neighbours (${plural(grids, "grid")}) was found that brings it into band, and none is ruled out. Re-optimise to search on a larger scale.`,
      };
    default: {
      const never: never = reason;
      return never;
    }
  }
}

function namesOf({ open }: Scene, buildingIds: readonly string[]): Text {
  const ids = new Set(buildingIds);
  const names = listOf(open.ground.prepared.buildings.filter(({ id }) => ids.has(id)).map(nameOf));
  return { zh: names.zh, en: `${buildingIds.length === 1 ? "Building" : "Buildings"} ${names.en}` };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
