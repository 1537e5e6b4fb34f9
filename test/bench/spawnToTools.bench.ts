import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { provision } from "../run/host.mjs";
import { root } from "../run/paths.mjs";
import { alternate, median, pairedRatio } from "./pairs";

const ROUNDS = 15;
const run = promisify(execFile);
const folder = path.join(root, "out/bench");
const clientSource = (name: string): string => path.join(root, `test/bench/clients/${name}.ts`);

/** Every client as it would be shipped: bundled and minified. The SDK is also measured as npm installs it. */
async function buildClients(): Promise<void> {
  const common = { platform: "node", target: "node20.19", logLevel: "error", outdir: folder } as const;
  await build({ ...common, entryPoints: ["raw", "sdk1", "wirelight"].map(clientSource), bundle: true, minify: true, format: "cjs" });
  await build({ ...common, entryPoints: { "sdk1-installed": clientSource("sdk1") }, bundle: true, packages: "external", format: "esm", outExtension: { ".js": ".mjs" } });
}

/** Time from the start of a client's process to the tools of server-everything, whole processes side by side. */
async function main(): Promise<void> {
  // The runtime of a real extension host; an older Node starts the server more slowly and so hides the difference.
  const { node } = await provision();
  await buildClients();
  const server = [node, path.join(root, "node_modules/@modelcontextprotocol/server-everything/dist/index.js"), "stdio"];
  const measure = (client: string) => async (): Promise<number> => {
    const { stdout } = await run(node, [path.join(folder, client), ...server]);
    const { ms, tools } = JSON.parse(stdout) as { ms: number; tools: number };
    if (tools < 10) throw new Error(`${client} listed ${tools} tools.`);
    return ms;
  };
  const subjects = { raw: measure("raw.js"), "sdk1, installed": measure("sdk1-installed.mjs"), "sdk1, bundled": measure("sdk1.js"), wirelight: measure("wirelight.js") };
  const figures = await alternate(subjects, ROUNDS);
  console.log(`spawn to tools listed, server-everything, ${ROUNDS} rounds, medians`);
  for (const [name, values] of Object.entries(figures)) console.log(`  ${name.padEnd(16)} ${median(values).toFixed(0).padStart(5)} ms`);
  const ratio = (peer: keyof typeof figures): string => pairedRatio(figures.wirelight, figures[peer]).toFixed(2);
  console.log(`  wirelight / sdk1, installed ${ratio("sdk1, installed")}  (bar: at most 0.85)`);
  console.log(`  wirelight / sdk1, bundled   ${ratio("sdk1, bundled")}`);
  console.log(`  wirelight / raw             ${ratio("raw")}  (bar: at most 1.15)`);
}

void main();
