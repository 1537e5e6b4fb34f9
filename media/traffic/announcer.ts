/** How long a message stands, milliseconds, when nothing else takes its place. */
const STAY_MS = 8000;

/** Tells people what has happened: `say` to those who listen, `warn` also to those who look. */
export class Announcer {
  readonly element: HTMLElement;
  private readonly spoken: HTMLElement;
  private readonly shown: HTMLElement;
  private timer: number | undefined;

  constructor() {
    this.element = document.createElement("div");
    this.element.className = "messages";
    this.spoken = document.createElement("div");
    this.spoken.className = "only-spoken";
    this.spoken.setAttribute("role", "status");
    this.shown = document.createElement("div");
    this.shown.className = "message";
    this.shown.setAttribute("role", "alert");
    this.shown.hidden = true;
    this.shown.addEventListener("click", () => this.hide());
    this.element.append(this.spoken, this.shown);
  }

  say(text: string): void {
    this.spoken.textContent = text;
  }

  warn(text: string): void {
    this.shown.textContent = text;
    this.shown.hidden = false;
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.hide(), STAY_MS);
  }

  private hide(): void {
    window.clearTimeout(this.timer);
    this.shown.hidden = true;
  }
}
