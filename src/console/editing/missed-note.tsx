/** What others did meanwhile, for which an edit was refused: to be looked at before going on. */
import { both, format, says } from "../core/language";
import { forgetMissedEdits, missedEdits } from "./edits";

const say = says({
  title: {
    zh: "您的修改未执行：其间他人已修改此方案，现在显示的是最新状态。",
    en: "Your edit was not made: others have changed the plan meanwhile. It is shown as it is now.",
  },
  by: { zh: "{name} · {time}", en: "{name} · {time}" },
  seen: { zh: "知道了", en: "I have seen it" },
});

export function MissedNote() {
  const edits = missedEdits.value;
  if (edits.length === 0) return null;
  return (
    <div class="missed" id="missed-edits" role="alert">
      <p>{say("title")}</p>
      <ul>
        {edits.map(({ no, actor, at, message }) => (
          <li key={no}>
            {both(message)}{" "}
            <span class="muted fine">{say("by", { name: actor.name, time: format.time(at) })}</span>
          </li>
        ))}
      </ul>
      <button type="button" class="quiet small" onClick={forgetMissedEdits}>
        {say("seen")}
      </button>
    </div>
  );
}
