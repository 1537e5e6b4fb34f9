import type { SpillReader } from "./spill";
import { ArchivedTrace } from "./archivedTrace";
import { messageOf } from "../base/failure";
import { ReadAhead } from "./store/readAhead";
import { type NoBlock, readBlock } from "./store/readBlock";

/**
 * Opens what a `RingTrace` wrote: all columns are read, the bytes of a row when somebody asks for them. Never throws:
 * what cannot be read is left out, and `damage` says so. A block that was being written when its writer was killed is
 * such a thing.
 */
export function openArchive(reader: SpillReader, session: string): ArchivedTrace {
  const trace = new ArchivedTrace(reader, session);
  const ahead = new ReadAhead(reader);
  let offset = reader.first;
  try {
    while (offset < reader.next) {
      const block = readBlock((at, length) => ahead.read(at, length), offset, reader.next);
      if ("problem" in block) {
        trace.damaged(describe(block, reader.next - offset));
        break;
      }
      trace.add(block, offset);
      offset += block.size;
    }
  } catch (error) {
    trace.damaged(`It could not be read to its end: ${messageOf(error)}.`);
  }
  trace.settle();
  return trace;
}

function describe(none: NoBlock, bytes: number): string {
  switch (none.problem) {
    case "version":
      return `It was written by another version of Wirelight, in format ${none.version}, which this one cannot read. Update Wirelight to see it.`;
    case "torn":
      return `Its last ${bytes} bytes are incomplete, because writing them was interrupted; the messages in them are missing here.`;
    case "not-a-block":
      return `Its last ${bytes} bytes are not what was written there; the messages in them are missing here.`;
  }
}
