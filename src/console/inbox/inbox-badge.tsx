/** How many plans wait for whoever uses the page. */
import { useEffect } from "preact/hooks";
import { says } from "../core/language";
import { useQuery } from "../core/query";
import { viewer } from "../session/viewer";
import { InboxCount } from "./inbox.generated";
import "./inbox-badge.css";

const say = says({
  waiting: { zh: "{n} 个方案待您办理", en: "{n} plan waits for you|{n} plans wait for you" },
  many: { zh: "99+", en: "99+" },
});

/** One more than is told. */
const most = 100;
const askAgainMs = 60_000;

export function InboxBadge() {
  const who = viewer.value?.id ?? null;
  const { data, reload } = useQuery(InboxCount, who === null ? null : { first: most });
  // What others decide arrives while the page lies open.
  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === "visible") reload();
    };
    const timer = setInterval(look, askAgainMs);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [reload]);
  const count = data?.plans.nodes.length ?? 0;
  if (count === 0) return null;
  return (
    <span id="inbox-count" class="inbox-badge" data-count={count}>
      <span aria-hidden="true">{count < most ? count : say("many")}</span>
      <span class="visually-hidden"> ({say("waiting", { n: count })})</span>
    </span>
  );
}
