/** Points by their exact coordinates, numbered in the order they were first added. */
export interface PointIndex {
  readonly x: number[];
  readonly y: number[];
  /** Number of the point, which is added when it is new. */
  readonly add: (x: number, y: number) => number;
  /** Number of the point, -1 when it was never added. */
  readonly find: (x: number, y: number) => number;
}

/** An open-addressing hash table: a Map keyed by text would take most of the noding time. */
export function createPointIndex(): PointIndex {
  const x: number[] = [];
  const y: number[] = [];
  let slots = new Int32Array(1024).fill(-1);

  const slotOf = (px: number, py: number, table: Int32Array): number => {
    const mask = table.length - 1;
    let slot = (Math.imul(px | 0, 0x9e3779b1) ^ Math.imul((py | 0) + 0x7f4a7c15, 0x85ebca6b)) >>> 7;
    slot &= mask;
    while (table[slot] !== -1 && (x[table[slot]] !== px || y[table[slot]] !== py)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  };

  const grow = () => {
    const larger = new Int32Array(slots.length * 2).fill(-1);
    for (let i = 0; i < x.length; i++) larger[slotOf(x[i], y[i], larger)] = i;
    slots = larger;
  };

  const add = (px: number, py: number): number => {
    let slot = slotOf(px, py, slots);
    if (slots[slot] !== -1) return slots[slot];
    if (x.length * 2 >= slots.length) {
      grow();
      slot = slotOf(px, py, slots);
    }
    slots[slot] = x.length;
    x.push(px);
    y.push(py);
    return x.length - 1;
  };

  return { x, y, add, find: (px, py) => slots[slotOf(px, py, slots)] };
}
