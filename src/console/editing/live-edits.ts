/** What others change in the plan that is shown, at once. */
import { useEffect, useRef } from "preact/hooks";
import { changed, follow } from "../core/client";
import { both, says } from "../core/language";
import { viewer } from "../session/viewer";
import { announce } from "../ui/announce";
import { EditsOfPlan } from "./editing.generated";

const say = says({
  edited: { zh: "{name}：{message}", en: "{name}: {message}" },
});

/** By plan: what its viewer has made of it need not be read first to be known. */
const ownVersions = new Map<string, number>();

/** The version to which this page has brought a plan itself: no news. */
export function noteOwnEdit(planId: string, version: number): void {
  ownVersions.set(planId, Math.max(ownVersion(planId), version));
}

/** The last version that this page knows to be its own work; 0 for none. */
export function ownVersion(planId: string): number {
  return ownVersions.get(planId) ?? 0;
}

/** Tells what others do, and has the plan asked anew; nothing is missed since it was read. */
export function useLiveEdits(plan: {
  readonly id: string;
  readonly version: number;
  readonly state: string;
}): void {
  const seen = useRef(plan.version);
  seen.current = Math.max(seen.current, plan.version);
  const isDraft = plan.state === "DRAFT";
  useEffect(() => {
    if (!isDraft) return undefined;
    const sinceVersion = seen.current;
    return follow(EditsOfPlan, { planId: plan.id, sinceVersion }, ({ planEdited }) => {
      const { planVersion, actor, message } = planEdited;
      if (planVersion <= seen.current || planVersion <= ownVersion(plan.id)) return;
      // The viewer may work in another window, or have had the engine do it.
      const isOwn = actor.id === viewer.peek()?.id;
      announce(isOwn ? both(message) : say("edited", { name: actor.name, message: both(message) }));
      changed();
    });
  }, [plan.id, isDraft]);
}
