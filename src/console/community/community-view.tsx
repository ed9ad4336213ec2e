import { Loading } from "../ui/note";

export function CommunityView() {
  return (
    <section class="panel" id="panel">
      <Loading />
    </section>
  );
}
