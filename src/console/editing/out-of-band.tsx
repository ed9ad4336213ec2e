/** Why a grid is out of its band, asked for when somebody wants to know, and what mends it. */
import { useSignal } from "@preact/signals";
import { both, says } from "../core/language";
import { useQuery } from "../core/query";
import type { Grid, Plan } from "../plan/shown";
import { useTask } from "../ui/busy";
import { Await, FaultNote } from "../ui/note";
import { WhyOutOfBand } from "./editing.generated";
import { seenOf } from "./inputs";
import { makeProposedEdits } from "./proposed";

const say = says({
  title: { zh: "为何不达标，怎样解决", en: "Why is it out of band, and what helps" },
  unknown: {
    zh: "暂时无法说明：方案的依据已有变化，或已不是草案。",
    en: "It cannot be told now: the basis has changed, or it is no draft any more.",
  },
  make: { zh: "执行这 {n} 步", en: "Make this move|Make these {n} moves" },
});

export function OutOfBand({ plan, grid }: { plan: Plan; grid: Grid }) {
  const isOpen = useSignal(false);
  const query = useQuery(WhyOutOfBand, isOpen.value ? { gridId: grid.id } : null);
  const task = useTask();
  return (
    <details
      class="edit-fold"
      id="out-of-band"
      onToggle={({ currentTarget: { open } }) => {
        isOpen.value = open;
      }}
    >
      <summary>{say("title")}</summary>
      {isOpen.value && (
        <Await query={query}>
          {({ node }) => {
            const why = node !== null && "outOfBand" in node ? node.outOfBand : null;
            if (why === null) return <p class="muted">{say("unknown")}</p>;
            return (
              <>
                <p data-reason={why.reason}>{both(why.message)}</p>
                {why.moves.length > 0 && (
                  <button
                    type="button"
                    class="quiet small"
                    id="make-moves"
                    disabled={task.isBusy}
                    onClick={() =>
                      void task.run(() =>
                        makeProposedEdits(why.moves, seenOf(plan).expectedVersion),
                      )
                    }
                  >
                    {say("make", { n: why.moves.length })}
                  </button>
                )}
              </>
            );
          }}
        </Await>
      )}
      {task.fault !== null && <FaultNote fault={task.fault} />}
    </details>
  );
}
