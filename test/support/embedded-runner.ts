import TestRunner, { type Test } from "jest-runner";

/**
 * Runs the files that speak to the embedded database one after another in this process, and all
 * other files beside them in processes of their own.
 */
export default class EmbeddedRunner extends TestRunner {
  readonly #beside = new TestRunner(
    { ...this._globalConfig, maxWorkers: Math.max(1, this._globalConfig.maxWorkers - 1) },
    this._context,
  );

  override on: TestRunner["on"] = (event, listener) => {
    const unsubscribes = [super.on(event, listener), this.#beside.on(event, listener)];
    return () => unsubscribes.forEach((unsubscribe) => unsubscribe());
  };

  override async runTests(...[tests, watcher, options]: Parameters<TestRunner["runTests"]>) {
    const [speaking, silent] = [tests.filter(speaksToDatabase), tests.filter(isSilent)];
    if (options.serial || speaking.length === 0) return super.runTests(tests, watcher, options);
    await Promise.all([
      super.runTests(speaking, watcher, { serial: true }),
      this.#beside.runTests(silent, watcher, { serial: false }),
    ]);
  }
}

function speaksToDatabase({ context }: Test): boolean {
  return context.config.globalSetup != null;
}

function isSilent(test: Test): boolean {
  return !speaksToDatabase(test);
}
