/** The smallest store that serves: one object, replaced as a whole, told to all who watch. */
export interface Store<State> {
  get(): State;
  set(change: Partial<State>): void;
  watch(listener: (now: State, before: State) => void): void;
}

export function createStore<State>(first: State): Store<State> {
  let state = first;
  const listeners: ((now: State, before: State) => void)[] = [];
  return {
    get: () => state,
    set(change) {
      const before = state;
      state = { ...before, ...change };
      for (const listener of listeners) listener(state, before);
    },
    watch: (listener) => {
      listeners.push(listener);
    },
  };
}
