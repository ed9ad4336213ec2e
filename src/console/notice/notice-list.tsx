/** The list of grids of a notice; its head stands again on every page. */
import { both, format, says } from "../core/language";
import { kindWords } from "../register/register-words";
import type { NoticeGrid } from "./notice";

const say = says({
  list: { zh: "附表：网格一览", en: "List of grids" },
  no: { zh: "序号", en: "No." },
  code: { zh: "网格编码", en: "Grid code" },
  name: { zh: "名称", en: "Name" },
  kind: { zh: "类型", en: "Kind" },
  reduced: { zh: "{kind}（小规模）", en: "{kind}, reduced" },
  households: { zh: "户数", en: "Households" },
  buildings: { zh: "楼栋", en: "Buildings" },
  limits: { zh: "四至范围", en: "Four limits" },
  worker: { zh: "网格员", en: "Grid worker" },
  total: { zh: "合计", en: "Total" },
});

export function NoticeList({ title, grids }: { title: string; grids: readonly NoticeGrid[] }) {
  const sum = (of: (grid: NoticeGrid) => number): string =>
    format.number(grids.reduce((all, grid) => all + of(grid), 0));
  const hasWorkers = grids.some(({ workers }) => workers !== null);
  const hasNames = grids.some(({ name }) => name !== null);
  return (
    <article class="sheet sheet-list">
      <header>
        <h2>{title}</h2>
        <p>{say("list")}</p>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">{say("no")}</th>
            <th scope="col">{say("code")}</th>
            {hasNames && <th scope="col">{say("name")}</th>}
            <th scope="col">{say("kind")}</th>
            <th scope="col">{say("households")}</th>
            <th scope="col">{say("buildings")}</th>
            <th scope="col">{say("limits")}</th>
            {hasWorkers && <th scope="col">{say("worker")}</th>}
          </tr>
        </thead>
        <tbody>
          {grids.map((grid, i) => (
            <tr key={grid.code}>
              <td>{i + 1}</td>
              <td class="code">{grid.code}</td>
              {hasNames && <td>{grid.name}</td>}
              <td>
                {grid.reduced
                  ? say("reduced", { kind: kindWords(grid.kind) })
                  : kindWords(grid.kind)}
              </td>
              <td class="number">{format.number(grid.households)}</td>
              <td class="number">{format.number(grid.buildings)}</td>
              <td>{grid.limits === null ? "" : both(grid.limits)}</td>
              {hasWorkers && <td>{format.list(grid.workers ?? [])}</td>}
            </tr>
          ))}
          <tr class="total">
            <th scope="row" colSpan={hasNames ? 4 : 3}>
              {say("total")}
            </th>
            <td class="number">{sum(({ households }) => households)}</td>
            <td class="number">{sum(({ buildings }) => buildings)}</td>
            <td colSpan={hasWorkers ? 2 : 1} />
          </tr>
        </tbody>
      </table>
    </article>
  );
}
