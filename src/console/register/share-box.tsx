/** A link to what is shown, and files of it. */
import { useSignal } from "@preact/signals";
import { act } from "../core/client";
import { Fault } from "../core/fault";
import { format, says } from "../core/language";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { FaultNote } from "../ui/note";
import { MakeExportLink, type Crs, type ExportFormat } from "./register.generated";

/** For how many hours a file can be fetched by its link. */
const HOURS = 24;

const formats: readonly {
  readonly format: ExportFormat;
  readonly crs: Crs;
  readonly name: string;
}[] = [
  { format: "GEOJSON", crs: "CGCS2000", name: "GeoJSON · CGCS2000" },
  { format: "GEOJSON", crs: "GCJ02", name: "GeoJSON · GCJ-02" },
  { format: "GEOJSON", crs: "BD09", name: "GeoJSON · BD-09" },
  { format: "CSV", crs: "CGCS2000", name: "CSV (Excel)" },
];

const say = says({
  share: { zh: "分享与导出", en: "Share and export" },
  copy: { zh: "复制此页链接", en: "Copy the link to this page" },
  copied: { zh: "链接已复制。", en: "The link is copied." },
  format: { zh: "文件格式", en: "File" },
  make: { zh: "生成下载链接", en: "Make a download link" },
  made: {
    zh: "持有此链接者无需登录即可下载，{time} 前有效：",
    en: "Whoever has this link can fetch the file without signing in, until {time}:",
  },
});

export function ShareBox({ jurisdiction, at }: { jurisdiction: string; at: string | null }) {
  const choice = useSignal(0);
  const made = useSignal<{ url: string; expiresAt: string } | null>(null);
  const task = useTask();
  const make = (): Promise<boolean> =>
    task.run(async () => {
      const { format: fileFormat, crs } = formats[choice.value];
      const { url, link } = await act(MakeExportLink, {
        format: fileFormat,
        crs,
        hours: HOURS,
        register: { jurisdiction, at },
      });
      if (url === null || link === null) throw new Fault("INTERNAL", "No link");
      made.value = { url: new URL(url, location.href).href, expiresAt: link.expiresAt };
    });
  return (
    <details class="share-box">
      <summary>{say("share")}</summary>
      <button
        type="button"
        class="quiet"
        id="copy-link"
        onClick={() => {
          void navigator.clipboard.writeText(location.href).then(() => announce(say("copied")));
        }}
      >
        {say("copy")}
      </button>
      <div class="share-file">
        <label>
          {say("format")}{" "}
          <select
            id="export-format"
            value={choice.value}
            onChange={(event) => {
              choice.value = event.currentTarget.selectedIndex;
            }}
          >
            {formats.map(({ name }, i) => (
              <option key={name} value={i}>
                {name}
              </option>
            ))}
          </select>
        </label>{" "}
        <button
          type="button"
          class="quiet"
          id="export"
          disabled={task.isBusy}
          onClick={() => void make()}
        >
          {say("make")}
        </button>
      </div>
      {task.fault !== null && <FaultNote fault={task.fault} />}
      {made.value !== null && (
        <p class="fine" role="status">
          {say("made", { time: format.time(made.value.expiresAt) })}{" "}
          <a id="export-link" href={made.value.url}>
            {made.value.url}
          </a>
        </p>
      )}
    </details>
  );
}
