import type { Knex } from "knex";
import {
  sealText,
  SYSTEM_CHAIN,
  verifyTrail,
  type TrailFault,
  type TrailReport,
} from "../audit/verify.service";
import { findCommunities, findCommunityByCode } from "../community/community.service";
import { readConfig } from "../config";
import { openDatabase } from "../db/connection";
import type { Text } from "../engine";
import { DomainError } from "../errors";
import type { AuditArguments } from "./arguments";
import { EXIT, type ExitCode } from "./exit-code";
import { say, type Terminal } from "./terminal";

/** Checks the audit trail of the configured database and prints the seal to be written down. */
export async function runAudit(options: AuditArguments, terminal: Terminal): Promise<ExitCode> {
  try {
    const database = await openDatabase(readConfig());
    try {
      return await verify(database.knex, options, terminal);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    terminal.complain(say(terminal, reasonOf(error)));
    return EXIT.BAD_INPUT;
  }
}

function reasonOf({ code, message, details }: DomainError): Text {
  switch (code) {
    case "NOT_FOUND":
      return { zh: `没有社区 ${String(details.chain)}`, en: message };
    case "DATA_DIR_IN_USE": {
      const { dataDir, pid } = details;
      return {
        zh: `数据文件夹 ${String(dataDir)} 正被进程 ${String(pid)} 使用，多半是正在运行的服务：请先停止它`,
        en: `${message}: stop it first, it is probably a running server`,
      };
    }
    default:
      return { zh: message, en: message };
  }
}

async function verify(
  db: Knex,
  { chain: wanted, head, quiet }: AuditArguments,
  terminal: Terminal,
): Promise<ExitCode> {
  const chain = wanted === null ? null : await chainNamed(db, wanted);
  const progress = quiet ? null : terminal.progress;
  const report = await verifyTrail(db, {
    chain,
    seal: head,
    onProgress: (done, total) => {
      progress?.(
        say(terminal, { zh: `已核验 ${done}/${total} 行`, en: `${done}/${total} rows checked` }),
      );
    },
  });
  progress?.("");
  if (report.faultCount > 0) {
    await complain(db, report, terminal);
    return EXIT.BAD_INPUT;
  }
  terminal.print(summaryOf(report, head === null ? null : head.at, terminal));
  return EXIT.DONE;
}

async function chainNamed(db: Knex, name: string): Promise<string> {
  if (name === "system") return SYSTEM_CHAIN;
  const community = /^\d{12}$/.test(name)
    ? await findCommunityByCode(db, name)
    : (await findCommunities(db, [name])).at(0);
  if (community == null) {
    throw new DomainError("NOT_FOUND", `There is no community ${name}`, { chain: name });
  }
  return community.id;
}

function summaryOf(report: TrailReport, sealedAt: string | null, terminal: Terminal): string {
  const { chains, rows, from, to, seal } = report;
  const period = from === null ? "" : `, ${from} - ${String(to)}`;
  const lines: Text[] = [
    {
      zh: `审计记录完好：${chains} 条链，${rows} 行${period.replace(", ", "，")}`,
      en: `The audit trail holds: ${chains} chains, ${rows} rows${period}`,
    },
    ...(sealedAt === null
      ? []
      : [
          {
            zh: `与 ${sealedAt} 的封印相符`,
            en: `It agrees with the seal of ${sealedAt}`,
          },
        ]),
    {
      zh: `封印（请另行保存，以后用 --head 比对）：${sealText(seal)}`,
      en: `Seal (keep it elsewhere, compare with --head later): ${sealText(seal)}`,
    },
  ];
  return lines.map((line) => say(terminal, line)).join("\n");
}

/** A line for each fault: the chain by the community's name, the row, what is wrong. */
async function complain(db: Knex, report: TrailReport, terminal: Terminal): Promise<void> {
  const { faults, faultCount } = report;
  const ids = faults.map(({ chain }) => chain).filter((chain) => chain !== null);
  const communities = await findCommunities(db, [...new Set(ids)]);
  const names = new Map(
    communities.map(({ id, code, name }) => [id, code === null ? name : `${code} ${name}`]),
  );
  for (const fault of faults) terminal.complain(lineOf(fault, names, terminal));
  const more = faultCount - faults.length;
  if (more > 0) {
    terminal.complain(say(terminal, { zh: `另有 ${more} 处`, en: `and ${more} more` }));
  }
  terminal.complain(
    say(terminal, {
      zh: `审计记录不可信：${faultCount} 处不符（共 ${report.chains} 条链 ${report.rows} 行）`,
      en:
        `The audit trail does not hold: ${faultCount} ${faultCount === 1 ? "fault" : "faults"} ` +
        `in ${report.chains} chains, ${report.rows} rows`,
    }),
  );
}

function lineOf(
  { chain, seq, reason }: TrailFault,
  names: ReadonlyMap<string, string>,
  terminal: Terminal,
): string {
  if (chain === null) return say(terminal, reason);
  const name =
    chain === SYSTEM_CHAIN
      ? say(terminal, { zh: "system（系统）", en: "system" })
      : `${chain} ${names.get(chain) ?? ""}`.trim();
  const place = say(terminal, {
    zh: `链 ${name} 第 ${String(seq)} 行：`,
    en: `chain ${name} row ${String(seq)}: `,
  });
  return place + say(terminal, reason);
}
