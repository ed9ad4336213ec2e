/** Sets of small whole numbers as bits: 32 members a word. All sets of one use have equal length. */
export type Bits = Int32Array;

export function emptyBits(size: number): Bits {
  return new Int32Array((size + 31) >>> 5);
}

export function bitsOf(size: number, members: Iterable<number>): Bits {
  const bits = emptyBits(size);
  for (const member of members) add(bits, member);
  return bits;
}

export function has(bits: Bits, member: number): boolean {
  return (bits[member >>> 5] & (1 << (member & 31))) !== 0;
}

export function add(bits: Bits, member: number): void {
  bits[member >>> 5] |= 1 << (member & 31);
}

export function remove(bits: Bits, member: number): void {
  bits[member >>> 5] &= ~(1 << (member & 31));
}

/** Members, ascending. */
export function membersOf(bits: Bits): number[] {
  const members: number[] = [];
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]; rest !== 0; rest &= rest - 1) {
      members.push((word << 5) + lowest(rest));
    }
  }
  return members;
}

/** Position of the lowest bit of a word that is not 0. */
function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}

export function isWithin(bits: Bits, others: Bits): boolean {
  for (let word = 0; word < bits.length; word++) if (bits[word] & ~others[word]) return false;
  return true;
}

/** A different text for every set of one length. */
export function keyOf(bits: Bits): string {
  let key = "";
  for (const word of bits) key += String.fromCharCode(word & 0xffff, word >>> 16);
  return key;
}

/** What hangs together with a member inside `within`, which it is part of. */
export function flood(near: readonly Bits[], within: Bits, from: number): Bits {
  const reached = new Int32Array(within.length);
  add(reached, from);
  spread(near, within, reached);
  return reached;
}

/** Whether all goals hang together inside `within`, which they are part of. */
export function isJoined(near: readonly Bits[], within: Bits, goals: Bits): boolean {
  const from = goals.findIndex((word) => word !== 0);
  if (from < 0) return true;
  return isWithin(goals, flood(near, within, (from << 5) + lowest(goals[from])));
}

/** Adds to `reached` all that hangs together with it inside `within`. */
export function spread(near: readonly Bits[], within: Bits, reached: Bits): void {
  const fresh = reached.slice();
  for (let left = true; left;) {
    left = false;
    for (let word = 0; word < fresh.length; word++) {
      while (fresh[word] !== 0) {
        const around = near[(word << 5) + lowest(fresh[word])];
        fresh[word] &= fresh[word] - 1;
        for (let other = 0; other < fresh.length; other++) {
          const more = around[other] & within[other] & ~reached[other];
          if (more === 0) continue;
          reached[other] |= more;
          fresh[other] |= more;
          if (other < word) left = true;
        }
      }
    }
  }
}

/** All that borders on a set, the set itself included. */
export function widened(near: readonly Bits[], bits: Bits): Bits {
  const wide = bits.slice();
  for (let word = 0; word < bits.length; word++) {
    for (let rest = bits[word]; rest !== 0; rest &= rest - 1) {
      const around = near[(word << 5) + lowest(rest)];
      for (let other = 0; other < wide.length; other++) wide[other] |= around[other];
    }
  }
  return wide;
}

export function lowestOf(bits: Bits): number {
  for (let word = 0; word < bits.length; word++) {
    if (bits[word] !== 0) return (word << 5) + lowest(bits[word]);
  }
  return -1;
}

/**
 * Leaves out of a piece every member of `which` whose neighbours in the piece all border on each
 * other: nothing is joined up by way of it.
 */
export function trim(near: readonly Bits[], piece: Bits, which: Bits): void {
  for (let changed = true; changed;) {
    changed = false;
    for (let word = 0; word < piece.length; word++) {
      for (let rest = piece[word] & which[word]; rest !== 0; rest &= rest - 1) {
        if (!isClique(near, piece, near[(word << 5) + lowest(rest)])) continue;
        piece[word] &= ~(rest & -rest);
        changed = true;
      }
    }
  }
}

/** Whether the members that two sets share all border on each other. */
function isClique(near: readonly Bits[], some: Bits, others: Bits): boolean {
  for (let word = 0; word < some.length; word++) {
    for (let rest = some[word] & others[word]; rest !== 0; rest &= rest - 1) {
      const around = near[(word << 5) + lowest(rest)];
      for (let other = 0; other < some.length; other++) {
        const own = other === word ? rest & -rest : 0;
        if (some[other] & others[other] & ~around[other] & ~own) return false;
      }
    }
  }
  return true;
}
