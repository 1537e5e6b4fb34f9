import type { ExchangeColumns, ExchangeCopy, ExchangeWatch } from "../exchangeColumns";
import type { ExchangeTable } from "./exchangeTable";
import type { NumberList } from "./numberList";

/** The columns of a fold, and who follows them. */
export class FoldColumns implements ExchangeColumns {
  private watches: readonly Watch[] = [];

  /**
   * @param owners for each row one more than the number of its exchange, or 0
   * @param fold folds the rows up to one
   */
  constructor(
    private table: ExchangeTable,
    private owners: NumberList,
    private readonly fold: (next: number) => void,
  ) {}

  get first(): number {
    return this.table.first;
  }

  get next(): number {
    return this.table.next;
  }

  get firstRow(): number {
    return this.owners.first;
  }

  catchUp(next: number): void {
    this.fold(next);
  }

  numberFrom(seq: number): number {
    return this.table.numberFrom(seq);
  }

  copyOwners(first: number, next: number, to: Uint32Array): void {
    this.owners.copy(first, next, to);
  }

  request(number: number): number {
    return this.table.request(number);
  }

  copy(first: number, next: number, to: ExchangeCopy, at: number): void {
    this.table.copy(first, next, to, at);
  }

  watch(): ExchangeWatch {
    const watch = new Watch(() => {
      this.watches = this.watches.filter((each) => each !== watch);
    });
    this.watches = [...this.watches, watch];
    return watch;
  }

  /** An exchange has ended, or was answered once more. */
  changed(number: number): void {
    for (const watch of this.watches) watch.add(number);
  }

  /** The rows are kept in other columns from now on. */
  use(owners: NumberList): void {
    this.owners = owners;
  }

  /** Numbers begin again. */
  clear(table: ExchangeTable, owners: NumberList): void {
    this.table = table;
    this.owners = owners;
    for (const watch of this.watches) watch.reset();
  }
}

class Watch implements ExchangeWatch {
  below = 0;
  private readonly numbers = new Set<number>();

  constructor(private readonly end: () => void) {}

  add(number: number): void {
    if (number < this.below) this.numbers.add(number);
  }

  take(): readonly number[] {
    const taken = [...this.numbers];
    this.numbers.clear();
    return taken;
  }

  reset(): void {
    this.below = 0;
    this.numbers.clear();
  }

  dispose(): void {
    this.end();
  }
}
