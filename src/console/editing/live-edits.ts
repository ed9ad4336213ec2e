/** What others change in the plan that is shown, at once. */
import { useEffect, useRef } from "preact/hooks";
import { changed, follow } from "../core/client";
import { both, says } from "../core/language";
import { announce } from "../ui/announce";
import { EditsOfPlan } from "./editing.generated";

const say = says({
  edited: { zh: "{name}：{message}", en: "{name}: {message}" },
});

let ownVersion = 0;

/** The version to which this page has brought a plan itself: no news. */
export function noteOwnEdit(version: number): void {
  ownVersion = Math.max(ownVersion, version);
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
    ownVersion = 0;
    const sinceVersion = seen.current;
    return follow(EditsOfPlan, { planId: plan.id, sinceVersion }, ({ planEdited }) => {
      const { planVersion, actor, message } = planEdited;
      if (planVersion <= seen.current || planVersion <= ownVersion) return;
      announce(say("edited", { name: actor.name, message: both(message) }));
      changed();
    });
  }, [plan.id, isDraft]);
}
