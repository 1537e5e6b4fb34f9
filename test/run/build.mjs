// `npm run build [-- --dev]`: the product into dist/.
import { bootstrap } from "./bootstrap.mjs";
import { script } from "./lifetime.mjs";
import { inRoot, root } from "./paths.mjs";
import { run } from "./processes.mjs";

await script(async () => {
  await bootstrap();
  const { code } = await run(process.execPath, [inRoot("esbuild.mjs"), ...process.argv.slice(2)], { cwd: root, show: true });
  return code ?? 1;
});
