/** What an edit would do, or did: findings that come and go, and the plan's figures. */
import { format, says } from "../core/language";
import { FindingTold } from "../grid/grid-facts";
import { byGravity } from "../grid/severity";
import { aboutOf } from "../plan/finding-list";
import type { Effect } from "./edits";

const say = says({
  inBand: { zh: "达标网格 {before} → {after}", en: "Grids in band {before} → {after}" },
  same: { zh: "达标网格不变（{after}）", en: "Grids in band unchanged ({after})" },
  moved: { zh: "{n} 户更换网格", en: "{n} household changes grid|{n} households change grid" },
  barriers: { zh: "边界沿分界线 {before} → {after}", en: "borders on barriers {before} → {after}" },
  newFindings: { zh: "新出现的问题（{n}）", en: "New findings ({n})" },
  goneFindings: { zh: "消除的问题（{n}）", en: "Findings that go ({n})" },
  clean: { zh: "不产生新问题。", en: "No new findings." },
});

export function EffectTold({ effect }: { effect: Effect }) {
  const { before, after, newFindings, goneFindings, householdsMoved } = effect;
  const bands = { before: before.gridsInBand, after: after.gridsInBand };
  const barriers = { before: onBarriers(before), after: onBarriers(after) };
  return (
    <div class="effect">
      <p class="fine">
        {[
          say(bands.before === bands.after ? "same" : "inBand", bands),
          say("moved", { n: householdsMoved }),
          ...(barriers.before === barriers.after ? [] : [say("barriers", barriers)]),
        ].join(" · ")}
      </p>
      {newFindings.length === 0 ? (
        <p class="fine good">{say("clean")}</p>
      ) : (
        <Findings title={say("newFindings", { n: newFindings.length })} findings={newFindings} />
      )}
      {goneFindings.length > 0 && (
        <Findings title={say("goneFindings", { n: goneFindings.length })} findings={goneFindings} />
      )}
    </div>
  );
}

function Findings(props: { title: string; findings: Effect["newFindings"] }) {
  return (
    <details open={props.findings.length <= 3}>
      <summary>{props.title}</summary>
      <ul class="findings-told">
        {byGravity(props.findings).map((finding) => (
          <li key={finding.key}>
            <FindingTold finding={finding} about={aboutOf(finding)} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function onBarriers({ barrierBorderM, innerBorderM }: Effect["before"]): string {
  return innerBorderM === 0 ? "–" : format.percent(barrierBorderM / innerBorderM);
}
