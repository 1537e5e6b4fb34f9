import type { SessionNumbers } from "../../src/core/feed/model/sessionNumbers";
import type { GroupSetting, SessionsModel } from "../../src/core/feed/model/sessionsModel";
import type { FeedSession } from "../../src/core/feed/protocol";
import type { FeedStatus } from "./feedStatus";
import { isGroupOpen } from "./groups";
import { t } from "./l10n";
import type { Page } from "./part";
import { stateOfSession } from "./state";

/** Sessions without expanded groups that stay in the page, so that expanding one again is quick. */
const SPARE = 4;

/**
 * Keeps the sessions in the page as its state has them: one, or all, of which only those are asked for that a person has
 * expanded. It also keeps the numbers of rows in the state, which is worth nothing without them.
 */
export class ShownSessions {
  /** Sessions that the host was asked to show beside others, and whether it has answered. */
  private readonly asked = new Map<string, { readonly answered: boolean }>();
  /** Why sessions could not be opened, in words. */
  private readonly failures = new Map<string, string>();

  constructor(
    private readonly page: Page,
    private readonly model: SessionsModel,
    private readonly numbers: SessionNumbers,
    private readonly status: FeedStatus,
  ) {
    const { session, beside } = page.state;
    numbers.begin(session === undefined ? [] : [session, ...beside]);
    model.focus(page.state.selected);
    page.onChange((names) => {
      if (names.has("selected")) model.focus(page.state.selected);
      if (names.has("grouped") || names.has("groups")) this.arrange();
    });
  }

  /** The host has told which sessions there are, and which of them it shows. */
  listed(): void {
    if (this.model.isGrouped) this.model.keep(this.status.shown);
    for (const [id, { answered }] of this.asked) if (answered) this.forgetUnlessShown(id);
    this.arrange();
  }

  /** A session is about to be shown from its beginning. True when it takes the place of everything that was shown. */
  opening(id: string): boolean {
    const { page, numbers } = this;
    this.failures.delete(id);
    if (page.state.grouped) return false;
    if (numbers.ids.length === 1 && numbers.ids[0] === id) return true;
    numbers.begin([id]);
    page.change(stateOfSession(id));
    return true;
  }

  private arrange(): void {
    const { page, model } = this;
    const sessions = this.sessions();
    // Until the host has left the others, they stay as they were.
    const isGrouped = sessions.length > 1 && (page.state.grouped || model.ids.length > 1);
    model.arrange(isGrouped ? sessions.map((session) => this.settingOf(session)) : undefined);
    if (page.state.grouped) this.askFor(sessions);
    else this.asked.clear();
    page.invalidate();
  }

  /** Those that there are, and those that are shown although they have been deleted. */
  private sessions(): readonly FeedSession[] {
    const { status: { sessions }, model } = this;
    const gone = model.ids.filter((id) => !sessions.some((session) => session.id === id));
    return [...sessions, ...gone.flatMap((id) => {
      const session = model.sessionOf(id);
      return session ? [{ ...session, title: t("{0} (deleted)", session.title) }] : [];
    })];
  }

  private settingOf(session: FeedSession): GroupSetting {
    const expanded = isGroupOpen(this.page.state, session);
    // Whoever collapses it may try again.
    if (!expanded) this.failures.delete(session.id);
    return { session, expanded, failure: this.failures.get(session.id) };
  }

  /** Has the host show what is expanded, and let go of what nobody may want to see again. */
  private askFor(sessions: readonly FeedSession[]): void {
    const { page, model, numbers, asked, failures } = this;
    for (const { id } of sessions) numbers.offsetOf(id);
    const [first, ...beside] = numbers.ids;
    if (first !== page.state.session || beside.join() !== page.state.beside.join()) page.change({ session: first, beside });
    for (const session of sessions) if (isGroupOpen(page.state, session) && !asked.has(session.id) && !failures.has(session.id)) this.open(session.id);
    const spare = model.ids.filter((id) => !sessions.some((session) => session.id === id && (session.live || isGroupOpen(page.state, session))));
    for (const id of spare.slice(0, -SPARE)) this.letGo(id);
  }

  private open(session: string): void {
    this.asked.set(session, { answered: false });
    this.page.ask("show", { session, beside: true }).then(
      () => {
        if (!this.asked.has(session)) return;
        this.asked.set(session, { answered: true });
        if (this.forgetUnlessShown(session)) this.arrange();
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.asked.delete(session);
        this.failures.set(session, message);
        this.page.announce(message);
        this.arrange();
      },
    );
  }

  /** The host leaves sessions when it shows another one in the place of all, such as one to be revealed: they are asked for once more. */
  private forgetUnlessShown(session: string): boolean {
    return !this.status.shown.includes(session) && this.asked.delete(session);
  }

  private letGo(session: string): void {
    this.asked.delete(session);
    this.model.keep(this.model.ids.filter((id) => id !== session));
    this.page.ask("hide", { session }).catch((error: unknown) => this.page.announce(error instanceof Error ? error.message : String(error)));
  }
}
