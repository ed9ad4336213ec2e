/**
 * Checks the audit trail from what was read of it alone, without the database's help.
 *
 * What holds when nothing is found: every row is as it was written, none is missing between the
 * first and the last of its chain, and none was put in between. What cannot be seen from inside is a
 * trail that somebody able to do anything wrote anew as a whole, or cut at its end with the heads
 * put right. For that there is the seal: a time and a digest of all chains as of then, to be kept
 * where that person cannot reach it. Rows that are added later leave it as it is.
 */
import { createHash } from "node:crypto";
import type { Text } from "../engine";

/** A row of the trail, every field as the text that its hash is taken of; see `audit_text` in SQL. */
export interface WrittenEntry {
  readonly chain: string;
  readonly seq: string;
  readonly id: string;
  /** UTC with microseconds: as text in the order of time. */
  readonly at: string;
  readonly communityId: string | null;
  readonly planId: string | null;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string;
  readonly action: string;
  readonly subject: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  readonly previousHash: string;
  readonly hash: string;
}

/** The last row of a chain, as the database remembers it. */
export interface ChainHead {
  readonly chain: string;
  readonly seq: string;
  readonly hash: string;
}

/** All chains as of a moment. */
export interface Seal {
  /** In the form of `WrittenEntry.at`. */
  readonly at: string;
  readonly digest: string;
}

/** Something that cannot have come about by writing to the trail. */
export interface TrailFault {
  /** null: it concerns the trail as a whole. */
  readonly chain: string | null;
  readonly seq: string | null;
  readonly reason: Text;
}

/** What a check found. */
export interface TrailReport {
  readonly chains: number;
  readonly rows: number;
  /** Times of the first and the last row; null where there is none. */
  readonly from: string | null;
  readonly to: string | null;
  /** The first of them; `faultCount` says how many there are. */
  readonly faults: readonly TrailFault[];
  readonly faultCount: number;
  /** Of this moment, to be written down. */
  readonly seal: Seal;
}

/** The chain of what concerns no single community. */
export const SYSTEM_CHAIN = "00000000-0000-0000-0000-000000000000";

const SEAL = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z)\/([0-9a-f]{64})$/;

/** A seal as people write it down. */
export function sealText({ at, digest }: Seal): string {
  return `${at}/${digest}`;
}

/** A seal that somebody wrote down; null where it is none. */
export function parseSeal(text: string): Seal | null {
  const [, at, digest] = SEAL.exec(text.trim()) ?? [];
  return at === undefined ? null : { at, digest };
}

/** The hash that a row has to carry. */
export function hashOf(entry: WrittenEntry): string {
  const fields = [
    entry.chain,
    entry.seq,
    entry.id,
    entry.at,
    entry.communityId,
    entry.planId,
    entry.actorId,
    entry.actorName,
    entry.role,
    entry.action,
    entry.subject,
    entry.before,
    entry.after,
    entry.reason,
    entry.previousHash,
  ];
  // Each with its length in bytes before it, so that no two rows have the same text.
  const lines = fields.map((field) =>
    field === null ? "-" : `${Buffer.byteLength(field)}:${field}`,
  );
  return createHash("sha256").update(lines.join("\n")).digest("hex");
}

/** Nobody reads more; a trail that was broken on purpose may have one for every row. */
const FAULTS_KEPT = 50;

/** A check in the course of being made: give it every row, in the order of chain and number. */
export class TrailCheck {
  private readonly faults: TrailFault[] = [];
  private faultCount = 0;
  private rows = 0;
  private from: string | null = null;
  private to: string | null = null;
  private last: WrittenEntry | null = null;
  private readonly lasts = new Map<string, ChainHead>();
  /** The last row of each chain as of this check, and as of the seal of earlier. */
  private readonly lastsNow = new Map<string, ChainHead>();
  private readonly lastsThen = new Map<string, ChainHead>();

  /** `moment`: no row of before is still to come. `sealed`: what the trail has to agree with. */
  constructor(
    private readonly moment: string,
    private readonly sealed: Seal | null,
  ) {}

  /** The next row. */
  read(entry: WrittenEntry): void {
    const previous = this.last?.chain === entry.chain ? this.last : null;
    this.checkPlace(entry, previous);
    if (hashOf(entry) !== entry.hash) {
      this.fault(entry, {
        zh: "内容与其哈希不符：该行写入后被改动",
        en: "its content does not give its hash: it was changed after it was written",
      });
    }
    if (entry.chain !== (entry.communityId ?? SYSTEM_CHAIN)) {
      this.fault(entry, {
        zh: `属于社区 ${String(entry.communityId)}，却在另一条链中`,
        en: `it is about the community ${String(entry.communityId)}, whose chain is another`,
      });
    }
    this.last = entry;
    this.rows += 1;
    if (this.from === null || entry.at < this.from) this.from = entry.at;
    if (this.to === null || entry.at > this.to) this.to = entry.at;
    this.lasts.set(entry.chain, entry);
    if (entry.at <= this.moment) this.lastsNow.set(entry.chain, entry);
    if (this.sealed !== null && entry.at <= this.sealed.at) this.lastsThen.set(entry.chain, entry);
  }

  /** After the last row: what the database remembers as the end of each chain. */
  end(heads: readonly ChainHead[]): TrailReport {
    this.checkHeads(heads);
    if (this.sealed !== null && digestOf(this.lastsThen) !== this.sealed.digest) {
      this.fault(null, {
        zh: `截至 ${this.sealed.at} 的记录与当时记下的封印不符：曾被改写、删除或补入`,
        en:
          `the trail as of ${this.sealed.at} is not the one that was sealed then: ` +
          "rows were rewritten, removed or added",
      });
    }
    return {
      chains: this.lasts.size,
      rows: this.rows,
      from: this.from,
      to: this.to,
      faults: this.faults,
      faultCount: this.faultCount,
      seal: { at: this.moment, digest: digestOf(this.lastsNow) },
    };
  }

  private checkPlace(entry: WrittenEntry, previous: WrittenEntry | null): void {
    const expected = BigInt(previous?.seq ?? 0) + 1n;
    if (BigInt(entry.seq) !== expected) {
      this.fault(entry, {
        zh: `序号应为 ${String(expected)}：其间的行缺失或序号被改`,
        en: `number ${String(expected)} was to come: rows are missing, or were given other numbers`,
      });
    } else if (entry.previousHash !== (previous?.hash ?? "")) {
      this.fault(entry, {
        zh: "所记的上一行哈希与上一行不符：该行或上一行被换过",
        en: "it carries another hash than that of the row before: one of the two was replaced",
      });
    }
    if (previous !== null && entry.at <= previous.at) {
      this.fault(entry, {
        zh: `时间 ${entry.at} 不晚于上一行的 ${previous.at}`,
        en: `its time ${entry.at} is not after that of the row before, ${previous.at}`,
      });
    }
  }

  private checkHeads(heads: readonly ChainHead[]): void {
    const known = new Map(heads.map((head) => [head.chain, head]));
    for (const last of this.lasts.values()) {
      const head = known.get(last.chain);
      if (head?.seq === last.seq && head.hash === last.hash) continue;
      this.fault(
        last,
        head === undefined
          ? { zh: "该链没有链头", en: "its chain has no head" }
          : {
              zh: `链头记的最后一行是第 ${head.seq} 行 ${head.hash}：末尾的行被删、被换或被补入`,
              en:
                `the head of its chain says that row ${head.seq} with hash ${head.hash} is the last: ` +
                "rows at the end were removed, replaced or added",
            },
      );
    }
    for (const head of heads) {
      if (this.lasts.has(head.chain)) continue;
      this.fault(head, {
        zh: `链头记有 ${head.seq} 行，一行也不存在`,
        en: `the head of the chain says that there are ${head.seq} rows, there is none`,
      });
    }
  }

  private fault(place: ChainHead | null, reason: Text): void {
    this.faultCount += 1;
    if (this.faults.length === FAULTS_KEPT) return;
    this.faults.push({ chain: place?.chain ?? null, seq: place?.seq ?? null, reason });
  }
}

/** One number for all chains. */
function digestOf(heads: ReadonlyMap<string, ChainHead>): string {
  const lines = [...heads.values()].map(({ chain, seq, hash }) => `${chain} ${seq} ${hash}\n`);
  return createHash("sha256").update(lines.sort().join("")).digest("hex");
}
