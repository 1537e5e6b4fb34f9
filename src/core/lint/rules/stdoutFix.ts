import type { ServerLanguage } from "../finding";

const FIXES: { readonly [language in ServerLanguage]: string } = {
  node: "Write it with console.error, which goes to stderr; console.log, console.info and console.debug go to stdout. Point loggers (pino, winston, dotenv and other banners) at stderr or silence them.",
  python:
    "Write it with print(..., file=sys.stderr) or with the logging module, whose default handler writes to stderr; look for a StreamHandler(sys.stdout) and for libraries that print on import.",
  go: "Write it with the log package, which goes to stderr unless log.SetOutput changed that, or with fmt.Fprintln(os.Stderr, ...); fmt.Println goes to stdout.",
  rust: "Write it with eprintln!; give tracing_subscriber::fmt() a .with_writer(std::io::stderr), since its default is stdout.",
  java: "Write it with System.err; give the console appender of logback (<target>System.err</target>) or log4j (target=\"SYSTEM_ERR\") stderr as its target, and switch off framework banners (spring.main.banner-mode=off).",
  dotnet:
    "Write it with Console.Error; for the host's logging use AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace). dotnet run prints build output: start the built program, or use dotnet run --no-build.",
  ruby: "Write it with warn or $stderr.puts, and create loggers with Logger.new($stderr); puts and p go to stdout.",
  php: "Write it with fwrite(STDERR, ...) or error_log; set display_errors=stderr, since PHP shows its warnings on stdout otherwise.",
  shell: "Send it to stderr with >&2, and redirect the commands that the script runs before the server (for example: npm install >&2).",
  unknown: "Write it to stderr instead; look for print statements, for loggers whose target is stdout, and for banners of libraries and launchers.",
};

/** In words: how to keep ordinary output off stdout. */
export function stdoutFix(language: ServerLanguage): string {
  return FIXES[language];
}
