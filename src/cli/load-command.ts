import { readConfig } from "../config";
import { openDatabase } from "../db/connection";
import type { Text } from "../engine";
import { DomainError } from "../errors";
import { SYSTEM } from "../auth/viewer";
import { importDataset, type ImportReport, type TableReport } from "../exchange/import.service";
import { readDatasetFolder } from "../exchange/read-dataset";
import type { LoadArguments } from "./arguments";
import { EXIT, type ExitCode } from "./exit-code";
import { printFaults, printNotes } from "./print-faults";
import { formatTable } from "./table";
import { say, type Terminal } from "./terminal";

/** Brings a folder into the configured database, in one transaction, and tells what changed. */
export async function runLoad(options: LoadArguments, terminal: Terminal): Promise<ExitCode> {
  const read = await readDatasetFolder(options.folder);
  if ("faults" in read) {
    printFaults(terminal, read.faults);
    return EXIT.BAD_INPUT;
  }
  if (!options.quiet) printNotes(terminal, read.notes);
  try {
    const database = await openDatabase(readConfig());
    try {
      const report = await importDataset(database.knex, read.dataset, SYSTEM);
      if (!options.quiet) terminal.print(reportTable(report, terminal));
    } finally {
      await database.close();
    }
    return EXIT.DONE;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    terminal.complain(say(terminal, reasonOf(error)));
    return EXIT.BAD_INPUT;
  }
}

function reasonOf(error: DomainError): Text {
  if (error.code !== "DATA_DIR_IN_USE") return { zh: error.message, en: error.message };
  const { dataDir, pid } = error.details;
  return {
    zh:
      `数据文件夹 ${String(dataDir)} 正被进程 ${String(pid)} 使用，多半是正在运行的服务。\n` +
      "请用该服务的 importDataset 变更载入，或先停止它再执行 load。",
    en:
      `The data folder ${String(dataDir)} is in use by process ${String(pid)}, probably a running server.\n` +
      "Load through that server's importDataset mutation, or stop it and load again.",
  };
}

const TABLES: readonly (readonly [keyof ImportReport, Text])[] = [
  ["communities", { zh: "社区", en: "communities" }],
  ["estates", { zh: "小区", en: "estates" }],
  ["buildings", { zh: "楼栋", en: "buildings" }],
  ["barriers", { zh: "分界线", en: "barriers" }],
];

const COUNTS: readonly (readonly [keyof TableReport, Text])[] = [
  ["read", { zh: "读入", en: "read" }],
  ["added", { zh: "新增", en: "added" }],
  ["changed", { zh: "更改", en: "changed" }],
  ["unchanged", { zh: "未变", en: "unchanged" }],
];

function reportTable(report: ImportReport, terminal: Terminal): string {
  const columns = [
    { title: "", align: "LEFT" } as const,
    ...COUNTS.map(([, title]) => ({ title: say(terminal, title), align: "RIGHT" }) as const),
  ];
  const rows = TABLES.map(([table, title]) => [
    say(terminal, title),
    ...COUNTS.map(([count]) => String(report[table][count])),
  ]);
  const totals = COUNTS.map(([count]) =>
    String(TABLES.reduce((sum, [table]) => sum + report[table][count], 0)),
  );
  return formatTable(columns, rows, [say(terminal, { zh: "合计", en: "total" }), ...totals]);
}
