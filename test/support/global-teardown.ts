export default async function globalTeardown(): Promise<void> {
  await globalThis.finishTestRun?.();
  globalThis.finishTestRun = undefined;
}
