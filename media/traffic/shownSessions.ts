import type { SessionNumbers } from "../../src/core/feed/model/sessionNumbers";
import type { GroupSetting, SessionsModel } from "../../src/core/feed/model/sessionsModel";
import type { FeedSession } from "../../src/core/feed/protocol";
import type { FeedStatus } from "./feedStatus";
import { isGroupOpen, withGroups } from "./groups";
import { t } from "./l10n";
import type { Page } from "./part";
import { stateOfSession } from "./state";
import { shownText } from "./table/shownText";

/** Sessions without expanded groups that stay in the page, so that expanding one again is quick. */
const SPARE = 4;
/** Most earlier sessions whose entries are shown at once: each has all of its rows in the page, and its files open. */
const MOST_OPEN = 8;

/**
 * Keeps the sessions in the page as its state has them: one, or all, of which only those are asked for that a person has
 * expanded. It also keeps the numbers of rows in the state, which is worth nothing without them.
 */
export class ShownSessions {
  /** Sessions that the host was asked to show beside others, and whether it has answered. */
  private readonly asked = new Map<string, { readonly answered: boolean }>();
  /** The host opens one of them: the next one waits, since each takes all that the host can do. */
  private isOpening = false;
  private isListed = false;
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
    if (!this.isListed) this.forgetGone();
    this.isListed = true;
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

  /** As long as there are sessions, they come and go; numbers that nothing refers to are for those that come. */
  private forgetGone(): void {
    const { page: { state }, numbers, status } = this;
    if (!state.grouped) return;
    const referred = new Set([state.selected, ...state.alsoSelected, ...state.expanded, state.scroll].map((number) => (number === undefined ? undefined : numbers.sessionOf(number))));
    for (const id of numbers.ids) if (!referred.has(id) && !status.sessions.some((session) => session.id === id)) numbers.forget(id);
  }

  private arrange(): void {
    const { page, model } = this;
    const sessions = this.sessions();
    // It arranges them anew.
    if (page.state.grouped && this.collapseSome(sessions)) return;
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

  /** Collapses those that were expanded the longest ago where too many are; true when there were. */
  private collapseSome(sessions: readonly FeedSession[]): boolean {
    const { page } = this;
    const { groups } = page.state;
    const chosen = Object.keys(groups);
    const open = sessions.filter((session) => !session.live && isGroupOpen(page.state, session)).sort((one, other) => chosen.indexOf(one.id) - chosen.indexOf(other.id));
    const collapsed = open.slice(0, -MOST_OPEN);
    const [first, ...others] = collapsed;
    if (!first) return false;
    for (const { id } of collapsed) if (this.asked.has(id)) this.letGo(id);
    page.change({ groups: withGroups(groups, collapsed.map(({ id }) => id), false) });
    page.announce(others.length === 0
      ? t("{0} was collapsed: at most {1} earlier sessions are shown at once.", shownText(first.title), MOST_OPEN)
      : t("{0} sessions were collapsed: at most {1} earlier ones are shown at once.", collapsed.length, MOST_OPEN));
    return true;
  }

  /** Has the host show what is expanded, one after the other, and let go of what nobody may want to see again. */
  private askFor(sessions: readonly FeedSession[]): void {
    const { page, model, numbers, asked, failures } = this;
    for (const { id } of sessions) numbers.offsetOf(id);
    const [first, ...beside] = numbers.ids;
    if (first !== page.state.session || beside.join() !== page.state.beside.join()) page.change({ session: first, beside });
    const next = sessions.find((session) => isGroupOpen(page.state, session) && !asked.has(session.id) && !failures.has(session.id));
    if (next && !this.isOpening) this.open(next.id);
    const spare = model.ids.filter((id) => !sessions.some((session) => session.id === id && (session.live || isGroupOpen(page.state, session))));
    for (const id of spare.slice(0, -SPARE)) this.letGo(id);
  }

  private open(session: string): void {
    this.isOpening = true;
    this.asked.set(session, { answered: false });
    this.page.ask("show", { session, beside: true }).then(
      () => {
        this.isOpening = false;
        if (this.asked.has(session)) this.asked.set(session, { answered: true });
        this.forgetUnlessShown(session);
        this.arrange();
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.isOpening = false;
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
