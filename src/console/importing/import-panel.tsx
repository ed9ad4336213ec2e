/** Loads a data set: files dropped or chosen, the faults in them, and what was taken. */
import { useSignal, type Signal } from "@preact/signals";
import { actQuietly, changed } from "../core/client";
import { format, says } from "../core/language";
import { linkTo } from "../core/route";
import { forgetGrounds } from "../ground/ground";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { FaultTable } from "./fault-table";
import { assign, fileRoles, neededRoles, type FileRole } from "./file-roles";
import { ImportDataset, type ImportDatasetMutation } from "./importing.generated";
import "./importing.css";

type Payload = ImportDatasetMutation["importDataset"];
type Report = NonNullable<Payload["report"]>;
type Files = Readonly<Partial<Record<FileRole, File>>>;

const bytesPerMegabyte = 1_000_000;

const say = says({
  title: { zh: "导入数据集", en: "Load a data set" },
  hint: {
    zh: "社区边界、楼栋台账和分界线，各为一个 GeoJSON 文件。全部无误才会导入；重复导入同一数据集不会改变任何内容，也不会删除任何内容。",
    en: "Boundaries, buildings and barriers, each as a GeoJSON file. All of it is taken, or nothing; loading the same data set again changes nothing, and nothing is ever deleted.",
  },
  drop: { zh: "将文件拖到此处", en: "Drop the files here" },
  or: { zh: "或", en: "or" },
  chooseFiles: { zh: "选择文件", en: "Choose files" },
  communities: { zh: "社区边界", en: "Communities" },
  buildings: { zh: "楼栋", en: "Buildings" },
  roads: { zh: "分界线（可不选）", en: "Barriers (may be left out)" },
  missing: { zh: "尚未选择", en: "not chosen yet" },
  megabytes: { zh: "{name}（{size} MB）", en: "{name} ({size} MB)" },
  kilobytes: { zh: "{name}（{size} kB）", en: "{name} ({size} kB)" },
  remove: { zh: "移除", en: "Remove" },
  removeOf: { zh: "移除 {name}", en: "Remove {name}" },
  load: { zh: "检查并导入", en: "Check and load" },
  loading: { zh: "正在检查并导入…", en: "Checking and loading…" },
  needed: {
    zh: "还需要：{names}。",
    en: "Still needed: {names}.",
  },
  refused: {
    zh: "没有导入：数据中有 {n} 处问题。请在文件中改正后重试。",
    en: "Nothing was loaded: there is {n} fault in the files. Mend it and try again.|Nothing was loaded: there are {n} faults in the files. Mend them and try again.",
  },
  taken: { zh: "数据集已导入。", en: "The data set is loaded." },
  same: {
    zh: "数据集与已有内容完全相同，没有改动。",
    en: "The data set is what was stored already; nothing has changed.",
  },
  kind: { zh: "内容", en: "What" },
  read: { zh: "读取", en: "Read" },
  added: { zh: "新增", en: "New" },
  changed: { zh: "更新", en: "Changed" },
  unchanged: { zh: "未变", en: "Same" },
  estates: { zh: "小区", en: "Estates" },
  barriers: { zh: "分界线", en: "Barriers" },
  notes: { zh: "值得一看（{n} 条）", en: "Worth a look ({n})" },
  toList: { zh: "查看社区列表", en: "To the list of communities" },
  format: { zh: "文件中应有什么", en: "What the files should hold" },
  formatCommunities: {
    zh: "communities.geojson：面；属性 id、name、code（12 位社区代码）。",
    en: "communities.geojson: polygons with id, name and code (12 digits).",
  },
  formatBuildings: {
    zh: "buildings.geojson：面；属性 id、communityId、households（户数）、category（RESIDENTIAL 住宅、OFFICE 写字楼、MARKET 市场、PUBLIC_VENUE 公共场馆、OTHER 其他）、estateName（小区）、floors（层数）、builtYear（建成年份）等。",
    en: "buildings.geojson: polygons with id, communityId, households, category (RESIDENTIAL, OFFICE, MARKET, PUBLIC_VENUE or OTHER), estateName, floors, builtYear and others.",
  },
  formatRoads: {
    zh: "roads.geojson：线；属性 id、class（道路等级、river、railway、wall）、name。",
    en: "roads.geojson: lines with id, class (of a road, or river, railway, wall) and name.",
  },
});

export function ImportPanel() {
  const files = useSignal<Files>({});
  const payload = useSignal<Payload | null>(null);
  const task = useTask();
  const missing = neededRoles.filter((role) => files.value[role] === undefined);
  const take = (chosen: readonly File[]): void => {
    files.value = assign(files.value, chosen);
    payload.value = null;
  };
  const load = async (): Promise<void> => {
    const { communities, buildings, roads } = files.value;
    if (communities === undefined || buildings === undefined) return;
    payload.value = null;
    const answer = await actQuietly(ImportDataset, {
      communities: await communities.text(),
      buildings: await buildings.text(),
      roads: roads === undefined ? null : await roads.text(),
    });
    payload.value = answer;
    const faults = answer.userErrors.length;
    announce(faults === 0 ? say("taken") : say("refused", { n: faults }));
    if (answer.report === null) return;
    forgetGrounds();
    changed();
  };
  return (
    <div class="import" id="import">
      <h2>{say("title")}</h2>
      <p class="muted">{say("hint")}</p>
      <DropZone take={take} />
      <FileList files={files} />
      <button
        type="button"
        class="primary wide"
        id="load-dataset"
        disabled={missing.length > 0 || task.isBusy}
        onClick={() => void task.run(load)}
      >
        {say(task.isBusy ? "loading" : "load")}
      </button>
      {missing.length > 0 && (
        <p class="muted fine">
          {say("needed", { names: format.list(missing.map((role) => say(role))) })}
        </p>
      )}
      {task.isBusy && <progress aria-label={say("loading")} />}
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {payload.value !== null && <Answer payload={payload.value} />}
      <details>
        <summary>{say("format")}</summary>
        <ul class="formats">
          <li>{say("formatCommunities")}</li>
          <li>{say("formatBuildings")}</li>
          <li>{say("formatRoads")}</li>
        </ul>
      </details>
    </div>
  );
}

function DropZone({ take }: { take: (files: readonly File[]) => void }) {
  const isOver = useSignal(false);
  return (
    <div
      class="drop-zone"
      data-over={isOver.value}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => (isOver.value = false)}
      onDrop={(event) => {
        event.preventDefault();
        isOver.value = false;
        take([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <p>
        {say("drop")} <span class="muted">{say("or")}</span>
      </p>
      <label class="quiet file-button">
        {say("chooseFiles")}
        <input
          type="file"
          id="dataset-files"
          class="visually-hidden"
          multiple
          accept=".geojson,.json,application/geo+json,application/json"
          onChange={(event) => {
            take([...(event.currentTarget.files ?? [])]);
            event.currentTarget.value = "";
          }}
        />
      </label>
    </div>
  );
}

function FileList({ files }: { files: Signal<Files> }) {
  return (
    <dl class="files">
      {fileRoles.map((role) => {
        const file = files.value[role];
        return (
          <div key={role} data-role={role} data-missing={file === undefined}>
            <dt>{say(role)}</dt>
            <dd>
              {file === undefined ? (
                <span class="muted">{say("missing")}</span>
              ) : (
                <>
                  <span>{fileText(file)}</span>
                  <button
                    type="button"
                    class="quiet"
                    aria-label={say("removeOf", { name: file.name })}
                    onClick={() => (files.value = { ...files.value, [role]: undefined })}
                  >
                    {say("remove")}
                  </button>
                </>
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function fileText({ name, size }: File): string {
  if (size < bytesPerMegabyte) return say("kilobytes", { name, size: Math.ceil(size / 1000) });
  return say("megabytes", { name, size: size / bytesPerMegabyte });
}

function Answer({ payload }: { payload: Payload }) {
  const { report, userErrors } = payload;
  if (report === null) {
    return (
      <section class="import-answer refused" id="import-faults" aria-live="polite">
        <p>{say("refused", { n: userErrors.length })}</p>
        <FaultTable faults={userErrors} />
      </section>
    );
  }
  return (
    <section class="import-answer" id="import-report" aria-live="polite">
      <p>{say(isSame(report) ? "same" : "taken")}</p>
      <ReportTable report={report} />
      {report.notes.length > 0 && (
        <details>
          <summary>{say("notes", { n: report.notes.length })}</summary>
          <FaultTable faults={report.notes} />
        </details>
      )}
      <p>
        <a href={linkTo({ tab: null })} id="to-communities">
          {say("toList")}
        </a>
      </p>
    </section>
  );
}

const tables = ["communities", "estates", "buildings", "barriers"] as const;
const counts = ["read", "added", "changed", "unchanged"] as const;

function isSame(report: Report): boolean {
  return tables.every((table) => report[table].added === 0 && report[table].changed === 0);
}

function ReportTable({ report }: { report: Report }) {
  return (
    <table class="report">
      <thead>
        <tr>
          <th scope="col">{say("kind")}</th>
          {counts.map((count) => (
            <th key={count} scope="col">
              {say(count)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {tables.map((table) => (
          <tr key={table} data-table={table}>
            <th scope="row">{say(table)}</th>
            {counts.map((count) => (
              <td key={count}>{format.number(report[table][count])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
