import type { SingleBuilding } from "../generate/features";
import type { Position } from "../generate/street-plan";

/** A kiosk: a footprint of a few square metres that holds nobody. */
export function kiosk(at: Position): SingleBuilding {
  const facts = { category: "OTHER", name: "便民亭", floors: 1 } as const;
  return { at, shape: "SLAB", lengthM: 6, widthM: 4, facts };
}

/** Two school buildings, each below the floor area that would make a micro-grid. */
export function school(name: string, [i, j]: Position): SingleBuilding[] {
  const facts = { category: "PUBLIC_VENUE", floors: 4, builtYear: 2006 } as const;
  return [
    {
      at: [i, j],
      shape: "SLAB",
      lengthM: 48,
      widthM: 14,
      facts: { ...facts, name: `${name}教学楼` },
    },
    {
      at: [i, j + 1.1],
      shape: "SLAB",
      lengthM: 40,
      widthM: 13,
      facts: { ...facts, name: `${name}综合楼` },
    },
  ];
}
