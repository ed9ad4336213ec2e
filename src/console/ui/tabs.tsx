/** Tabs as links: the address says which is open. */
import { linkTo, route } from "../core/route";

/** One tab; `count` is told beside its name. */
export interface Tab {
  readonly id: string;
  readonly name: string;
  readonly count?: number;
}

/** The open tab: the one in the address, or the first. */
export function openTab(tabs: readonly Tab[]): string {
  const { tab } = route.value;
  return tabs.find(({ id }) => id === tab)?.id ?? tabs[0].id;
}

export function Tabs({ name, tabs }: { name: string; tabs: readonly Tab[] }) {
  const open = openTab(tabs);
  return (
    <nav class="tabs" aria-label={name}>
      {tabs.map(({ id, name: tabName, count }) => (
        <a
          key={id}
          id={`tab-${id}`}
          href={linkTo({ tab: id === tabs[0].id ? null : id })}
          aria-current={id === open ? "page" : undefined}
        >
          {tabName}
          {count !== undefined && <span class="count">{count}</span>}
        </a>
      ))}
    </nav>
  );
}
