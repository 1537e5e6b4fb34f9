import assert from "node:assert/strict";
import { Bodies } from "../../../media/traffic/details/bodies";
import { Messages } from "../../../media/traffic/details/messages";
import type { FeedBody } from "../../../src/core/feed/protocol";

interface Ask {
  readonly seq: number;
  readonly limit: number;
  answer(body: FeedBody): void;
  refuse(message: string): void;
}

function body(size: number, held = size): FeedBody {
  return { bytes: new ArrayBuffer(held), size, event: undefined, fault: undefined };
}

/** A page whose host answers when the test says so. */
function harness() {
  const asks: Ask[] = [];
  const page = { session: "one", rendered: 0 };
  const bodies = new Bodies({
    session: () => page.session,
    ask: (seq, limit) => new Promise((resolve, reject) => {
      asks.push({ seq, limit, answer: resolve, refuse: (message) => reject(new Error(message)) });
    }),
    changed: () => {
      page.rendered++;
    },
  });
  return { page, asks, bodies };
}

async function settle(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe("bodies of the details", () => {
  it("are asked for once, and shown when they are there", async () => {
    const { bodies, asks, page } = harness();
    assert.equal(bodies.get(1, 100).state, "waiting");
    assert.equal(bodies.get(1, 100).state, "waiting");
    assert.equal(asks.length, 1);
    asks[0]?.answer(body(50));
    await settle();
    assert.equal(page.rendered, 1);
    const known = bodies.get(1, 100);
    assert.ok(known.state === "known" && known.bytes?.length === 50);
    assert.equal(bodies.get(1, 1_000_000), known, "there are no more bytes than those");
    assert.equal(asks.length, 1);
  });

  it("are asked for again when more of them is wanted", async () => {
    const { bodies, asks } = harness();
    bodies.get(1, 100);
    asks[0]?.answer(body(500, 100));
    await settle();
    bodies.get(1, 400);
    assert.deepEqual(asks.map((ask) => ask.limit), [100, 400]);
  });

  it("say why they cannot be had, and are asked for again only when a person wants it", async () => {
    const { bodies, asks } = harness();
    bodies.get(1, 100);
    asks[0]?.refuse("The extension does not answer.");
    await settle();
    assert.deepEqual(bodies.get(1, 100), { state: "failed", message: "The extension does not answer." });
    assert.equal(asks.length, 1);
    bodies.retry(1);
    assert.equal(bodies.get(1, 100).state, "waiting");
    assert.equal(asks.length, 2);
  });

  it("of another session are never shown for this one", async () => {
    const { bodies, asks, page } = harness();
    bodies.get(1, 100);
    page.session = "two";
    assert.equal(bodies.get(1, 100).state, "waiting");
    asks[0]?.answer(body(1));
    asks[1]?.answer(body(2));
    await settle();
    const known = bodies.get(1, 100);
    assert.ok(known.state === "known" && known.body.size === 2);
  });

  it("of a long list come a few at a time", async () => {
    const { bodies, asks } = harness();
    for (let seq = 0; seq < 100; seq++) bodies.get(seq, 100);
    assert.ok(asks.length < 10);
    for (let done = 0; done < 100; done++) {
      asks[done]?.answer(body(10));
      await settle();
    }
    assert.equal(asks.length, 100);
  });

  it("are let go when they are many, but for those that are shown", async () => {
    const { bodies, asks } = harness();
    const MB = 1024 * 1024;
    for (let seq = 0; seq < 40; seq++) {
      // The first is shown all the time.
      if (seq > 0) bodies.get(0, MB);
      bodies.get(seq, MB);
      asks.at(-1)?.answer(body(MB));
      await settle();
    }
    const before = asks.length;
    assert.equal(bodies.get(0, MB).state, "known");
    assert.equal(bodies.get(39, MB).state, "known");
    assert.equal(asks.length, before);
    assert.equal(bodies.get(1, MB).state, "waiting");
  });
});

describe("messages of the details", () => {
  it("keep what was opened in them while others are shown", () => {
    const messages = new Messages();
    const bytes = new TextEncoder().encode('{"a":{"b":1}}');
    messages.get(1, bytes, bytes.length).tree.closeAll();
    messages.get(2, new TextEncoder().encode("{}"), 2);
    assert.equal(messages.get(1, bytes, bytes.length).tree.lines.length, 2);
    assert.equal(messages.get(1, bytes.slice(), bytes.length).tree.lines.length, 3, "other bytes are another message");
  });
});
