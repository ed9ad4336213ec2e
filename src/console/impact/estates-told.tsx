/** In which grids estates were, and in which they will be. */
import { format, says } from "../core/language";
import type { GridShareToldFragment, ImpactFragment } from "./impact.generated";

const say = says({
  title: { zh: "涉及的小区", en: "Estates concerned" },
  none: { zh: "没有小区的网格或编码变更。", en: "No estate changes its grid or code." },
  moved: { zh: "{n} 户变更网格", en: "{n} household changes grid|{n} households change grid" },
  onlyCode: { zh: "仅编码变更", en: "only the code changes" },
  nowSplit: { zh: "被分到多个网格", en: "split from now on" },
  nowWhole: { zh: "归入同一网格", en: "in one grid from now on" },
  share: { zh: "{label}（{n} 户）", en: "{label} ({n})" },
  noGrid: { zh: "无网格", en: "no grid" },
});

export function EstatesTold({ estates }: { estates: ImpactFragment["estates"] }) {
  return (
    <details class="fold" id="estates">
      <summary>
        <h3>{say("title")}</h3>
        <span class="count">{estates.length}</span>
      </summary>
      {estates.length === 0 && <p class="muted">{say("none")}</p>}
      <ul class="told">
        {estates.map(({ estate, householdsMoved, wasSplit, isSplit, from, to }) => (
          <li key={estate.id} data-estate={estate.id}>
            <strong>{estate.name}</strong>{" "}
            {householdsMoved > 0 ? say("moved", { n: householdsMoved }) : say("onlyCode")}
            {wasSplit !== isSplit && (
              <span class={isSplit ? "worse" : "better"}>
                {" · "}
                {say(isSplit ? "nowSplit" : "nowWhole")}
              </span>
            )}
            <span class="muted shares">
              {told(from)} → {told(to)}
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function told(shares: readonly GridShareToldFragment[]): string {
  return format.list(
    shares.map(({ label, households }) =>
      say("share", { label: label ?? say("noGrid"), n: households }),
    ),
  );
}
