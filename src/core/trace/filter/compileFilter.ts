import type { Facts } from "./facts";
import { UNIT_AMOUNT, nameOfFrom, namesOfStatus } from "./fields";
import type { Comparison, Filter, MeasureField, Pattern, PatternField } from "./filter";
import { compileNumberPattern } from "./numberPattern";
import { compilePattern } from "./pattern";
import { isSubjectOf } from "./subjectField";

type Matches = (facts: Facts) => boolean;

/** Values are remembered up to so many; then it begins anew, since URIs and ids may be endless. */
const REMEMBERED = 10_000;

/** A filter as a function. It remembers what it decided for a value, so that a million entries with few names are cheap. */
export function compileFilter(filter: Filter): Matches {
  switch (filter.type) {
    case "and":
      return joined(filter.of.map(compileFilter), false);
    case "or":
      return joined(filter.of.map(compileFilter), true);
    case "not": {
      const matches = compileFilter(filter.of);
      return (facts) => !matches(facts);
    }
    case "match":
      return matchOf(filter.field, filter.any);
    case "measure":
      return measureOf(filter.field, filter.any);
    case "text": {
      const texts = filter.any;
      return (facts) => texts.some((text) => facts.contains(text));
    }
    case "marked":
      return (facts) => facts.marked;
  }
}

/** The first part that says so decides: for "or" it is one that matches, for "and" one that does not. A loop, for it runs a million times. */
function joined(parts: readonly Matches[], decisive: boolean): Matches {
  return (facts) => {
    for (const matches of parts) if (matches(facts) === decisive) return decisive;
    return !decisive;
  };
}

function matchOf(field: PatternField, patterns: readonly Pattern[]): Matches {
  const forms = patterns.map(compilePattern);
  const fits = (value: string): boolean => forms.some((form) => form(value));
  switch (field) {
    case "server": {
      const decided = remembered(fits);
      return (facts) => decided(facts.server);
    }
    case "method": {
      const decided = remembered(fits);
      return ({ method }) => method !== undefined && decided(method);
    }
    case "tool":
    case "prompt":
    case "resource": {
      const decided = remembered(fits);
      const isAbout = remembered((method) => isSubjectOf(field, method));
      return ({ method, subject }) => subject !== undefined && method !== undefined && isAbout(method) && decided(subject);
    }
    case "status": {
      const decided = remembered((status) => namesOfStatus(status).some(fits));
      return ({ status }) => status !== undefined && decided(status);
    }
    case "dir": {
      const decided = remembered(fits);
      return (facts) => decided(nameOfFrom(facts.from));
    }
    case "kind": {
      const decided = remembered(fits);
      return (facts) => decided(facts.kind);
    }
    case "id":
      return idOf(patterns, fits);
  }
}

/** Most ids are whole numbers and no two the same, so it is not their texts that are compared. */
function idOf(patterns: readonly Pattern[], fits: (value: string) => boolean): Matches {
  const forms = patterns.map(compileNumberPattern);
  return ({ id }) => {
    if (id === undefined) return false;
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 0) return fits(String(id));
    for (const form of forms) if (form(id)) return true;
    return false;
  };
}

function measureOf(field: MeasureField, comparisons: readonly Comparison[]): Matches {
  const tests = comparisons.map(comparisonOf);
  const [only] = tests;
  const passes = only && tests.length === 1 ? only : (value: number): boolean => tests.some((test) => test(value));
  return field === "size" ? (facts) => passes(facts.size) : ({ duration }) => duration !== undefined && passes(duration);
}

function comparisonOf({ operator, amount, unit }: Comparison): (value: number) => boolean {
  const limit = amount * UNIT_AMOUNT[unit];
  switch (operator) {
    case ">":
      return (value) => value > limit;
    case ">=":
      return (value) => value >= limit;
    case "<":
      return (value) => value < limit;
    case "<=":
      return (value) => value <= limit;
  }
}

function remembered(decide: (value: string) => boolean): (value: string) => boolean {
  const decisions = new Map<string, boolean>();
  return (value) => {
    const known = decisions.get(value);
    if (known !== undefined) return known;
    if (decisions.size === REMEMBERED) decisions.clear();
    const decision = decide(value);
    decisions.set(value, decision);
    return decision;
  };
}
