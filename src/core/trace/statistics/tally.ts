import type { Facts } from "../filter/facts";
import { DurationDigest } from "./durationDigest";
import type { Figures } from "./report";

/** Adds up entries. */
export class Tally {
  private count = 0;
  private errors = 0;
  private pending = 0;
  private cancelled = 0;
  private bytes = 0;
  private readonly durations = new DurationDigest();

  add(facts: Facts): void {
    this.count++;
    this.bytes += facts.size;
    switch (facts.status) {
      case undefined:
        if (facts.kind === "junk" || facts.kind === "answer") this.errors++;
        return;
      case "pending":
        this.pending++;
        return;
      case "cancelled":
      case "late":
        this.cancelled++;
        return;
      // Nothing was answered, so the time until then says nothing about the server.
      case "closed":
        this.errors++;
        return;
      case "error":
      case "tool-error":
      case "malformed":
        this.errors++;
        break;
      case "ok":
        break;
    }
    if (facts.duration !== undefined) this.durations.add(facts.duration);
  }

  merge(other: Tally): void {
    this.count += other.count;
    this.errors += other.errors;
    this.pending += other.pending;
    this.cancelled += other.cancelled;
    this.bytes += other.bytes;
    this.durations.merge(other.durations);
  }

  figures(): Figures {
    const { count, errors, pending, cancelled, bytes, durations } = this;
    return {
      count,
      errors,
      pending,
      cancelled,
      bytes,
      answered: durations.count,
      p50: durations.percentile(0.5),
      p95: durations.percentile(0.95),
      max: durations.percentile(1),
      waited: durations.sum,
    };
  }
}
