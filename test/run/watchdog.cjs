// Stands in for the compiled watchdog of the VS Code server, which npm has no binary of: the extension host ends when
// the server that started it is gone.
const PERIOD_MS = 1000;

exports.start = (/** @type {number} */ parent) => {
  setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      process.exit(87);
    }
  }, PERIOD_MS).unref();
};
exports.exit = (/** @type {number} */ code) => process.exit(code);
