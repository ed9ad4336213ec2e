/** Results that are kept by what they depend on. */
export interface Cache<T> {
  /** What was made for this key before, else made now. */
  readonly get: (key: string, make: () => T) => T;
}

/** Keeps so many results: those that were asked for last. */
export function createCache<T>(most: number): Cache<T> {
  const kept = new Map<string, { readonly made: T }>();
  return {
    get(key, make) {
      const known = kept.get(key);
      const entry = known ?? { made: make() };
      // What is asked for goes to the end, so that the first is the one longest unasked.
      if (known) kept.delete(key);
      kept.set(key, entry);
      if (kept.size > most) {
        const [oldest] = kept.keys();
        kept.delete(oldest);
      }
      return entry.made;
    },
  };
}
