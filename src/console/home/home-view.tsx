import { Loading } from "../ui/note";

export function HomeView() {
  return (
    <section class="panel" id="panel">
      <Loading />
    </section>
  );
}
