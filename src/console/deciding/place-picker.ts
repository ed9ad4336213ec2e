/** Choosing a place on the map: the next click, or the middle of what it shows. */
import { useEffect } from "preact/hooks";
import { theMap } from "../map/stage";
import { useFirstClick } from "./first-click";
import type { Place } from "./pins";

/** While it is on, clicks belong to it and to nothing else on the map. */
export function usePlacePicker(
  isOn: boolean,
  onPick: (place: Place) => void,
): { readonly middle: () => void } {
  const map = theMap.value;
  useFirstClick((at, point) => {
    if (!isOn) return false;
    const { lng, lat } = at.unproject(point);
    onPick([lng, lat]);
    return true;
  });
  useEffect(() => {
    if (!isOn || map === null) return undefined;
    const container = map.getContainer();
    container.classList.add("picking");
    return () => container.classList.remove("picking");
  }, [map, isOn]);
  return {
    middle: () => {
      if (map === null) return;
      const { lng, lat } = map.getCenter();
      onPick([lng, lat]);
    },
  };
}
