/** Longer waits overflow a timer, which would then ring at once. */
const LONGEST_MS = 2 ** 31 - 1;

/** Calls back at a moment, in milliseconds since 1970; gives the way to call that off. */
export function atMoment(moment: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout;
  const wait = (): void => {
    const rest = moment - Date.now();
    if (rest <= 0) callback();
    else timer = setTimeout(wait, Math.min(rest, LONGEST_MS)).unref();
  };
  timer = setTimeout(wait, 0).unref();
  return () => clearTimeout(timer);
}
