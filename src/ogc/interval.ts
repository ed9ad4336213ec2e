/** The parameter `datetime`: a moment, or an interval that may be open at an end (RFC 3339). */

/** Both ends belong to it; null: it is open there. */
export interface Interval {
  readonly from: Date | null;
  readonly to: Date | null;
}

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What it says; null where it makes no sense. */
export function readInterval(text: string): Interval | null {
  const ends = text.split("/");
  if (ends.length === 1) {
    const moment = readEnd(text);
    return moment === null ? null : { from: moment.first, to: moment.last };
  }
  if (ends.length !== 2) return null;
  const [from, to] = ends.map((end) => (end === "" || end === ".." ? OPEN : readEnd(end)));
  if (from === null || to === null) return null;
  const interval = { from: from.first, to: to.last };
  const isBackwards = interval.from !== null && interval.to !== null && interval.from > interval.to;
  return isBackwards ? null : interval;
}

/** A date is the whole day in UTC: a time zone could only be guessed. */
interface End {
  readonly first: Date | null;
  readonly last: Date | null;
}

const OPEN: End = { first: null, last: null };

function readEnd(text: string): End | null {
  if (DAY.test(text)) {
    const [first, last] = [new Date(`${text}T00:00:00.000Z`), new Date(`${text}T23:59:59.999Z`)];
    return isSame(first, text) ? { first, last } : null;
  }
  if (!MOMENT.test(text)) return null;
  const moment = new Date(text.toUpperCase());
  if (Number.isNaN(moment.getTime()) || readEnd(text.slice(0, 10)) === null) return null;
  return { first: moment, last: moment };
}

/** JavaScript takes February 30 for March 1 or 2. */
function isSame(date: Date, day: string): boolean {
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
