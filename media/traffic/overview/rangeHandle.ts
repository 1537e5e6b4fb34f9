/** Places that a handle can be moved to with the keyboard: one per thousand of the strip. */
const PLACES = 1000;

/** An edge of the range for the keyboard and for screen readers; the pointer goes through it to the strip. */
export class RangeHandle {
  readonly element = document.createElement("input");

  /** @param onMove place from 0 to 1 */
  constructor(label: string, onMove: (share: number) => void) {
    this.element.type = "range";
    this.element.className = "overview-handle";
    this.element.min = "0";
    this.element.max = String(PLACES);
    this.element.setAttribute("aria-label", label);
    this.element.addEventListener("input", () => onMove(Number(this.element.value) / PLACES));
  }

  show(share: number, text: string): void {
    this.element.value = String(Math.round(share * PLACES));
    this.element.setAttribute("aria-valuetext", text);
  }
}
