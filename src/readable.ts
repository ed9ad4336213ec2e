/** Signs that no keyboard has, and halves of signs: no database can keep some of them. */
const UNREADABLE = /(?![\n\r\t])[\p{Cc}\p{Cs}]/u;

/** Whether a text, of several lines perhaps, can be read and kept. */
export function isReadable(text: string): boolean {
  return !UNREADABLE.test(text);
}

/** Whether it is so in one line. */
export function isReadableLine(text: string): boolean {
  return isReadable(text) && !/[\n\r\t]/.test(text);
}
