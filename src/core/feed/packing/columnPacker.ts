import { inTicks } from "./inTicks";
import { packColumn } from "./packColumn";
import { alignedPlace } from "./packedSize";
import type { Packing, TimePacking } from "./packing";

type Data = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** Packs columns, one after the other, into a buffer that is as long as they need. They must not change before it is asked for. */
export class ColumnPacker {
  private readonly parts: { readonly at: number; readonly data: Data }[] = [];
  private length = 0;

  column(values: Uint32Array): Packing {
    const { packing, data } = packColumn(values);
    this.add(data);
    return packing;
  }

  /** @param room for as many whole numbers, used until the buffer is asked for: new memory for each batch has the garbage collector come */
  times(values: Float64Array, room: Uint32Array): TimePacking {
    const found = inTicks(values, room);
    if (found) return { form: "ticks", from: found.from, tick: found.tick, ticks: this.column(found.ticks) };
    this.add(values);
    return { form: "whole" };
  }

  /** All columns, in the order in which they came. */
  buffer(): ArrayBuffer {
    const bytes = new Uint8Array(this.length);
    for (const { at, data } of this.parts) bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    return bytes.buffer;
  }

  private add(data: Data): void {
    if (data.length === 0) return;
    const at = alignedPlace(this.length, data.BYTES_PER_ELEMENT);
    this.length = at + data.byteLength;
    this.parts.push({ at, data });
  }
}
