// `npm run bench [-- name ...]`: the benchmarks, each in a fresh process, with the product built as it ships.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { bootstrap } from "./bootstrap.mjs";
import { Failure } from "./failure.mjs";
import { script } from "./lifetime.mjs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";

await script(async () => {
  await bootstrap();
  for (const args of [[], ["tests"]]) {
    const { code } = await run(process.execPath, [inRoot("esbuild.mjs"), ...args], { cwd: root, show: true });
    if (code !== 0) return 1;
  }
  const wanted = process.argv.slice(2);
  const folder = inRoot("out", "test", "bench");
  const all = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".bench.js")).map((name) => name.slice(0, -".bench.js".length)) : [];
  const unknown = wanted.filter((name) => !all.includes(name));
  if (unknown.length > 0) throw new Failure(`There is no benchmark ${unknown.join(", ")}; there are ${all.join(", ") || "none"}.`);
  if (all.length === 0) throw new Failure("There are no benchmarks: test/bench holds no *.bench.ts.");
  let worst = 0;
  for (const name of wanted.length > 0 ? wanted : all) {
    console.log(`\n== ${name}`);
    const { code } = await run(process.execPath, ["--expose-gc", path.join(folder, `${name}.bench.js`)], { cwd: root, show: true });
    worst = Math.max(worst, code ?? 1);
  }
  return worst;
});
