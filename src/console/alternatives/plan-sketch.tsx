/** A plan as a small map: grids by status, buildings, barriers, and what differs from another plan. */
import type { Geometry } from "geojson";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { format } from "../core/language";
import type { Ground } from "../ground/ground";
import { statusOf, statusSigns } from "../map/grid-status";
import { gridColours } from "../map/palette";
import type { AlternativePlanFragment } from "./alternatives.generated";
import { pathOf, placeOf, type Sketch } from "./sketch";
import { moveSketches, sketchView, zoomSketches } from "./sketch-view";

const wheelZoom = 1.2;
const keyStep = 0.15;

/** Paths of the ground, the same for all sketches. */
export interface GroundPaths {
  readonly buildings: string;
  readonly barriers: string;
}

export function groundPaths(sketch: Sketch, ground: Ground | null): GroundPaths {
  if (ground === null) return { buildings: "", barriers: "" };
  return {
    buildings: pathOf(
      sketch,
      ground.buildings.map(({ polygon }) => polygon),
    ),
    barriers: pathOf(
      sketch,
      ground.barriers.map(({ line }) => line),
    ),
  };
}

export function PlanSketch(props: {
  sketch: Sketch;
  ground: GroundPaths;
  boundary: string;
  plan: AlternativePlanFragment;
  /** Ground that is in another grid than in the first plan. */
  changes: readonly Geometry[];
  label: string;
}) {
  const { sketch, ground, boundary, plan, changes, label } = props;
  const { zoom, x, y } = sketchView.value;
  const [width, height] = [sketch.width / zoom, sketch.height / zoom];
  const box = [x * sketch.width - width / 2, y * sketch.height - height / 2, width, height];
  const grids = useMemo(() => plan.grids.map((grid) => drawnGrid(sketch, grid)), [sketch, plan]);
  const changed = useMemo(() => pathOf(sketch, changes), [sketch, changes]);
  const frame = useSharedMoves();
  const thin = 1 / zoom;
  return (
    <div
      ref={frame}
      class="sketch"
      tabIndex={0}
      role="img"
      aria-label={label}
      onKeyDown={(event) => {
        const step = keySteps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        moveSketches(...step);
      }}
    >
      <svg viewBox={box.join(" ")} aria-hidden="true">
        <path d={boundary} class="sketch-ground" />
        <path d={ground.barriers} class="sketch-barriers" style={{ strokeWidth: 5 * thin }} />
        {grids.map(({ key, d, status }) => (
          <g key={key}>
            <path d={d} fill={gridColours[status]} fill-opacity={0.34} />
            {hatched.has(status) && <path d={d} fill={`url(#sketch-${status})`} />}
          </g>
        ))}
        <path d={ground.buildings} class="sketch-buildings" />
        {changed !== "" && <path d={changed} class="sketch-changes" />}
        {grids.map(({ key, d }) => (
          <path key={key} d={d} class="sketch-border" style={{ strokeWidth: 3.4 * thin }} />
        ))}
        <path d={boundary} class="sketch-boundary" style={{ strokeWidth: 5 * thin }} />
        {grids.map(({ key, place, text, households }) => (
          <text
            key={key}
            x={place[0]}
            y={place[1]}
            class="sketch-label"
            style={{ fontSize: 34 * thin, strokeWidth: 7 * thin }}
          >
            {text}
            <tspan x={place[0]} dy="1.1em" class="sketch-households">
              {households}
            </tspan>
          </text>
        ))}
      </svg>
    </div>
  );
}

const keySteps: Readonly<Record<string, [number, number] | undefined>> = {
  ArrowLeft: [-keyStep, 0],
  ArrowRight: [keyStep, 0],
  ArrowUp: [0, -keyStep],
  ArrowDown: [0, keyStep],
};

const hatched: ReadonlySet<string> = new Set(["below", "above", "micro"]);

function drawnGrid(sketch: Sketch, grid: AlternativePlanFragment["grids"][number]) {
  const status = statusOf(grid);
  const sign = statusSigns[status];
  return {
    key: grid.label,
    d: pathOf(sketch, [grid.polygon]),
    status,
    place: placeOf(sketch, grid.pointOnSurface),
    text: sign === "" ? grid.label : `${sign} ${grid.label}`,
    households: format.number(grid.households),
  };
}

/** The wheel magnifies and dragging moves, all sketches alike. */
function useSharedMoves() {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const shareAt = (event: MouseEvent) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      const { zoom, x, y } = sketchView.peek();
      return {
        x: x + ((event.clientX - left) / width - 0.5) / zoom,
        y: y + ((event.clientY - top) / height - 0.5) / zoom,
      };
    };
    const wheel = (event: WheelEvent): void => {
      // The page scrolls with the wheel alone, as around every map in a text.
      if (!event.ctrlKey && !event.metaKey && sketchView.peek().zoom === 1 && event.deltaY > 0)
        return;
      event.preventDefault();
      zoomSketches(event.deltaY < 0 ? wheelZoom : 1 / wheelZoom, shareAt(event));
    };
    const move = (event: PointerEvent): void => {
      if (event.buttons !== 1 || event.pointerType === "touch") return;
      const { width, height } = element.getBoundingClientRect();
      moveSketches(-event.movementX / width, -event.movementY / height);
    };
    element.addEventListener("wheel", wheel, { passive: false });
    element.addEventListener("pointermove", move);
    return () => {
      element.removeEventListener("wheel", wheel);
      element.removeEventListener("pointermove", move);
    };
  }, []);
  return frame;
}
