import assert from "node:assert/strict";
import type { ServerLanguage } from "../../../src/core/lint/finding";
import { languageOf } from "../../../src/core/lint/languageOf";

const CASES: readonly (readonly [language: ServerLanguage, ...launches: readonly string[]])[] = [
  ["node", "node server.js", "npx -y @scope/server", "npx.cmd -y pkg", "C:\\Program_Files\\nodejs\\node.exe a.js", "/usr/bin/nodejs x", "tsx src/index.ts", "bun run index.ts", "deno run -A main.ts", "npm run start", "pnpm dlx pkg", "yarn start", "./server.mjs", "dist/index.cjs"],
  ["python", "python server.py", "python3.12 -m pkg", "py -3 x.py", "uv run server.py", "uvx mcp-server-git", "pipx run pkg", "poetry run serve", "C:\\Python\\pythonw.exe s.py", ".venv/bin/python -m server", "./server.py"],
  ["go", "go run ./cmd/server", "GO.EXE run .", "gorun main.go"],
  ["rust", "cargo run --quiet", "./target/release/server", "C:\\work\\target\\debug\\server.exe"],
  ["java", "java -jar server.jar", "/opt/jdk/bin/java.exe -cp x Main", "jbang server.java", "mvnw exec:java", "./gradlew run"],
  ["dotnet", "dotnet run --project Server", "dnx Server", "dotnet.exe Server.dll", "./bin/Debug/net8.0/Server", "bin\\Release\\net9.0\\Server.exe"],
  ["ruby", "ruby server.rb", "bundle exec server", "./server.rb"],
  ["php", "php server.php", "php8.3 artisan mcp", "./server.phar"],
  ["shell", "sh start.sh", "/bin/bash run", "zsh", "./start.sh", "bash -c ./start.sh"],
  ["unknown", "my-server", "./server --stdio", "docker run -i --rm mcp/server", "server.exe", "", "my-server --config=a.js", "my-server main.py", "docker run -i image"],
  // Through wrappers.
  ["node", "cmd /c npx -y pkg", "cmd.exe /C node server.js", "env NODE_ENV=production node server.js", "nice -n 5 node server.js", "docker run -i --rm node:20 node server.js", "wsl node server.js"],
  ["python", "env PYTHONUNBUFFERED=1 python3 x.py", "stdbuf -oL python x.py", "sudo -u me uv run x"],
];

describe("language of a launch", () => {
  for (const [language, ...launches] of CASES) {
    it(`is ${language} for ${launches.join(" | ")}`, () => {
      for (const launch of launches) {
        const [command = "", ...args] = launch.split(" ");
        assert.equal(languageOf(command, args), language, launch);
      }
    });
  }

  it("looks into what a shell is told to run", () => {
    assert.equal(languageOf("sh", ["-c", "cd app && exec node server.js"]), "node");
    assert.equal(languageOf("/bin/bash", ["-lc", "source .venv/bin/activate; python -m server"]), "python");
    assert.equal(languageOf("env", ["sh", "-c", "ruby x.rb"]), "ruby");
    assert.equal(languageOf("sh", ["-c", "./serve"]), "shell");
    assert.equal(languageOf("sh", ["-c"]), "shell");
  });
});
