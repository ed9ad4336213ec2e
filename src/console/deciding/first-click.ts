/** Clicks on the map that are taken before anything else on it hears of them. */
import type { Map as MapView } from "maplibre-gl";
import { useEffect, useRef } from "preact/hooks";
import { theMap } from "../map/stage";

/** A pointer that went further than this was dragging the map. */
const dragPx = 4;

type Point = [number, number];

/** `take` says whether the click was for it; then the map does nothing else with it. */
export function useFirstClick(take: (map: MapView, point: Point) => boolean): void {
  const map = theMap.value;
  // What was drawn last takes clicks at once, not only after the next frame.
  const taker = useRef(take);
  taker.current = take;
  useEffect(() => {
    if (map === null) return undefined;
    const container = map.getContainer();
    let down: Point | null = null;
    const press = (event: PointerEvent): void => {
      down = [event.clientX, event.clientY];
    };
    const click = (event: MouseEvent): void => {
      if (down === null) return;
      if (Math.hypot(event.clientX - down[0], event.clientY - down[1]) > dragPx) return;
      const { left, top } = container.getBoundingClientRect();
      if (taker.current(map, [event.clientX - left, event.clientY - top])) event.stopPropagation();
    };
    container.addEventListener("pointerdown", press, true);
    container.addEventListener("click", click, true);
    return () => {
      container.removeEventListener("pointerdown", press, true);
      container.removeEventListener("click", click, true);
    };
  }, [map]);
}
