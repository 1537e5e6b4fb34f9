import { inProject } from "../../../support/project";
import type { EngineFiles } from "../../../../src/analyzer/engine/workerHandle";
import { addFile } from "./folders";

/** The built worker with the wasm files beside it, as they are shipped. */
export const builtFiles: EngineFiles = {
  worker: inProject("dist", "analyzerWorker.js"),
  engine: inProject("dist", "grammars", "web-tree-sitter.wasm"),
  grammars: inProject("dist", "grammars"),
};

/**
 * The same worker with accidents: opening a file with one of these names ends the thread, fills its memory, or never returns;
 * `throw.py` fails where nobody expects it, and `slow.py` takes a while, so that something can happen in between.
 */
export function accidentProneFiles(folder: string): EngineFiles {
  const code = `
    const fs = require("node:fs");
    const { basename } = require("node:path");
    const open = fs.openSync;
    const accidents = {
      "exit.py": () => process.exit(7),
      "memory.py": () => { for (const all = []; ; ) all.push(new Array(1e6).fill(all.length)); },
      "hang.py": () => { for (;;); },
      "slow.py": () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50),
      "print.py": () => { console.log("printed to stdout"); },
    };
    fs.openSync = (path, ...rest) => {
      accidents[basename(String(path))]?.();
      return open(path, ...rest);
    };
    const stringify = JSON.stringify;
    JSON.stringify = (value, ...rest) => {
      if (value?.[0]?.name === "throw_py") throw new Error("out of nowhere");
      return stringify(value, ...rest);
    };
    require(${JSON.stringify(builtFiles.worker)});
  `;
  return { ...builtFiles, worker: addFile(folder, "accidents.cjs", code) };
}
