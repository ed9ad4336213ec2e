/** What is wrong with files, or worth a look: file, feature, reason. */
import { useSignal } from "@preact/signals";
import { both, says, type Said } from "../core/language";
import { placeOf } from "./file-roles";

const firstShown = 50;

const say = says({
  file: { zh: "文件", en: "File" },
  feature: { zh: "要素", en: "Feature" },
  reason: { zh: "原因", en: "Reason" },
  all: { zh: "显示全部 {n} 条", en: "Show all {n}" },
});

interface Told {
  readonly code: string;
  readonly path: readonly string[] | null;
  readonly message: Said;
}

export function FaultTable({ faults }: { faults: readonly Told[] }) {
  const showsAll = useSignal(false);
  const shown = showsAll.value ? faults : faults.slice(0, firstShown);
  return (
    <>
      <table class="faults">
        <thead>
          <tr>
            <th scope="col">{say("file")}</th>
            <th scope="col">{say("feature")}</th>
            <th scope="col">{say("reason")}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ code, path, message }, place) => {
            const { file, feature, reason } = placeOf({ path, message: both(message) });
            return (
              <tr key={place} data-fault={code}>
                <td>{file}</td>
                <td>{feature}</td>
                <td>{reason}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {shown.length < faults.length && (
        <button type="button" class="quiet" onClick={() => (showsAll.value = true)}>
          {say("all", { n: faults.length })}
        </button>
      )}
    </>
  );
}
