/** A question in front of everything else; Escape and the button beside it close it. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { says } from "../core/language";

const say = says({ close: { zh: "关闭", en: "Close" } });

export function Dialog(props: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  wide?: boolean;
}) {
  const { title, onClose, children, wide = false } = props;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={wide ? "dialog wide-dialog" : "dialog"}
      onClose={onClose}
      aria-label={title}
    >
      <header>
        <h2>{title}</h2>
        <button type="button" class="close" aria-label={say("close")} onClick={onClose}>
          ×
        </button>
      </header>
      {children}
    </dialog>
  );
}
