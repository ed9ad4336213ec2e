/** The policy's figures before and after. */
import { both, format, says } from "../core/language";
import type { FiguresFragment } from "./impact.generated";

const say = says({
  title: { zh: "指标前后对照", en: "Figures before and after" },
  figure: { zh: "指标", en: "Figure" },
  before: { zh: "现行", en: "Before" },
  after: { zh: "本方案", en: "After" },
  grids: { zh: "网格", en: "Grids" },
  microGrids: { zh: "其中专属网格", en: "– micro-grids" },
  regular: { zh: "标准网格户数达标", en: "Standard grids in band" },
  reduced: { zh: "小规模网格达标（含允许）", en: "Reduced grids in band or permitted" },
  worker: { zh: "有专职网格员的网格", en: "Grids with a full-time worker" },
  head: { zh: "有网格长的网格", en: "Grids with a head" },
  workersNeeded: { zh: "需要专职网格员", en: "Grid workers needed" },
  workersPer10000: { zh: "每万人网格员", en: "Grid workers per 10 000 residents" },
  visits: { zh: "每名网格员每日走访户次", en: "Visits per worker and day" },
  mostVisits: { zh: "其中户数最多的网格", en: "– in the largest grid" },
  rooms: { zh: "社区用房（平方米）", en: "Service rooms needed (m²)" },
  none: { zh: "无", en: "none" },
  ofAll: { zh: "{n}/{all}", en: "{n} of {all}" },
});

type Row = readonly [Parameters<typeof say>[0], (figures: FiguresFragment) => string];

const ofAll = (n: number, all: number): string => (all === 0 ? "–" : say("ofAll", { n, all }));

const rows: readonly Row[] = [
  ["grids", ({ grids }) => format.number(grids)],
  ["microGrids", ({ microGrids }) => format.number(microGrids)],
  ["regular", ({ regularGrids, regularGridsInBand }) => ofAll(regularGridsInBand, regularGrids)],
  [
    "reduced",
    ({ reducedGrids, reducedGridsInBand, reducedGridsPermitted }) =>
      ofAll(reducedGridsInBand + reducedGridsPermitted, reducedGrids),
  ],
  ["worker", ({ staff, grids }) => ofAll(staff.gridsWithFullTimeWorker, grids)],
  ["head", ({ staff, grids }) => ofAll(staff.gridsWithHead, grids)],
  ["workersNeeded", ({ workersNeeded }) => format.number(workersNeeded)],
  [
    "workersPer10000",
    ({ workersPer10000 }) => (workersPer10000 === null ? "–" : format.number(workersPer10000)),
  ],
  ["visits", ({ visitsPerWorkerDay }) => format.number(visitsPerWorkerDay)],
  ["mostVisits", ({ mostVisitsPerWorkerDay }) => format.number(mostVisitsPerWorkerDay)],
  ["rooms", ({ serviceRoomsM2 }) => format.number(serviceRoomsM2)],
];

export function FigureTable(props: { before: FiguresFragment | null; after: FiguresFragment }) {
  const { before, after } = props;
  return (
    <details class="fold" id="figures">
      <summary>
        <h3>{say("title")}</h3>
      </summary>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{say("figure")}</th>
            <th scope="col">{say("before")}</th>
            <th scope="col">{say("after")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, tell]) => {
            const was = before === null ? say("none") : tell(before);
            const is = tell(after);
            return (
              <tr key={name} data-figure={name} class={was === is ? "" : "differs"}>
                <th scope="row">{say(name)}</th>
                <td>{was}</td>
                <td>{is}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {after.notes.map((note, i) => (
        <p key={i} class="muted">
          {both(note)}
        </p>
      ))}
    </details>
  );
}
