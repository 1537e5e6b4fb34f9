import { Failure } from "./failure.mjs";
import { cleanEnv } from "./npm.mjs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";

/**
 * Packages the extension; the build is part of it, as the prepublish script of the manifest.
 * @param {string} file where the VSIX goes
 * @returns {Promise<string>} what the packager printed
 */
export async function packageVsix(file) {
  const vsce = inRoot("node_modules", "@vscode", "vsce", "vsce");
  const result = await run(process.execPath, [vsce, "package", "--no-dependencies", "--out", file], { cwd: root, env: cleanEnv(), timeoutMs: 120_000 });
  if (result.code !== 0) throw new Failure(`The extension could not be packaged (vsce ended with ${result.signal ?? result.code}):\n${result.output}`);
  return result.output.trim();
}
