/** How far a pointer goes before a press becomes a drag, CSS pixels. */
const THRESHOLD = 5;

interface HeaderDrags {
  /** The edge was moved so far to the right, from where it was when the pointer went down. */
  readonly resize: (by: number) => void;
  /** The name was dropped at this place of the window. */
  readonly move: (x: number) => void;
  readonly click: () => void;
}

/** Pressing a column's name sorts, dragging it moves the column, and dragging its edge resizes it. */
export function dragHeader(name: HTMLElement, edge: HTMLElement, drags: HeaderDrags): void {
  let wasDragged = false;
  name.addEventListener("click", () => {
    if (!wasDragged) drags.click();
    wasDragged = false;
  });
  name.addEventListener("pointerdown", (down) => {
    wasDragged = false;
    follow(name, down, (event) => {
      if (Math.abs(event.clientX - down.clientX) < THRESHOLD) return;
      wasDragged = true;
      name.classList.add("dragged");
    }, (event) => {
      name.classList.remove("dragged");
      if (wasDragged) drags.move(event.clientX);
    });
  });
  edge.addEventListener("pointerdown", (down) => {
    down.preventDefault();
    down.stopPropagation();
    // The header is built anew at every step, so the window is listened to.
    follow(window, down, (event) => drags.resize(event.clientX - down.clientX), () => {});
  });
}

function follow(target: HTMLElement | Window, down: PointerEvent, onMove: (event: PointerEvent) => void, onUp: (event: PointerEvent) => void): void {
  if (down.button !== 0) return;
  const ended = new AbortController();
  const { signal } = ended;
  if (target instanceof HTMLElement) target.setPointerCapture(down.pointerId);
  const listen = (type: string, act: (event: PointerEvent) => void): void => target.addEventListener(type, (event) => {
    if (event instanceof PointerEvent && event.pointerId === down.pointerId) act(event);
  }, { signal });
  listen("pointermove", onMove);
  listen("pointerup", (event) => {
    ended.abort();
    onUp(event);
  });
  listen("pointercancel", () => ended.abort());
}
