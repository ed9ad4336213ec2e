import {
  readAuditArguments,
  readLoadArguments,
  readPlanArguments,
  type ArgumentsRead,
} from "./cli/arguments";
import { runAudit } from "./cli/audit-command";
import { EXIT, type ExitCode } from "./cli/exit-code";
import { runLoad } from "./cli/load-command";
import { runPlan } from "./cli/plan-command";
import { createTerminal, say, type Terminal } from "./cli/terminal";
import { USAGE } from "./cli/usage";
import { readLanguage } from "./config";
import { EngineError } from "./engine";

/** Runs one command; the shell sees how it ended. */
async function main([command, ...args]: readonly string[]): Promise<ExitCode> {
  switch (command) {
    case "plan":
      return runWith(readPlanArguments(args), (options, terminal) =>
        runPlan(options, terminal, interruptSignal()),
      );
    case "load":
      return runWith(readLoadArguments(args), runLoad);
    case "audit":
      return runWith(readAuditArguments(args), runAudit);
    default: {
      const terminal = createTerminal(readLanguage());
      const isHelp = command === "--help" || command === "-h" || command === "help";
      if (isHelp) terminal.print(say(terminal, USAGE));
      else terminal.complain(say(terminal, USAGE));
      return isHelp ? EXIT.DONE : EXIT.BAD_INPUT;
    }
  }
}

async function runWith<T>(
  read: ArgumentsRead<T>,
  run: (values: T, terminal: Terminal) => Promise<ExitCode>,
): Promise<ExitCode> {
  const terminal = createTerminal(read.language ?? readLanguage());
  switch (read.type) {
    case "HELP":
      terminal.print(say(terminal, USAGE));
      return EXIT.DONE;
    case "REFUSED":
      terminal.complain(`${say(terminal, read.reason)}\n\n${say(terminal, USAGE)}`);
      return EXIT.BAD_INPUT;
    case "GIVEN":
      return run(read.values, terminal).catch((error: unknown) => {
        if (!(error instanceof EngineError && error.code === "CANCELLED")) throw error;
        terminal.complain(
          say(terminal, { zh: "已中断，未写出任何结果", en: "Interrupted, nothing was written" }),
        );
        return EXIT.INTERRUPTED;
      });
  }
}

/** Aborts at the first Ctrl-C; a second one ends the process at once, as it would without us. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) {
    process.once(name, () => controller.abort());
  }
  return controller.signal;
}

void main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = EXIT.OUR_FAULT;
  },
);
