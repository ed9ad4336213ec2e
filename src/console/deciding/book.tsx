/** The book of a plan: everything that was decided or remarked, the newest first. */
import { both, format, says } from "../core/language";
import { roleWords } from "../session/role-words";
import type { PlanToDecide, Review } from "./decisions";
import { reviewWords } from "./decision-words";
import { detailsOf } from "./review-details";

const say = says({
  book: { zh: "办理记录", en: "Book of the plan" },
  empty: { zh: "尚无办理记录。", en: "Nothing was decided or remarked yet." },
  system: { zh: "系统", en: "the program" },
  by: { zh: "{who}（{role}）", en: "{who} ({role})" },
  version: { zh: "第 {n} 版", en: "version {n}" },
  reasons: { zh: "写明的理由（{n}）", en: "{n} reason given|{n} reasons given" },
  grid: { zh: "网格 {label}", en: "grid {label}" },
});

export function Book({ plan }: { plan: PlanToDecide }) {
  const reviews = plan.reviews.nodes;
  return (
    <details class="fold" id="book" open>
      <summary>
        <h3>{say("book")}</h3>
        <span class="count">{reviews.length}</span>
      </summary>
      {reviews.length === 0 ? (
        <p class="muted">{say("empty")}</p>
      ) : (
        <ol class="book">
          {reviews.toReversed().map((review) => (
            <Entry key={review.id} review={review} plan={plan} />
          ))}
        </ol>
      )}
    </details>
  );
}

/** One sentence is told at once, more of them when somebody wants to read them. */
function Details({ review }: { review: Review }) {
  const [first, ...more] = detailsOf(review);
  if (first === undefined) return null;
  if (more.length === 0) return <p>{first}</p>;
  return (
    <details>
      <summary>{first}</summary>
      <ul>
        {more.map((told) => (
          <li key={told}>{told}</li>
        ))}
      </ul>
    </details>
  );
}

function Entry({ review, plan }: { review: Review; plan: PlanToDecide }) {
  const { kind, actor, at, comment, planVersion, gridLabel, deviationReasons } = review;
  const role = actor.role === "SYSTEM" ? say("system") : roleWords(actor.role);
  const messages = new Map(plan.findings.map(({ key, message }) => [key, message]));
  return (
    <li data-review={kind}>
      <p>
        <strong>{reviewWords(kind)}</strong>{" "}
        <span class="muted">
          {say("by", { who: actor.name, role })} · <time dateTime={at}>{format.time(at)}</time> ·{" "}
          {say("version", { n: planVersion })}
          {gridLabel !== null && ` · ${say("grid", { label: gridLabel })}`}
        </span>
      </p>
      {comment !== null && <p class="said">{comment}</p>}
      <Details review={review} />
      {kind === "SUBMIT" && deviationReasons.length > 0 && (
        <details>
          <summary>{say("reasons", { n: deviationReasons.length })}</summary>
          <ul>
            {deviationReasons.map(({ finding, reason }) => {
              const message = messages.get(finding);
              return (
                <li key={finding}>
                  {message !== undefined && <span class="muted">{both(message)} </span>}
                  {reason}
                </li>
              );
            })}
          </ul>
        </details>
      )}
    </li>
  );
}
