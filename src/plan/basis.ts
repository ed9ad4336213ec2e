/**
 * The basis of a plan: everything that it was made from, value by value, so that years later it can
 * still be said what exactly has changed since. When it changes, the plan is stale.
 */
import type { BarrierKind, Category, Text } from "../engine";

/** What a plan was made from. Shapes are kept as hashes: that one changed is all there is to say. */
export interface Basis {
  readonly community: BasisCommunity;
  readonly register: BasisRegister;
  /** By id. */
  readonly buildings: readonly BasisBuilding[];
  /** Those near the community, by id. */
  readonly barriers: readonly BasisBarrier[];
}

export interface BasisCommunity {
  readonly name: string;
  readonly boundary: string;
}

/** What is in force, and the code that the grids' codes begin with. */
export interface BasisRegister {
  readonly communityCode: string | null;
  readonly planInForce: string | null;
  /** Sorted. */
  readonly codes: readonly string[];
}

export interface BasisBuilding {
  /** Id in the data set it came from, as everywhere in here. */
  readonly id: string;
  readonly name: string | null;
  readonly category: Category;
  readonly households: number;
  readonly residents: number | null;
  readonly specialHouseholds: number;
  readonly estate: string | null;
  /** The estate's explicit flag. */
  readonly oldEstate: boolean | null;
  readonly units: number | null;
  readonly floors: number | null;
  readonly builtYear: number | null;
  readonly floorAreaM2: number | null;
  readonly microGrid: boolean | null;
  readonly footprint: string;
}

export interface BasisBarrier {
  readonly id: string;
  readonly kind: BarrierKind;
  readonly name: string | null;
  /** Of the part near the community: what a river does elsewhere is not the community's matter. */
  readonly course: string;
}

/** What sort of thing has changed. */
export type BasisSubject = "COMMUNITY" | "REGISTER" | "BUILDING" | "BARRIER";

/** One thing that is not any more as it was when the plan was made. */
export interface BasisChange {
  readonly kind: BasisSubject;
  /** Id, in its data set, of the building or barrier; null for the community and the register. */
  readonly subject: string | null;
  /** What of it has changed, such as `households`; null where it is new or gone as a whole. */
  readonly field: string | null;
  /** Its value when the plan was made; null: none, or nothing that could be told in a word. */
  readonly before: string | null;
  readonly after: string | null;
  readonly message: Text;
}

/** What has changed from one basis to the other: community, register, buildings and barriers by id. */
export function compareBasis(before: Basis, now: Basis): BasisChange[] {
  // Another boundary has another surrounding: then every course there looks like another one.
  const isSameGround = before.community.boundary === now.community.boundary;
  const barriers = compareLists("BARRIER", barrierName, BARRIER, before.barriers, now.barriers);
  return [
    ...compareFields("COMMUNITY", null, COMMUNITY_NAME, COMMUNITY, before.community, now.community),
    ...compareRegister(before.register, now.register),
    ...compareLists("BUILDING", buildingName, BUILDING, before.buildings, now.buildings),
    ...barriers.filter(({ field }) => isSameGround || field !== "course"),
  ];
}

/** Changes in one sentence, the first of them by name and the others counted. */
export function tellChanges(changes: readonly BasisChange[], named = 10): Text {
  const told = changes.slice(0, named).map(({ message }) => message);
  const more = changes.length - told.length;
  return {
    zh: told.map(({ zh }) => zh).join("；") + (more > 0 ? `；另有 ${more} 处` : ""),
    en: told.map(({ en }) => en).join("; ") + (more > 0 ? `; and ${more} more` : ""),
  };
}

/** How a field is spoken of; a shape has no value that could be told. */
interface FieldWords extends Text {
  readonly isShape?: boolean;
}
type Words<Item> = Readonly<Record<Exclude<keyof Item, "id">, FieldWords>>;

const COMMUNITY_NAME: Text = { zh: "社区", en: "The community" };

const COMMUNITY: Words<BasisCommunity> = {
  name: { zh: "名称", en: "name" },
  boundary: { zh: "边界", en: "boundary", isShape: true },
};

const BUILDING: Words<BasisBuilding> = {
  name: { zh: "名称", en: "name" },
  category: { zh: "类别", en: "category" },
  households: { zh: "户数", en: "households" },
  residents: { zh: "人口", en: "residents" },
  specialHouseholds: { zh: "特殊人群户数", en: "households of special populations" },
  estate: { zh: "所属小区", en: "estate" },
  oldEstate: { zh: "小区的老旧小区标记", en: "old-estate flag of its estate" },
  units: { zh: "单元数", en: "units" },
  floors: { zh: "层数", en: "floors" },
  builtYear: { zh: "建成年份", en: "year of construction" },
  floorAreaM2: { zh: "建筑面积（平方米）", en: "floor area in m²" },
  microGrid: { zh: "专属网格标记", en: "micro-grid flag" },
  footprint: { zh: "轮廓", en: "footprint", isShape: true },
};

const BARRIER: Words<BasisBarrier> = {
  kind: { zh: "类别", en: "kind" },
  name: { zh: "名称", en: "name" },
  course: { zh: "走向", en: "course", isShape: true },
};

function buildingName({ id, name }: BasisBuilding): Text {
  const shown = name === null ? id : `${name} (${id})`;
  return { zh: `楼栋 ${shown}`, en: `Building ${shown}` };
}

function barrierName({ id, name }: BasisBarrier): Text {
  const shown = name === null ? id : `${name} (${id})`;
  return { zh: `分界线 ${shown}`, en: `Barrier ${shown}` };
}

function compareRegister(before: BasisRegister, now: BasisRegister): BasisChange[] {
  const changes: BasisChange[] = [];
  const add = (field: string, was: string | null, is: string | null, message: Text): void => {
    changes.push({ kind: "REGISTER", subject: null, field, before: was, after: is, message });
  };
  if (before.communityCode !== now.communityCode) {
    const [was, is] = [before.communityCode, now.communityCode].map(shownValue);
    add("communityCode", before.communityCode, now.communityCode, {
      zh: `社区代码由 ${was.zh} 变为 ${is.zh}`,
      en: `The code of the community is ${is.en}, was ${was.en}`,
    });
  }
  if (before.planInForce !== now.planInForce) {
    add("planInForce", before.planInForce, now.planInForce, {
      zh: "另一方案已生效",
      en: "Another plan was put in force",
    });
  }
  const [was, is] = [before.codes.join(" "), now.codes.join(" ")];
  if (was !== is) {
    const kept = new Set(before.codes);
    const still = new Set(now.codes);
    const [gone, fresh] = [
      before.codes.filter((code) => !still.has(code)).length,
      now.codes.filter((code) => !kept.has(code)).length,
    ];
    add("codes", was, is, {
      zh: `在用网格编码：注销 ${gone} 个，新发 ${fresh} 个`,
      en: `Of the grid codes in force ${gone} retired, and ${fresh} are new`,
    });
  }
  return changes;
}

function compareLists<Item extends { readonly id: string }>(
  kind: BasisSubject,
  nameOf: (item: Item) => Text,
  words: Words<Item>,
  before: readonly Item[],
  now: readonly Item[],
): BasisChange[] {
  const olds = new Map(before.map((item) => [item.id, item]));
  const news = new Map(now.map((item) => [item.id, item]));
  const whole = (item: Item, message: Text): BasisChange => {
    return { kind, subject: item.id, field: null, before: null, after: null, message };
  };
  return [...new Set([...olds.keys(), ...news.keys()])].sort().flatMap((id): BasisChange[] => {
    const [was, is] = [olds.get(id), news.get(id)];
    if (is !== undefined) {
      const name = nameOf(is);
      if (was !== undefined) return compareFields(kind, id, name, words, was, is);
      return [whole(is, { zh: `${name.zh} 为新增`, en: `${name.en} is new here` })];
    }
    if (was === undefined) return [];
    const name = nameOf(was);
    return [whole(was, { zh: `${name.zh} 已不在此`, en: `${name.en} is no longer here` })];
  });
}

function compareFields<Item extends object>(
  kind: BasisSubject,
  subject: string | null,
  name: Text,
  words: Words<Item>,
  before: Item,
  now: Item,
): BasisChange[] {
  // The compiler keeps `words` complete, so its keys are the fields.
  const fields = Object.entries<FieldWords>(words);
  const [olds, news] = [new Map(Object.entries(before)), new Map(Object.entries(now))];
  return fields.flatMap(([field, word]): BasisChange[] => {
    const [was, is] = [toValue(olds.get(field)), toValue(news.get(field))];
    if (was === is) return [];
    if (word.isShape === true) {
      const message = {
        zh: `${name.zh}的${word.zh}已改变`,
        en: `${name.en} has another ${word.en}`,
      };
      return [{ kind, subject, field, before: null, after: null, message }];
    }
    const [old, fresh] = [shownValue(was), shownValue(is)];
    const message = {
      zh: `${name.zh}的${word.zh}由 ${old.zh} 变为 ${fresh.zh}`,
      en: `${name.en}: ${word.en} ${fresh.en}, was ${old.en}`,
    };
    return [{ kind, subject, field, before: was, after: is, message }];
  });
}

/** A field that an older basis does not have counts as unknown. */
function toValue(value: unknown): string | null {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function shownValue(value: string | null): Text {
  return value === null ? { zh: "无", en: "unknown" } : { zh: value, en: value };
}
