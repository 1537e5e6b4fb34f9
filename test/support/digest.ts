import { createHash } from "node:crypto";
import type { Frame, LineEnding } from "../../src/core/wire/frame";

const TERMINATORS: { readonly [ending in LineEnding]: string } = { lf: "\n", crlf: "\r\n", none: "" };

/** What a server has written to stdout by the rows of its traffic, in the words of the rogues' `--digest`. */
export function digestOfRows(frames: readonly Frame[]): string {
  const hash = createHash("sha256");
  let length = 0;
  for (const frame of frames) {
    if (frame.from !== "server" || frame.kind === "stderr") continue;
    const ending = TERMINATORS[frame.ending];
    hash.update(frame.bytes()).update(ending);
    length += frame.size + ending.length;
  }
  return length === 0 ? NOTHING : `wrote ${length} ${hash.digest("hex")}`;
}

/** What a rogue itself said last of everything it wrote; it says nothing before it writes. */
export function digestOfServer(frames: readonly Frame[]): string {
  return frames.filter(({ kind }) => kind === "stderr").map((frame) => frame.text()).findLast((text) => text.startsWith("wrote ")) ?? NOTHING;
}

const NOTHING = "wrote nothing";
