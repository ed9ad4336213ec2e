import { Loading } from "../ui/note";

export function NoticeView() {
  return (
    <section class="panel" id="panel">
      <Loading />
    </section>
  );
}
