// `node test/run/icon.mjs`: renders media/icon.svg to the PNG that the Marketplace asks for.
import { readFileSync } from "node:fs";
import { bootstrap } from "./bootstrap.mjs";
import { launchBrowser, provision } from "./host.mjs";
import { script } from "./lifetime.mjs";
import { inRoot } from "./paths.mjs";

await script(async () => {
  await bootstrap();
  const { browser, close } = await launchBrowser(await provision());
  const page = await browser.newPage({ viewport: { width: 256, height: 256 } });
  await page.setContent(`<style>body{margin:0}svg{display:block}</style>${readFileSync(inRoot("media", "icon.svg"), "utf8")}`);
  await page.screenshot({ path: inRoot("media", "icon.png"), omitBackground: true });
  await close();
  return 0;
});
