/** The tab in which a draft is edited: by pointer, by list and keyboard, or with the engine's help. */
import { useEffect, useMemo } from "preact/hooks";
import { says } from "../core/language";
import { useQuery } from "../core/query";
import type { Ground } from "../ground/ground";
import type { Grid, Plan } from "../plan/shown";
import { useTask } from "../ui/busy";
import { Await, FaultNote, Loading, Note } from "../ui/note";
import { BuildingPicker } from "./building-picker";
import { CopyLocks } from "./copy-locks";
import { clearChoice, clearDesk, hasChosen, held, target } from "./desk";
import { EditMap } from "./edit-map";
import { EditState as EditStateOf, MoveBuildings } from "./editing.generated";
import { EngineHelp } from "./engine-help";
import { makeEdit } from "./edits";
import { moveInput, seenOf } from "./inputs";
import { useMembers, type EditState } from "./members";
import { MissedNote } from "./missed-note";
import { SelectionBox } from "./selection-box";
import { Suggestions } from "./suggestions";
import { Toolbar } from "./toolbar";
import type { Counting } from "./totals";
import "./editing.css";

const say = says({
  stale: {
    zh: "依据已变，须先重新核验才能修改",
    en: "The basis has changed: revalidate it before editing",
  },
  staleHint: {
    zh: "社区的边界、楼栋、分界线或在用网格在方案生成之后有了变化。请到“办理”页重新核验。",
    en: "The boundary, buildings, barriers or grids in force are not those it was made from. Revalidate it under “Decide”.",
  },
});

export interface EditPanelProps {
  readonly plan: Plan;
  readonly ground: Ground | null;
  readonly selected: Grid | null;
}

export function EditPanel({ plan, ground, selected }: EditPanelProps) {
  useEffect(() => clearDesk, [plan.id]);
  const query = useQuery(EditStateOf, plan.isStale === true ? null : { planId: plan.id });
  if (plan.isStale === true) {
    return (
      <Note title={say("stale")}>
        <p>{say("staleHint")}</p>
      </Note>
    );
  }
  if (ground === null) return <Loading />;
  return (
    <div id="editing">
      <Await query={query}>
        {({ plan: state }) =>
          state !== null && <Desk plan={plan} ground={ground} state={state} selected={selected} />
        }
      </Await>
    </div>
  );
}

function Desk(props: { plan: Plan; ground: Ground; state: EditState; selected: Grid | null }) {
  const { plan, ground, state, selected } = props;
  const counting = useCounting(plan, ground, state);
  const task = useTask();
  const moveTo = (gridId: string): void => {
    const input = moveInput(seenOf(plan), { kind: "GRID", gridId });
    void task.run(() => makeEdit(MoveBuildings, input)).then((done) => done && clearChoice());
  };
  const onEnter = (): void => {
    const to = target.peek();
    if (to === null || !hasChosen.peek() || held.peek() !== null) return;
    const input = moveInput(seenOf(plan), to);
    void task.run(() => makeEdit(MoveBuildings, input)).then((done) => done && clearChoice());
  };
  return (
    <>
      <Toolbar plan={plan} state={state} onEnter={onEnter} />
      <MissedNote />
      {task.fault !== null && <FaultNote fault={task.fault} />}
      <SelectionBox plan={plan} ground={ground} state={state} counting={counting} />
      <BuildingPicker
        grids={plan.grids}
        ground={ground}
        gridOf={counting.gridOf}
        selected={selected}
      />
      <Suggestions plan={plan} />
      <EngineHelp plan={plan} />
      <CopyLocks plan={plan} />
      <EditMap grids={plan.grids} buildings={ground.buildings} onDrop={moveTo} />
    </>
  );
}

function useCounting(plan: Plan, ground: Ground, state: EditState): Counting {
  const gridOf = useMembers(state);
  const households = useMemo(
    () => new Map(ground.buildings.map(({ id, households: count }) => [id, count])),
    [ground],
  );
  return useMemo(
    () => ({ grids: plan.grids, gridOf, households }),
    [plan.grids, gridOf, households],
  );
}
