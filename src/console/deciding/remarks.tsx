/** Remarks on a plan: pinned to the map, listed, and written. */
import { useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { faultText } from "../core/fault";
import { act } from "../core/client";
import { format, says } from "../core/language";
import { route } from "../core/route";
import { showAll } from "../map/camera";
import { theMap } from "../map/stage";
import { announce } from "../ui/announce";
import { useTask } from "../ui/busy";
import { AddRemark } from "./deciding.generated";
import type { PlanToDecide, Review } from "./decisions";
import { useKeptText } from "./kept-text";
import { usePins, type Place } from "./pins";
import { usePlacePicker } from "./place-picker";

const say = says({
  title: { zh: "批注", en: "Remarks" },
  none: { zh: "还没有批注。", en: "Nobody has remarked anything yet." },
  write: { zh: "写批注", en: "Write a remark" },
  text: { zh: "批注内容", en: "Your remark" },
  about: { zh: "针对", en: "About" },
  wholePlan: { zh: "整个方案", en: "The whole plan" },
  grid: { zh: "网格 {label}", en: "Grid {label}" },
  pin: { zh: "在地图上标位置", en: "Pin it to the map" },
  pinning: {
    zh: "请在地图上点选位置；用键盘时先移动地图，再按“标在地图中心”。",
    en: "Click the place on the map. With the keyboard, move the map and pin its middle.",
  },
  middle: { zh: "标在地图中心", en: "Pin the map's middle" },
  stopPinning: { zh: "不标位置", en: "No pin" },
  pinned: { zh: "已标位置", en: "Pinned to a place" },
  unpin: { zh: "取消标注", en: "Remove the pin" },
  send: { zh: "写入批注", en: "Add the remark" },
  cancel: { zh: "取消", en: "Cancel" },
  added: { zh: "批注已写入办理记录。", en: "The remark is in the book." },
  show: { zh: "在地图上显示标注 {n}", en: "Show pin {n} on the map" },
});

const glideMs = 400;

export function Remarks({ plan }: { plan: PlanToDecide }) {
  const remarks = useMemo(
    () => plan.reviews.nodes.filter(({ kind }) => kind === "REMARK"),
    [plan.reviews],
  );
  const chosen = useSignal<string | null>(null);
  const isWriting = useSignal(false);
  const place = useSignal<Place | null>(null);
  const pinned = useMemo(
    () =>
      remarks.flatMap(({ id, place: point }, i) =>
        point?.type === "Point" ? [{ id, number: i + 1, place: point.coordinates }] : [],
      ),
    [remarks],
  );
  usePins({
    pins: pinned,
    chosen: chosen.value,
    pending: place.value,
    onChoose: (id) => {
      chosen.value = id;
    },
  });
  useEffect(() => {
    if (chosen.value === null) return;
    document.querySelector(`[data-remark="${chosen.value}"]`)?.scrollIntoView({ block: "nearest" });
  }, [chosen.value]);
  return (
    <details class="fold" id="remarks" open={remarks.length > 0 || plan.viewerCanRemark}>
      <summary>
        <h3>{say("title")}</h3>
        <span class="count">{remarks.length}</span>
      </summary>
      {remarks.length === 0 && <p class="muted">{say("none")}</p>}
      <ol class="remarks">
        {remarks.map((remark, i) => (
          <Remark
            key={remark.id}
            remark={remark}
            number={i + 1}
            isChosen={remark.id === chosen.value}
            onChoose={() => {
              chosen.value = remark.id;
              const map = theMap.value;
              if (remark.place !== null && map !== null) showAll(map, [remark.place], glideMs);
            }}
          />
        ))}
      </ol>
      {plan.viewerCanRemark && !isWriting.value && (
        <button
          type="button"
          id="write-remark"
          class="quiet"
          onClick={() => {
            isWriting.value = true;
          }}
        >
          {say("write")}
        </button>
      )}
      {plan.viewerCanRemark && isWriting.value && (
        <RemarkForm
          plan={plan}
          place={place.value}
          onPlace={(next) => {
            place.value = next;
          }}
          onEnd={() => {
            place.value = null;
            isWriting.value = false;
          }}
        />
      )}
    </details>
  );
}

function Remark(props: {
  remark: Review;
  number: number;
  isChosen: boolean;
  onChoose: () => void;
}) {
  const { remark, number, isChosen, onChoose } = props;
  const { id, actor, at, comment, gridLabel, place } = remark;
  return (
    <li data-remark={id} class={isChosen ? "chosen" : ""}>
      {place === null ? (
        <span class="pin-number none" aria-hidden="true">
          ·
        </span>
      ) : (
        <button
          type="button"
          class="pin-number"
          aria-label={say("show", { n: number })}
          aria-pressed={isChosen}
          onClick={onChoose}
        >
          {number}
        </button>
      )}
      <div>
        <p class="said">{comment}</p>
        <p class="muted fine">
          {actor.name} · <time dateTime={at}>{format.time(at)}</time>
          {gridLabel !== null && ` · ${say("grid", { label: gridLabel })}`}
        </p>
      </div>
    </li>
  );
}

function RemarkForm(props: {
  plan: PlanToDecide;
  place: Place | null;
  onPlace: (place: Place | null) => void;
  onEnd: () => void;
}) {
  const { plan, place, onPlace, onEnd } = props;
  const task = useTask();
  const text = useKeptText(`${plan.id}.remark`);
  const isPicking = useSignal(false);
  const labels = plan.grids.map(({ label }) => label);
  const here = route.value.grid;
  const label = useSignal(here !== null && labels.includes(here) ? here : "");
  const stop = (): void => {
    isPicking.value = false;
  };
  const pick = usePlacePicker(isPicking.value, (next) => {
    onPlace(next);
    stop();
  });

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isDone = await task.run(() =>
      act(AddRemark, {
        planId: plan.id,
        comment: text.text,
        gridLabel: label.value || null,
        place: place === null ? null : { lon: place[0], lat: place[1] },
      }),
    );
    if (!isDone) return;
    text.forget();
    announce(say("added"));
    onEnd();
  };

  return (
    <form class="decision" data-form="remark" onSubmit={(event) => void send(event)}>
      <label>
        {say("text")}
        <textarea
          id="remark-text"
          rows={3}
          maxLength={4000}
          required
          value={text.text}
          onInput={(event) => text.write(event.currentTarget.value)}
        />
      </label>
      <label>
        {say("about")}
        <select
          id="remark-grid"
          value={label.value}
          onChange={(event) => {
            label.value = event.currentTarget.value;
          }}
        >
          <option value="">{say("wholePlan")}</option>
          {plan.grids.map((grid) => (
            <option key={grid.label} value={grid.label}>
              {say("grid", { label: grid.label })}
              {grid.name === null ? "" : ` ${grid.name}`}
            </option>
          ))}
        </select>
      </label>
      <div class="pinning" role="status">
        {place !== null && <span>📍 {say("pinned")}</span>}
        {isPicking.value && <p>{say("pinning")}</p>}
      </div>
      {theMap.value !== null && (
        <div class="form-ends">
          {isPicking.value ? (
            <>
              <button type="button" class="quiet" id="pin-middle" onClick={pick.middle}>
                {say("middle")}
              </button>
              <button type="button" class="quiet" onClick={stop}>
                {say("stopPinning")}
              </button>
            </>
          ) : place === null ? (
            <button
              type="button"
              class="quiet"
              id="pin-remark"
              onClick={() => {
                isPicking.value = true;
              }}
            >
              {say("pin")}
            </button>
          ) : (
            <button type="button" class="quiet" onClick={() => onPlace(null)}>
              {say("unpin")}
            </button>
          )}
        </div>
      )}
      <div class="outcome" role="alert">
        {task.fault !== null && <p>{faultText(task.fault)}</p>}
      </div>
      <div class="form-ends">
        <button type="submit" class="primary" disabled={task.isBusy}>
          {say("send")}
        </button>
        <button type="button" class="quiet" onClick={onEnd}>
          {say("cancel")}
        </button>
      </div>
    </form>
  );
}
