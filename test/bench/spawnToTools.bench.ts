import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { root } from "../run/paths.mjs";
import { alternate, median, pairedRatio } from "./pairs";

const run = promisify(execFile);
const ROUNDS = 15;
const CLIENTS = ["raw", "sdk1", "wirelight"] as const;

/** Time from the start of a client's process to the tools of server-everything, whole processes side by side. */
async function spawnToTools(): Promise<void> {
  const folder = path.join(root, "out/bench");
  // Every client is bundled and minified alike, as it would be shipped.
  await build({
    entryPoints: CLIENTS.map((name) => path.join(root, `test/bench/clients/${name}.ts`)),
    outdir: folder, bundle: true, minify: true, platform: "node", format: "cjs", target: "node20.19", logLevel: "error",
  });
  const server = [process.execPath, path.join(root, "node_modules/@modelcontextprotocol/server-everything/dist/index.js"), "stdio"];
  const measure = (client: (typeof CLIENTS)[number]) => async (): Promise<number> => {
    const { stdout } = await run(process.execPath, [path.join(folder, `${client}.js`), ...server]);
    const { ms, tools } = JSON.parse(stdout) as { ms: number; tools: number };
    if (tools < 10) throw new Error(`${client} listed ${tools} tools.`);
    return ms;
  };
  const figures = await alternate({ raw: measure("raw"), sdk1: measure("sdk1"), wirelight: measure("wirelight") }, ROUNDS);
  console.log(`spawn to tools listed, server-everything, ${ROUNDS} rounds, medians`);
  for (const client of CLIENTS) console.log(`  ${client.padEnd(10)} ${median(figures[client]).toFixed(0).padStart(5)} ms`);
  console.log(`  wirelight / sdk1 ${pairedRatio(figures.wirelight, figures.sdk1).toFixed(2)}  (bar: at most 0.85)`);
  console.log(`  wirelight / raw  ${pairedRatio(figures.wirelight, figures.raw).toFixed(2)}  (bar: at most 1.15)`);
}

void spawnToTools();
