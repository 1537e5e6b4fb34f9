/** The running figures of one function while its nodes are visited. */
export class FunctionMeasure {
  cyclomatic = 1;
  /** Deepest nesting of statements. */
  nesting = 0;
  /** Cognitive points in the function itself. */
  ownCognitive = 0;
  /** Cognitive points in functions nested in it, at the nesting they have from here. */
  innerCognitive = 0;
  /** The functions nested directly in it. */
  readonly inner: FunctionMeasure[] = [];

  constructor(
    readonly outer: FunctionMeasure | undefined,
    /** Cognitive nesting of this function within the outer one. */
    private readonly nestingInOuter: number,
  ) {
    outer?.inner.push(this);
  }

  /** Adds a point that costs one more for each level it is nested in, here and in every outer function. */
  addNested(nesting: number): void {
    this.ownCognitive += 1 + nesting;
    let depth = nesting;
    let within = this.nestingInOuter;
    for (let outer = this.outer; outer !== undefined; outer = outer.outer) {
      depth += within + 1;
      outer.innerCognitive += 1 + depth;
      within = outer.nestingInOuter;
    }
  }

  /** Adds one point whatever the nesting. */
  addFlat(): void {
    this.ownCognitive += 1;
    for (let outer = this.outer; outer !== undefined; outer = outer.outer) {
      outer.innerCognitive += 1;
    }
  }
}
