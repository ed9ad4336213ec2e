/** Says aloud, and shows for a moment, what happened. */
import { signal } from "@preact/signals";

const said = signal("");
const SHOWN_MS = 6_000;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Tells everybody, also those who do not see the page. */
export function announce(text: string): void {
  clearTimeout(timer);
  said.value = text;
  timer = setTimeout(() => {
    said.value = "";
  }, SHOWN_MS);
}

export function Announcements() {
  return (
    <div id="announcement" role="status" data-shown={said.value !== ""}>
      {said.value}
    </div>
  );
}
