import type { ServerLanguage } from "./finding";

type Known = Exclude<ServerLanguage, "unknown">;

/** Programs that run a server of one language, by base name. */
const PROGRAMS: { readonly [language in Known]: RegExp } = {
  node: /^(node|nodejs|npx|npm|pnpm|pnpx|yarn|yarnpkg|corepack|bun|bunx|deno|tsx|ts-node|ts-node-esm|nodemon|electron)$/,
  python: /^(python[\d.]*w?|pythonw?|py|pypy[\d.]*|uv|uvx|pip|pipx|poetry|pdm|hatch|rye|pixi|conda|mamba|micromamba|ipython)$/,
  go: /^(go|gorun)$/,
  rust: /^(cargo|rustc|rust-script)$/,
  java: /^(javaw?|jbang|mvnw?|mvnd|gradlew?|kotlin|kotlinc|scala|scala-cli|sbt|groovy|clojure|clj)$/,
  dotnet: /^(dotnet|dnx|dotnet-script|mono)$/,
  ruby: /^(ruby[\d.]*|jruby|bundle|bundler|rake|gem)$/,
  php: /^(php[\d.]*|composer|artisan)$/,
  shell: /^(sh|bash|zsh|dash|ksh|fish|ash|busybox)$/,
};

/** Files of one language, by extension. */
const FILES: { readonly [language in Known]: RegExp } = {
  node: /\.([cm]?[jt]s|[jt]sx)$/i,
  python: /\.(py|pyw|pyz|pex)$/i,
  go: /\.go$/i,
  rust: /\.rs$|(^|[\\/])target[\\/](debug|release)[\\/][^\\/]+$/i,
  java: /\.(jar|java|kts?|scala|groovy|clj)$/i,
  dotnet: /\.(dll|csx?|csproj|fsx?|fsproj|vb|vbproj)$|(^|[\\/])bin[\\/](debug|release)[\\/]net[^\\/]*[\\/][^\\/]+$/i,
  ruby: /\.(rb|gemspec)$/i,
  php: /\.(php|phar)$/i,
  shell: /\.(sh|bash|zsh|ksh|fish)$/i,
};

const KNOWN: readonly Known[] = ["node", "python", "go", "rust", "java", "dotnet", "ruby", "php", "shell"];

/** Programs that do nothing but start another one, which their arguments name. */
const WRAPPERS = /^(env|cmd|powershell|pwsh|nice|ionice|sudo|doas|su-exec|gosu|stdbuf|unbuffer|timeout|time|nohup|setsid|exec|wsl|docker|podman|nerdctl|tini|dumb-init|xvfb-run|direnv|dotenvx?|doppler|op|mise|asdf|volta|fnm|nix|nix-shell|devbox|flox|mcp-proxy)$/;

/** Options of `npx` and its like are no scripts, and neither are assignments for `env`. */
const NO_SCRIPT = /^-|^\w+=/;

/**
 * The language a server is most likely written in, told from how it is launched. A wrapper (`env`, `cmd /c`, `sh -c`,
 * `nice`, `docker run`) is looked through as far as its arguments name a program or a file. Any other program is
 * `unknown`: what it is given may be no more than what it works on.
 */
export function languageOf(command: string, args: readonly string[]): ServerLanguage {
  const own = languageOfWord(command);
  if (own === "shell") return languageInside(args) ?? "shell";
  if (own) return own;
  if (!WRAPPERS.test(baseName(command))) return "unknown";
  for (const arg of args) {
    const language = NO_SCRIPT.test(arg) ? undefined : languageOfWord(arg);
    if (language) return language === "shell" ? (languageInside(args) ?? "shell") : language;
  }
  return "unknown";
}

/** The language of the program that `sh -c "..."` runs; the shell's own words (`cd x && exec`) are passed over. */
function languageInside(args: readonly string[]): ServerLanguage | undefined {
  const flag = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const script = flag === -1 ? undefined : args[flag + 1];
  const words = script?.split(/[\s;&|()"'`]+/) ?? [];
  return words.map(languageOfWord).find((language) => language !== undefined && language !== "shell");
}

function languageOfWord(word: string): Known | undefined {
  const name = baseName(word);
  return KNOWN.find((language) => PROGRAMS[language].test(name)) ?? KNOWN.find((language) => FILES[language].test(word.replace(/\.exe$/i, "")));
}

function baseName(word: string): string {
  return (word.split(/[\\/]/).at(-1) ?? "").toLowerCase().replace(/\.(exe|cmd|bat|com|ps1)$/, "");
}
