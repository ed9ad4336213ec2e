/** What becomes of those who serve. */
import { says } from "../core/language";
import type { ImpactFragment } from "./impact.generated";

const say = says({
  title: { zh: "网格人员", en: "Staff" },
  stay: { zh: "{n} 人留在原网格。", en: "{n} person stays.|{n} people stay." },
  move: { zh: "{name}（{duty}）：{from} → {to}", en: "{name} ({duty}): {from} → {to}" },
  withoutGrid: { zh: "没有去处，须另行安排：", en: "Without a grid, to be placed:" },
  was: { zh: "{name}（{duty}，原 {from}）", en: "{name} ({duty}, was in {from})" },
  none: { zh: "没有登记的网格人员。", en: "Nobody is registered as serving here." },
  GRID_HEAD: { zh: "网格长", en: "grid head" },
  GRID_WORKER: { zh: "网格员", en: "grid worker" },
  SUPPORT: { zh: "网格辅助力量", en: "support" },
});

export function StaffTold({ staff }: { staff: ImpactFragment["staff"] }) {
  const { stay, move, withoutGrid } = staff;
  const all = stay.length + move.length + withoutGrid.length;
  return (
    <details class="fold" id="staff-told">
      <summary>
        <h3>{say("title")}</h3>
        <span class="count">{all}</span>
      </summary>
      <p>{all === 0 ? say("none") : say("stay", { n: stay.length })}</p>
      <ul class="told">
        {move.map(({ staff: { id, name, duty, gridCode }, toCode }) => (
          <li key={id}>
            {say("move", { name, duty: say(duty), from: gridCode.slice(-3), to: toCode.slice(-3) })}
          </li>
        ))}
      </ul>
      {withoutGrid.length > 0 && (
        <>
          <p class="worse">{say("withoutGrid")}</p>
          <ul class="told">
            {withoutGrid.map(({ id, name, duty, gridCode }) => (
              <li key={id}>{say("was", { name, duty: say(duty), from: gridCode.slice(-3) })}</li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}
