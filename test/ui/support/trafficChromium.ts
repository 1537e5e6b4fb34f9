import * as assert from "node:assert/strict";
import { type TrafficBrowser, type TrafficPage, type TrafficPageOptions, trafficBrowser } from "../../run/trafficPage.mjs";

/**
 * A Chromium for the tests of a suite. Gives what opens a Traffic page in it; after its test each page must have had no
 * problems, and is closed.
 */
export function trafficChromium(defaults: TrafficPageOptions = {}): (options?: TrafficPageOptions) => Promise<TrafficPage> {
  let chromium: TrafficBrowser | undefined;
  let opened: TrafficPage | undefined;
  before(async () => {
    chromium = await trafficBrowser();
  });
  after(async () => {
    await chromium?.close();
  });
  afterEach(async () => {
    const problems = await opened?.problems();
    await opened?.page.close();
    opened = undefined;
    assert.deepEqual(problems ?? [], []);
  });
  return async (options = {}) => {
    if (!chromium) throw new Error("There is no Chromium before the tests of the suite begin.");
    return (opened = await chromium.open({ ...defaults, ...options }));
  };
}
