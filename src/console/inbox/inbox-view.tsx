import { Loading } from "../ui/note";

export function InboxView() {
  return (
    <section class="panel" id="panel">
      <Loading />
    </section>
  );
}
