import { Emitter } from "../base/event";
import type { FeedSessions, FeedSource } from "./feedHost";

/** For a page that shows one session and no other, such as a recording. @param live it goes on */
export function oneSession<S extends FeedSource>(source: S, title: string, live = false): FeedSessions<S> {
  return {
    list: () => [{ id: source.session, title, live }],
    open: () => Promise.resolve(source),
    close: () => undefined,
    onChange: new Emitter<void>().event,
  };
}
