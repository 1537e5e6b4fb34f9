import assert from "node:assert/strict";
import { Emitter } from "../../../src/core/base/event";
import type { FeedSession } from "../../../src/core/feed/protocol";
import type { Page, PageState } from "../../../media/traffic/part";
import { readState } from "../../../media/traffic/state";
import { ViewKeeper } from "../../../media/traffic/viewKeeper";

const SESSION: FeedSession = { id: "now", title: "This Window", live: true };

/** A page whose host searches when the test says so. */
function stage() {
  const changes = new Emitter<ReadonlySet<keyof PageState>>();
  const searches: { readonly text: string; readonly fail: (message: string) => Promise<void>; readonly find: () => Promise<void> }[] = [];
  const told: string[] = [];
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  let state = readState({});
  const page = {
    model: { session: SESSION, next: 0, setView: () => undefined, setFound: (text: string) => told.push(`found ${text}`) },
    get state() {
      return state;
    },
    onChange: changes.event,
    ask: (_: string, { text }: { readonly text: string }) =>
      new Promise((resolve, reject) => void searches.push({ text, fail: (message) => (reject(new Error(message)), settled()), find: () => (resolve({ rows: new ArrayBuffer(0) }), settled()) })),
    announce: (text: string) => told.push(text),
    invalidate: () => undefined,
  };
  const keeper = new ViewKeeper(page as unknown as Page);
  const filter = (text: string): void => {
    state = { ...state, filter: text };
    changes.fire(new Set(["filter"] as const));
  };
  return { keeper, filter, searches, told };
}

describe("texts that the filter of the page looks for", () => {
  it("are searched, and why one cannot be is told", async () => {
    const { filter, searches, told } = stage();
    filter('"one"');
    await searches[0]?.find();
    filter('"two"');
    await searches[1]?.fail("The disk is full.");
    assert.deepEqual(told, ["found one", "The disk is full."]);
  });

  it("are no concern of anybody once others are looked for, or in another session, however the search ends", async () => {
    const { keeper, filter, searches, told } = stage();
    filter('"one"');
    filter('"two"');
    await searches[0]?.fail("This session is not shown any more.");
    keeper.restart();
    await searches[1]?.fail("This session is not shown any more.");
    assert.deepEqual(told, []);
    assert.deepEqual(searches.map(({ text }) => text), ["one", "two", "two"]);
  });
});
