/** What stands where there is nothing to show: empty, loading, failed. */
import type { ComponentChildren } from "preact";
import { faultText } from "../core/fault";
import { says } from "../core/language";
import type { Query } from "../core/query";

const say = says({
  loading: { zh: "正在载入…", en: "Loading…" },
  retry: { zh: "重试", en: "Try again" },
});

/** A quiet word in the place of content, with what can be done about it. */
export function Note({ title, children }: { title?: string; children?: ComponentChildren }) {
  return (
    <div class="note">
      {title !== undefined && <p class="note-title">{title}</p>}
      {children}
    </div>
  );
}

/** Something is on its way. */
export function Loading() {
  return (
    <div class="note loading" role="status">
      {say("loading")}
    </div>
  );
}

/** Something went wrong, and may work the next time. */
export function FaultNote({ fault, retry }: { fault: unknown; retry?: () => void }) {
  return (
    <div class="note fault" role="alert">
      <p>{faultText(fault)}</p>
      {retry !== undefined && (
        <button type="button" class="quiet" onClick={retry}>
          {say("retry")}
        </button>
      )}
    </div>
  );
}

/** Content that is asked for: drawn once it is here, and kept while it is asked for again. */
export function Await<Data>({
  query,
  children,
}: {
  query: Query<Data>;
  children: (data: Data) => ComponentChildren;
}) {
  const { data, fault, reload } = query;
  if (data === null)
    return fault === null ? <Loading /> : <FaultNote fault={fault} retry={reload} />;
  return (
    <>
      {fault !== null && <FaultNote fault={fault} retry={reload} />}
      {children(data)}
    </>
  );
}
