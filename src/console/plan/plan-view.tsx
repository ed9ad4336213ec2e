import { Loading } from "../ui/note";

export function PlanView() {
  return (
    <section class="panel" id="panel">
      <Loading />
    </section>
  );
}
