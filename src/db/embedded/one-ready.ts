/** The output of one piece of work, on its way to the client. */
export interface Answer {
  /** Takes output as it comes, in whatever pieces; it is copied. */
  take(output: Uint8Array): void;
  /** The work is done: the client may be told that the session is ready. */
  end(): void;
}

const READY = "Z".charCodeAt(0);
/** Type and length. */
const HEAD = 5;

/**
 * Passes on all messages, but "ready for query" only once and last. PGlite says it twice after an
 * error in an extended query, for the error and again for the Sync; a client takes the second for
 * the answer to its next query, and is one answer behind from then on.
 */
export function answerTo(write: (bytes: Buffer) => void): Answer {
  /** The beginning of a message, too short to tell what it is. */
  let unread: Buffer = Buffer.alloc(0);
  /** Bytes of the present message that are still to come. */
  let toCome = 0;
  let ready: Buffer | null = null;
  return {
    take(output) {
      const bytes = Buffer.concat([unread, output]);
      let at = Math.min(toCome, bytes.length);
      toCome -= at;
      let passedOn = 0;
      while (bytes.length - at >= HEAD) {
        const length = 1 + bytes.readUInt32BE(at + 1);
        const here = Math.min(length, bytes.length - at);
        if (bytes[at] === READY) {
          if (here < length) break;
          if (at > passedOn) write(bytes.subarray(passedOn, at));
          ready = bytes.subarray(at, at + length);
          passedOn = at + length;
        } else toCome = length - here;
        at += here;
      }
      if (at > passedOn) write(bytes.subarray(passedOn, at));
      unread = bytes.subarray(at);
    },
    end() {
      if (ready !== null) write(ready);
    },
  };
}
