import { openInstalled } from "./support/openInstalled";
import type { Workbench } from "./support/workbench";

describe("the packaged extension in a real workbench", () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openInstalled();
  });
  after(async () => {
    await workbench?.close();
  });

  it("is listed among the installed extensions", async () => {
    await workbench.runCommand("Extensions: Show Installed Extensions");
    await workbench.page.getByRole("listitem").filter({ hasText: "Hosts MCP servers" }).or(workbench.page.locator(".extension-list-item").filter({ hasText: "Wirelight" })).first().waitFor();
    await workbench.screenshot("installed");
    await workbench.openPalette("wirelight");
    await workbench.screenshot("palette");
  });
});
