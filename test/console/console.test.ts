/** The page in a real browser, against the real server. */
import { mkdirSync, rmSync } from "node:fs";
import type { Browser } from "playwright-core";
import { startTestServer, type TestServer } from "../api/support/test-server";
import { testByKeyboard } from "./by-keyboard";
import { browserPath, PICTURES, startBrowser } from "./browser";
import { testEveryView } from "./every-view";
import { testNotice } from "./notice";
import { testSession } from "./session";
import { testStates } from "./states";
import { prepareTown, type Looked } from "./town";
import { testWholePath } from "./whole-path";
import { testWork } from "./work";

jest.setTimeout(180_000);

if (browserPath === null) {
  test("without a browser nobody looks at the page", () => {
    if (process.env.CI) throw new Error("CI has to install chromium");
    process.stderr.write("No chromium is installed: the tests of the page are left out.\n");
  });
} else {
  describe("the page", () => lookAt(browserPath ?? ""));
}

function lookAt(executablePath: string): void {
  let server: TestServer;
  let browser: Browser;
  let looked: Looked;

  beforeAll(async () => {
    rmSync(PICTURES, { recursive: true, force: true });
    mkdirSync(PICTURES, { recursive: true });
    server = await startTestServer();
    browser = await startBrowser(executablePath);
    looked = { server, browser, ...(await prepareTown(server)) };
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });
  afterEach(() => {
    expect(server.logged).toEqual([]);
  });

  describe("the whole path", () => testWholePath(() => looked));
  describe("every view", () => testEveryView(() => looked));
  describe("work", () => testWork(() => looked));
  describe("the keyboard", () => testByKeyboard(() => looked));
  describe("who uses it", () => testSession(() => looked));
  describe("states", () => testStates(() => looked));
  describe("the notice", () => testNotice(() => looked));
}
