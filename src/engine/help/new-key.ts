/** A key for a new grid that is only proposed: whoever makes it may give it another. */
export function keyFor(taken: ReadonlySet<string>): string {
  let key = "new";
  for (let i = 2; taken.has(key); i++) key = `new-${i}`;
  return key;
}
