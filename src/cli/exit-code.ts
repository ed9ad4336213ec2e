/** How a command ended, for the shell. */
export const EXIT = {
  DONE: 0,
  OUR_FAULT: 1,
  BAD_INPUT: 2,
  /** 128 + SIGINT, as shells do. */
  INTERRUPTED: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
