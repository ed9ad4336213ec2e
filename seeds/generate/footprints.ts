import type { Polygon } from "geojson";
import { toLonLat, type Metre } from "./plane";

/** The outline of a building: an outer ring counter-clockwise and courtyards clockwise, unclosed. */
export type Footprint = readonly (readonly Metre[])[];

/** Where a footprint stands: its centre and the turn of its long axis, in radians. */
export interface Stand {
  readonly centre: Metre;
  readonly turn: number;
}

/** A slab: the ordinary walk-up or mid-rise building. */
export function slab(stand: Stand, lengthM: number, depthM: number): Footprint {
  return [placed(stand, rectangle(lengthM / 2, depthM / 2))];
}

/** A tower with four wings, twelve corners. */
export function crossTower(stand: Stand, lengthM: number, depthM: number): Footprint {
  const [a, b] = [lengthM / 2, depthM / 2];
  const [c, d] = [a * 0.55, b * 0.45];
  return [
    placed(stand, [
      [-c, -b],
      [c, -b],
      [c, -d],
      [a, -d],
      [a, d],
      [c, d],
      [c, b],
      [-c, b],
      [-c, d],
      [-a, d],
      [-a, -d],
      [-c, -d],
    ]),
  ];
}

/** An L of two wings, as old street corners have. */
export function corner(stand: Stand, lengthM: number, widthM: number, wingM: number): Footprint {
  const [a, b] = [lengthM / 2, widthM / 2];
  return [
    placed(stand, [
      [-a, -b],
      [a, -b],
      [a, -b + wingM],
      [-a + wingM, -b + wingM],
      [-a + wingM, b],
      [-a, b],
    ]),
  ];
}

/** Four wings round a yard: a polygon with a hole. */
export function courtyard(stand: Stand, lengthM: number, widthM: number, wingM: number): Footprint {
  return [
    placed(stand, rectangle(lengthM / 2, widthM / 2)),
    placed(stand, rectangle(lengthM / 2 - wingM, widthM / 2 - wingM)).reverse(),
  ];
}

/** A hall with cut corners. */
export function octagon(stand: Stand, lengthM: number, widthM: number): Footprint {
  const [a, b] = [lengthM / 2, widthM / 2];
  const cut = Math.min(a, b) * 0.35;
  return [
    placed(stand, [
      [-a + cut, -b],
      [a - cut, -b],
      [a, -b + cut],
      [a, b - cut],
      [a - cut, b],
      [-a + cut, b],
      [-a, b - cut],
      [-a, -b + cut],
    ]),
  ];
}

/** The footprint as it goes into a data set. */
export function footprintPolygon(footprint: Footprint): Polygon {
  return {
    type: "Polygon",
    coordinates: footprint.map((ring) => [...ring, ring[0]].map(toLonLat)),
  };
}

/** Ground covered, courtyards left out. */
export function footprintAreaM2(footprint: Footprint): number {
  return footprint.reduce((sum, ring) => sum + signedArea(ring), 0);
}

function rectangle(a: number, b: number): Metre[] {
  return [
    [-a, -b],
    [a, -b],
    [a, b],
    [-a, b],
  ];
}

function placed({ centre, turn }: Stand, ring: readonly Metre[]): Metre[] {
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  return ring.map(([x, y]) => [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos]);
}

function signedArea(ring: readonly Metre[]): number {
  return ring.reduce((sum, [x, y], k) => {
    const [nextX, nextY] = ring[(k + 1) % ring.length];
    return sum + (x * nextY - nextX * y) / 2;
  }, 0);
}
