/** What becomes of grid codes and estates, for the paragraph. */
import type { Text } from "../engine";
import type { DivisionChange, EstateChange, RetiredCode } from "./impact";
import { form, KIND_TEXT, listOf, namesOf, number, plural, sentenceOf } from "./wording";

/** Kept, retired and what replaces it, new. */
export function codeSentences({ isFirst, kept, retired, issued }: DivisionChange): Text[] {
  const clauses: Text[] = [];
  if (isFirst) {
    const labels = namesOf(
      issued.map(({ label }) => label),
      "个",
    );
    return sentenceOf([
      {
        zh: `新发网格编码 ${number(issued.length)} 个：${labels.zh}`,
        en: `${plural(issued.length, "grid code")} ${form(issued.length, "is", "are")} new: ${labels.en}`,
      },
    ]);
  }
  if (kept.length > 0) {
    clauses.push({
      zh: `网格编码保留 ${number(kept.length)} 个`,
      en: `${plural(kept.length, "grid code")} ${form(kept.length, "is", "are")} kept`,
    });
  } else {
    clauses.push({ zh: "原网格编码都不保留", en: "no grid code is kept" });
  }
  if (retired.length > 0) {
    const lasting = new Set(kept.map(({ code }) => code));
    const told = retired.slice(0, MOST).map((code) => tellRetired(code, lasting));
    const rest = retired.length - told.length;
    clauses.push({
      zh: `注销 ${number(retired.length)} 个：${told.map(({ zh }) => zh).join("，")}${rest > 0 ? `，另有 ${number(rest)} 个` : ""}`,
      en: `${number(retired.length)} ${form(retired.length, "retires", "retire")}: ${told.map(({ en }) => en).join(", ")}${rest > 0 ? `, and ${number(rest)} more` : ""}`,
    });
  }
  if (issued.length > 0) {
    const labels = namesOf(
      issued.map(({ label }) => label),
      "个",
    );
    clauses.push({
      zh: `新发 ${number(issued.length)} 个：${labels.zh}`,
      en: `${number(issued.length)} ${form(issued.length, "is", "are")} new: ${labels.en}`,
    });
  }
  return sentenceOf(clauses);
}

const MOST = 5;

function tellRetired(
  { label, kind, households, successors }: RetiredCode,
  lasting: ReadonlySet<string>,
): Text {
  const [first] = successors;
  if (first === undefined) {
    return {
      zh: `网格 ${label}（其楼栋已不存在）`,
      en: `grid ${label} (its buildings are gone)`,
    };
  }
  if (successors.length === 1 && first.kind === "RETYPE") {
    const now = KIND_TEXT[kind === "MICRO" ? "STANDARD" : "MICRO"];
    return {
      zh: `${KIND_TEXT[kind].zh} ${label} 改为${now.zh} ${first.label ?? ""}`,
      en: `${KIND_TEXT[kind].en} ${label} becomes ${now.en} ${first.label ?? ""}`,
    };
  }
  const grid = {
    zh: `网格 ${label}（${number(households)} 户）`,
    en: `grid ${label} (${plural(households, "household")})`,
  };
  if (successors.length === 1) {
    const heir = first.label ?? "";
    const joins = first.kind === "MERGE" || lasting.has(first.code ?? "");
    return joins
      ? { zh: `${grid.zh}并入 ${heir}`, en: `${grid.en} joins ${heir}` }
      : { zh: `${grid.zh}由 ${heir} 接替`, en: `${grid.en} is replaced by ${heir}` };
  }
  const by = listOf(
    successors.map((successor) => ({
      zh: `${successor.label ?? ""}（${number(successor.households)} 户）`,
      en: `${successor.label ?? ""} (${number(successor.households)})`,
    })),
    "个网格",
  );
  return { zh: `${grid.zh}由 ${by.zh}接替`, en: `${grid.en} goes to ${by.en}` };
}

/** Which are split, made whole, or move. */
export function estateSentences(
  { isFirst, estates: changed, splitEstates }: DivisionChange,
  largeEstates: number,
): Text[] {
  if (isFirst) {
    if (splitEstates.length === 0) {
      return sentenceOf([
        { zh: "每个小区都完整地在一个网格内", en: "every estate is in one grid" },
      ]);
    }
    const split = listOf(splitEstates.map(tellSplit), "个");
    const large = Math.min(largeEstates, splitEstates.length);
    return sentenceOf([
      {
        zh: `分属多个网格的小区 ${number(splitEstates.length)} 个${large > 0 ? `（其中 ${number(large)} 个户数超过一个网格的上限，必须拆分）` : ""}：${split.zh}`,
        en: `${plural(splitEstates.length, "estate")} ${form(splitEstates.length, "lies", "lie")} in several grids${large > 0 ? ` (${number(large)} ${form(large, "has", "have")} more households than one grid may hold and must be split)` : ""}: ${split.en}`,
      },
    ]);
  }
  const split = changed.filter(({ wasSplit, isSplit }) => isSplit && !wasSplit);
  const whole = changed.filter(({ wasSplit, isSplit }) => wasSplit && !isSplit);
  const moved = changed.filter(
    (estate) => !estate.isSplit && !estate.wasSplit && estate.householdsMoved > 0,
  );
  const clauses: Text[] = [];
  if (split.length > 0) {
    const list = listOf(split.map(tellSplit), "个");
    clauses.push({
      zh: `新拆分的小区 ${number(split.length)} 个：${list.zh}`,
      en: `${plural(split.length, "estate")} ${form(split.length, "is", "are")} split: ${list.en}`,
    });
  }
  if (whole.length > 0) {
    const list = listOf(whole.map(tellWhole), "个");
    clauses.push({
      zh: `由分到合的小区 ${number(whole.length)} 个：${list.zh}`,
      en: `${plural(whole.length, "estate")} ${form(whole.length, "is", "are")} made whole: ${list.en}`,
    });
  }
  if (moved.length > 0) {
    const list = listOf(moved.map(tellMoved), "个");
    clauses.push({
      zh: `整体改划的小区 ${number(moved.length)} 个：${list.zh}`,
      en: `${plural(moved.length, "estate")} ${form(moved.length, "moves", "move")} as a whole: ${list.en}`,
    });
  }
  if (split.length === 0 && changed.length > 0) {
    clauses.push({ zh: "没有新拆分的小区", en: "no estate is newly split" });
  }
  return sentenceOf(clauses);
}

function gridsOf(shares: EstateChange["to"]): Text {
  return namesOf(shares.flatMap(({ label }) => label ?? []).sort(), "个");
}

function tellSplit({ name, to }: EstateChange): Text {
  const grids = gridsOf(to);
  return { zh: `${name}（网格 ${grids.zh}）`, en: `${name} (grids ${grids.en})` };
}

function tellWhole({ name, from, to }: EstateChange): Text {
  const [was, is] = [gridsOf(from), gridsOf(to)];
  return {
    zh: `${name}（原网格 ${was.zh}，现网格 ${is.zh}）`,
    en: `${name} (was in grids ${was.en}, is in ${is.en})`,
  };
}

function tellMoved({ name, from, to }: EstateChange): Text {
  const [was, is] = [gridsOf(from), gridsOf(to)];
  return { zh: `${name}（由网格 ${was.zh} 划入 ${is.zh}）`, en: `${name} (${was.en} to ${is.en})` };
}
