import assert from "node:assert/strict";
import { type TrafficBrowser, trafficBrowser } from "../run/trafficPage.mjs";
import { hostileFrame } from "../support/hostileFrames";
import { hostileText } from "../support/hostileTexts";
import { Random, rounds } from "../support/random";
import type { Walk } from "../page/steps";

/** Frames of one page; each page has a seed of its own, so that what fails can be run again by itself. */
const FRAMES = rounds(100, 500);
const PAGES = rounds(1, 20);
const SIZES = [{ width: 1200, height: 800 }, { width: 700, height: 900 }, { width: 1300, height: 400 }, { width: 320, height: 700 }];

describe("the Traffic page, whatever crosses the wire", () => {
  let chromium: TrafficBrowser;

  before(async () => {
    chromium = await trafficBrowser();
  });
  after(() => chromium?.close());

  for (let seed = 1; seed <= PAGES; seed++) {
    const size = SIZES[seed % SIZES.length] ?? { width: 1200, height: 800 };
    it(`shows ${FRAMES} hostile frames in ${size.width} × ${size.height} without running, loading, breaking or reordering anything (seed ${seed})`, async function () {
      this.timeout(600_000);
      const random = new Random(seed);
      const frames = Array.from({ length: FRAMES }, () => hostileFrame(random));
      const traffic = await chromium.open({ ...size, theme: (["dark", "light", "contrast"] as const)[seed % 3] ?? "dark", state: { follow: false } });
      try {
        const lines = frames.map(({ from, bytes }) => ({ from, base64: Buffer.from(bytes).toString("base64") }));
        await traffic.order({ type: "lines", server: hostileText(random).replace(/\p{Cs}/gu, ""), lines });
        await traffic.settled();
        const seen = await traffic.page.evaluate<Walk>("window.harness.walk()");
        assert.deepEqual([...seen.problems, ...(await traffic.problems())], []);
        assert.equal(await traffic.page.evaluate('"harmed" in window'), false);
        // Many frames answer others, and so are no lines of their own.
        assert.ok(seen.lines > FRAMES / 3 && seen.values > FRAMES / 20 && seen.filters > FRAMES / 10, JSON.stringify(seen));
      } finally {
        await traffic.page.close();
      }
    });
  }
});
