// Stands in for the compiled logger of the VS Code server, which npm has no binary of. Without one every log channel
// stays empty in the Output view, because the workbench shows the log file.
const fs = require("node:fs");
const path = require("node:path");

const NAMES = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  #file;
  #maxBytes;
  #maxFiles;
  #bytes;
  #level = 2;
  #bare = false;

  constructor(_type, _name, file, maxBytes, maxFiles) {
    this.#file = file;
    this.#maxBytes = maxBytes;
    this.#maxFiles = maxFiles;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    this.#bytes = fs.existsSync(file) ? fs.statSync(file).size : 0;
  }

  trace(message) { this.#write(0, message); }
  debug(message) { this.#write(1, message); }
  info(message) { this.#write(2, message); }
  warn(message) { this.#write(3, message); }
  error(message) { this.#write(4, message); }
  critical(message) { this.#write(5, message); }

  getLevel() { return this.#level; }
  setLevel(level) { this.#level = level; }
  setPattern() { this.#bare = false; }
  clearFormatters() { this.#bare = true; }
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const text = this.#bare ? String(message) : `${now()} [${NAMES[level]}] ${message}\n`;
    this.#bytes += Buffer.byteLength(text);
    if (this.#bytes > this.#maxBytes) this.#rotate(Buffer.byteLength(text));
    fs.appendFileSync(this.#file, text);
  }

  #rotate(bytes) {
    const { dir, name, ext } = path.parse(this.#file);
    const numbered = (n) => (n === 0 ? this.#file : path.join(dir, `${name}.${n}${ext}`));
    for (let n = this.#maxFiles - 1; n >= 0; n--) {
      if (fs.existsSync(numbered(n))) fs.renameSync(numbered(n), numbered(n + 1));
    }
    this.#bytes = bytes;
  }
}

function now() {
  const date = new Date();
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, -1).replace("T", " ");
}

async function createLogger(name, file, maxBytes, maxFiles) {
  return new Logger("rotating", name, file, maxBytes, maxFiles);
}

// One assignment each, because that is what Node recognises when an ES module imports this.
exports.version = 0;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.Logger = Logger;
exports.createRotatingLogger = createLogger;
exports.createAsyncRotatingLogger = createLogger;
