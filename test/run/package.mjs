// `npm run package`: the extension as one VSIX file in the checkout.
import { readFileSync, statSync } from "node:fs";
import { bootstrap } from "./bootstrap.mjs";
import { script } from "./lifetime.mjs";
import { inRoot } from "./paths.mjs";
import { packageVsix } from "./vsix.mjs";

await script(async () => {
  await bootstrap();
  const { version } = JSON.parse(readFileSync(inRoot("package.json"), "utf8"));
  const file = inRoot(`wirelight-${version}.vsix`);
  console.log(await packageVsix(file));
  console.log(`${file}: ${(statSync(file).size / 1e6).toFixed(2)} MB`);
  return 0;
});
