// Finds and runs the npm that belongs to a Node, without a shell and without what an outer `npm run` exported.
import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { Failure } from "./failure.mjs";
import { run } from "./processes.mjs";

/** The path of npm's JavaScript entry point, so that it can be run by any Node and on Windows without `npm.cmd`. */
function npmCli() {
  const outer = process.env["npm_execpath"];
  const bin = path.dirname(process.execPath);
  const candidates = [
    outer && path.basename(outer) === "npm-cli.js" ? outer : undefined,
    path.join(bin, "node_modules", "npm", "bin", "npm-cli.js"),
    path.join(bin, "..", "lib", "node_modules", "npm", "bin", "npm-cli.js"),
    ...(process.env["PATH"] ?? "").split(path.delimiter).flatMap((folder) => [
      path.join(folder, "npm"),
      path.join(folder, "node_modules", "npm", "bin", "npm-cli.js"),
    ]),
  ];
  for (const candidate of candidates) {
    if (!candidate || !existsSync(candidate)) continue;
    const real = realpathSync(candidate);
    if (path.basename(real) === "npm-cli.js") return real;
  }
  throw new Failure("npm was not found beside this Node or on PATH. Install Node.js 20.19 or later together with npm.");
}

/** The environment without the variables an outer `npm run` adds: they would point npm at the wrong folder. */
export function cleanEnv() {
  const env = { ...process.env };
  for (const name of Object.keys(env)) {
    if (/^npm_(package|lifecycle|config_local_prefix|config_prefix|command|execpath|node_execpath)/i.test(name)) delete env[name];
  }
  return env;
}

/**
 * Runs npm in a folder and fails with its last output lines.
 * @param {string[]} args
 * @param {{ cwd: string, what: string, node?: string }} options `what` completes "npm could not ..."
 */
export async function npm(args, { cwd, what, node = process.execPath }) {
  const env = cleanEnv();
  env["PATH"] = path.dirname(node) + path.delimiter + (env["PATH"] ?? "");
  const result = await run(node, [npmCli(), ...args, "--no-audit", "--no-fund", "--loglevel=error"], { cwd, env });
  if (result.code === 0) return;
  const lines = result.output.trim().split("\n");
  // The reason stands first; what follows can be a page of usage.
  const said = lines.length > 30 ? [...lines.slice(0, 20), "...", ...lines.slice(-5)] : lines;
  throw new Failure(
    `npm could not ${what} (\`npm ${args.join(" ")}\` in ${cwd} ended with ${result.signal ?? result.code}).\n${said.join("\n")}\n` +
      "Check the network or the registry setting of npm (`npm config get registry`), then run the same command again.",
  );
}
