import assert from "node:assert/strict";
import { MASK } from "../../../src/core/server/config/fillInputs";
import type { StdioLaunch } from "../../../src/core/server/launch";
import { quoteWord } from "../../../src/core/server/quoteWord";
import { maskFailure } from "../../../src/node/maskFailure";
import type { Reaper } from "../../../src/node/reaper";
import { newReaper, nodeLaunch, open } from "./harness";

const SECRET = "pä\"ss'wo rd/+&\\\t$1";

function masked(message: string, launch: Partial<StdioLaunch>, shown: Partial<StdioLaunch>): string {
  const plain = nodeLaunch();
  const closed = maskFailure({ how: "spawn-failed", code: "X", message }, { ...plain, ...launch, shown: { ...plain, ...shown } });
  assert.ok(closed.how === "spawn-failed");
  return closed.message;
}

const inEnv = (message: string, secret = SECRET): string => masked(message, { env: { TOKEN: secret } }, { env: { TOKEN: MASK } });

describe("a start that fails with a secret", () => {
  const spellings: { readonly [name: string]: string } = {
    "as it is": SECRET,
    "in JSON": JSON.stringify(SECRET).slice(1, -1),
    "in a URL": encodeURIComponent(SECRET),
    "in the path of a URL": encodeURI(SECRET),
    "in a form": new URLSearchParams({ k: SECRET }).toString().slice(2),
    "quoted for a shell": quoteWord(SECRET),
    "in Base64": Buffer.from(SECRET).toString("base64"),
    "in Base64 for URLs": Buffer.from(SECRET).toString("base64url"),
  };

  for (const [name, spelling] of Object.entries(spellings)) {
    it(`does not show it ${name}`, () => {
      assert.equal(inEnv(`It said "${spelling}", twice: ${spelling}.`), `It said "${MASK}", twice: ${MASK}.`);
    });
  }

  it("does not show the secret part of an argument, a path or several secrets in one", () => {
    const args = ["--token=first-secret", "second:third!"];
    const shown = [`--token=${MASK}`, `${MASK}:${MASK}`];
    assert.equal(masked("The option --token=first-secret (first-secret) of second and third!.", { args }, { args: shown }), `The option --token=${MASK} (${MASK}) of ${MASK} and ${MASK}.`);
    assert.equal(masked("/home/me/s3cret/bin/x does not exist.", { command: "../s3cret/bin/x" }, { command: `../${MASK}/bin/x` }), `/home/me/${MASK}/bin/x does not exist.`);
  });

  it("leaves words alone that merely have a few letters in common with a very short value", () => {
    assert.equal(inEnv("The command was not found.", "a"), "The command was not found.");
    assert.equal(inEnv("The command was not found.", ""), "The command was not found.");
    assert.equal(inEnv("The pin 1234 was not accepted.", "1234"), `The pin ${MASK} was not accepted.`);
  });

  it("stays calm about values that are no Unicode or look like a pattern", () => {
    assert.equal(inEnv("x \ud800abcd y", "\ud800abcd"), `x ${MASK} y`);
    assert.equal(masked("[a.*(b] $& secret", { args: ["[a.*(b]secret"] }, { args: [`[a.*(b]${MASK}`] }), `[a.*(b] $& ${MASK}`);
  });

  describe("for real", () => {
    let reaper: Reaper;
    before(() => {
      reaper = newReaper();
    });
    after(() => reaper.dispose());

    async function failure(launch: Partial<StdioLaunch>, shown: Partial<StdioLaunch>): Promise<string> {
      const plain = nodeLaunch();
      const closed = await open({ ...plain, ...launch, shown: { ...plain, ...shown } }, reaper).transport.closed;
      assert.ok(closed.how === "spawn-failed", JSON.stringify(closed));
      return closed.message;
    }

    it("shows none of what the system quotes, even where it cuts a long one off", async () => {
      for (const secret of ["s3cret\0key", `s3cret${"-s3cret".repeat(40)}\0`]) {
        const messages = [
          await failure({ args: [`--token=${secret}`] }, { args: [`--token=${MASK}`] }),
          await failure({ env: { TOKEN: secret } }, { env: { TOKEN: MASK } }),
          await failure({ command: secret }, { command: MASK }),
          await failure({ cwd: `/nowhere/${secret}` }, { cwd: `/nowhere/${MASK}` }),
        ];
        for (const message of messages) {
          assert.ok(message.includes(MASK), message);
          assert.doesNotMatch(message, /s3cret/);
        }
      }
    });
  });
});
