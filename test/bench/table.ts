import { median, pairedRatio } from "./pairs";
import type { Figures } from "./scenarios/scenario";

/** The figures of several subjects over the same rounds, as text for people. */
export class Table<K extends string> {
  constructor(private readonly figures: Readonly<Record<K, readonly Figures[]>>) {}

  /** One figure of one subject, round by round. */
  values(subject: K, figure: string): number[] {
    return this.figures[subject].map((round) => round[figure] ?? NaN);
  }

  median(subject: K, figure: string): number {
    return median(this.values(subject, figure));
  }

  /** The medians of all subjects, a column for each figure. */
  print(columns: Readonly<Record<string, { readonly label: string; readonly digits: number }>>): void {
    const subjects = Object.keys(this.figures) as K[];
    const width = Math.max(...subjects.map((name) => name.length)) + 2;
    const shown = Object.entries(columns).map(([name, { label, digits }]) => ({ label, cell: (subject: K) => this.median(subject, name).toFixed(digits) }));
    console.log(`  ${"".padEnd(width)}${shown.map(({ label }) => label.padStart(label.length + 3)).join("")}`);
    for (const subject of subjects) console.log(`  ${subject.padEnd(width)}${shown.map(({ label, cell }) => cell(subject).padStart(label.length + 3)).join("")}`);
  }

  /** The median of the ratios round by round, beside the bar where there is one. */
  ratio(figure: string, subject: K, peer: K, bar?: number): void {
    printBar(`${subject} / ${peer}`, pairedRatio(this.values(subject, figure), this.values(peer, figure)), bar, 3);
  }

  /** The same of two figures of one subject. */
  share(figure: string, of: string, subject: K, bar?: number): void {
    printBar(`${figure} / ${of}`, pairedRatio(this.values(subject, figure), this.values(subject, of)), bar, 3);
  }
}

/** A figure with its bar, which a person reads; nothing fails when the figure is over it. */
export function printBar(label: string, value: number, bar: number | undefined, digits: number, unit = ""): void {
  const verdict = bar === undefined ? "" : `  (bar: at most ${bar}${unit}${value > bar ? ", MISSED" : ""})`;
  console.log(`  ${label.padEnd(44)} ${value.toFixed(digits)}${unit}${verdict}`);
}

/** A count as WIRELIGHT_BENCH_SCALE shortens it for a trial; figures of a trial say little. */
export function scaled(count: number): number {
  return Math.max(1, Math.round(count * Number(process.env["WIRELIGHT_BENCH_SCALE"] ?? 1)));
}
