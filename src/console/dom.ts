/** Builds elements without a framework. */

type Props = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;
type Child = Node | string | null;

/** `onclick` and the like are listeners, `true` is an empty attribute, null, undefined and false are none. */
export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  props: Props = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/**
 * Replaces what is inside; whoever had the focus gets it back on the new element with the same
 * `data-key`, so that a redraw does not throw a keyboard user to the top of the page.
 */
export function fill(container: HTMLElement, ...children: readonly Child[]): void {
  const active = document.activeElement;
  const key = container.contains(active) ? active?.getAttribute("data-key") : null;
  const { scrollTop } = container;
  container.replaceChildren(...children.filter((child) => child !== null));
  container.scrollTop = scrollTop;
  if (!key) return;
  container.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** The element with this id, which index.html is known to have. */
export function byId(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (!element) throw new Error(`index.html has no element #${id}`);
  return element;
}

/** Sets a custom property; the content security policy forbids style attributes in markup. */
export function withStyle<E extends HTMLElement>(element: E, name: string, value: string): E {
  element.style.setProperty(name, value);
  return element;
}
