import { Loading } from "../ui/note";

export function RegisterView() {
  return (
    <section class="panel" id="panel">
      <Loading />
    </section>
  );
}
