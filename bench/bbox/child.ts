/** Servers that a bench starts, each in a process of its own. */
import { existsSync, readFileSync } from "node:fs";
import { fork, type ChildProcess } from "node:child_process";
import type { Server } from "node:http";

/** A server that runs until it is ended. */
export interface Child {
  readonly url: string;
  /** Processor time that it has used, in milliseconds; NaN where the system does not tell. */
  cpuMs(): number;
  /** What it answers to a message. */
  ask(): Promise<string>;
  end(): void;
}

/** Starts a server, which tells its address once it listens. */
export async function startChild(
  file: string,
  args: readonly string[],
  options: { readonly execPath?: string; readonly execArgv: readonly string[] },
): Promise<Child> {
  const child = fork(file, args, { ...options, execArgv: [...options.execArgv] });
  return {
    url: await answerOf(child),
    ask: () => {
      const answer = answerOf(child);
      child.send("ask");
      return answer;
    },
    cpuMs: () => cpuMsOf(child.pid ?? 0),
    end: () => void child.kill(),
  };
}

/** For the child: tells where it listens. */
export function tellUrl(server: Server): void {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    process.send?.(`http://127.0.0.1:${address.port}/graphql`);
  }
}

function answerOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const gone = (code: number | null): void => {
      reject(new Error(`${child.spawnfile} ended with ${code}`));
    };
    child.once("exit", gone);
    child.once("message", (answer) => {
      child.off("exit", gone);
      if (typeof answer === "string") resolve(answer);
    });
  });
}

const TICK_MS = 10;

/** Linux: user and system time, in ticks, are the 14th and 15th field, and the name may hold blanks. */
function cpuMsOf(pid: number): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return NaN;
  const fields = readFileSync(file, "utf8").split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}
