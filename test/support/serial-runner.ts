import TestRunner from "jest-runner";

/** Runs the files of a project one after another, whatever the number of workers. */
export default class SerialRunner extends TestRunner {
  override readonly isSerial = true;
}
