import type { EntryKind, Facts } from "../filter/facts";
import type { DefinitionCost } from "./definitionCost";
import type { ServerStatistics, StatisticsLine, StatisticsReport } from "./report";
import { Tally } from "./tally";

type Subjects = Map<string | undefined, Tally>;
type Methods = Map<string | undefined, Subjects>;
type Senders = Map<Facts["from"], Methods>;

/** Figures of traffic per server, method and subject; fed with entries in any order, one call for each. */
export class Statistics {
  private readonly servers = new Map<string, Map<EntryKind, Senders>>();
  private readonly lists = new Map<string, number[]>();
  private readonly definitions = new Map<string, DefinitionCost>();

  add(facts: Facts): void {
    const kinds = childOf(this.servers, facts.server, newMap<EntryKind, Senders>);
    const senders = childOf(kinds, facts.kind, newMap<Facts["from"], Methods>);
    const methods = childOf(senders, facts.from, newMap<string | undefined, Subjects>);
    const subjects = childOf(methods, facts.method, newMap<string | undefined, Tally>);
    childOf(subjects, facts.subject, newTally).add(facts);
    if (facts.method === "tools/list" && facts.status === "ok" && facts.from === "client") childOf(this.lists, facts.server, newList).push(facts.seq);
  }

  /** For each server the sequences of its answered `tools/list` requests in order of time, for `latestDefinitions`. */
  get toolLists(): ReadonlyMap<string, readonly number[]> {
    for (const seqs of this.lists.values()) seqs.sort((one, other) => one - other);
    return this.lists;
  }

  /** What the tools of a server cost, measured elsewhere since it takes the text of its list. */
  setDefinitions(server: string, cost: DefinitionCost): void {
    this.definitions.set(server, cost);
  }

  report(): StatisticsReport {
    const total = new Tally();
    const servers = [...this.servers].map(([server, kinds]) => this.reportServer(server, kinds, total));
    return { total: total.figures(), servers };
  }

  private reportServer(server: string, kinds: Map<EntryKind, Senders>, total: Tally): ServerStatistics {
    const sum = new Tally();
    const lines: StatisticsLine[] = [];
    for (const [kind, senders] of kinds) {
      for (const [from, methods] of senders) {
        for (const [method, subjects] of methods) {
          for (const [subject, tally] of subjects) {
            sum.merge(tally);
            lines.push({ server, from, kind, method, subject, ...tally.figures() });
          }
        }
      }
    }
    total.merge(sum);
    lines.sort((one, other) => other.count - one.count);
    return { server, lines, definitions: this.definitions.get(server), ...sum.figures() };
  }
}

function childOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}

function newMap<K, V>(): Map<K, V> {
  return new Map();
}

function newList(): number[] {
  return [];
}

function newTally(): Tally {
  return new Tally();
}
