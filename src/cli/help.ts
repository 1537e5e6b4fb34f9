const GENERAL = `wirelight: starts a Model Context Protocol server, and shows what really crosses the wire

  wirelight list   [--json]                        [options] -- <command> [args...]
  wirelight call   <tool> [--args <json>] [--json] [options] -- <command> [args...]
  wirelight read   <uri> [--json]                  [options] -- <command> [args...]
  wirelight prompt <name> [--args <json>] [--json] [options] -- <command> [args...]
  wirelight trace  [--verbose] [--for <ms>]        [options] -- <command> [args...]
  wirelight show   <file.mcptrace> [--filter <f>] [--format <format>] [--verbose] [--as-sent]
  wirelight stats  <file.mcptrace> [--filter <f>] [--json]
  wirelight diff   <file.mcptrace> <file.mcptrace> [--filter <f>]

  list    the server's tools, resources, resource templates and prompts
  call    calls one tool and prints its result
  read    reads one resource and prints it; into a file or a pipe exactly as it is
  prompt  gets one prompt and prints its messages
  trace   opens a connection and prints every line of it until the server ends or you press Ctrl+C
  show    prints a recording that was saved in VS Code
  stats   counts, errors, durations and bytes of a recording, per server, method and tool
  diff    what differs between two recordings: calls, answers, notifications, events

Options
  --args <json>    arguments of the tool or prompt as a JSON object, or @file
  --json           prints JSON instead of text
  --cwd <folder>   where the server runs (default: here)
  --env <n>=<v>    sets a variable for the server; <n> alone: it must be set here already
  --env-file <f>   sets the variables in a file of NAME=value lines
  --unset <n>      removes a variable for the server
  --timeout <ms>   longest wait for each answer (default 60000; for the handshake 30000)
  --quiet, -q      hides the server's stderr
  --verbose, -v    trace, show: whole messages instead of one summary line each
  --for <ms>       trace: ends after this long
  --filter <f>     show, stats, diff: only what the filter lets through, in the language of the
                   Traffic panel, for example "tool:echo status:error dur:>500ms -kind:stderr"
  --format <f>     show: text (default), jsonl, har, otlp, html or md (a report for an issue)
  --as-sent        show: hides no secrets in jsonl, har, otlp, html and md
  --version        the version of wirelight
  --help, -h       this text

Results go to stdout, everything else to stderr.

Exit status
  0  success
  1  the tool reported an error; diff: there are differences
  2  the command line is wrong, or the file is no recording
  3  the server could not be started, ended too early, or broke the protocol
  4  no answer in time

Examples
  wirelight list -- npx -y @modelcontextprotocol/server-everything
  wirelight call echo --args '{"message":"hi"}' -- npx -y @modelcontextprotocol/server-everything
  wirelight trace --verbose -- python my_server.py
  wirelight show bug.mcptrace --filter "status:error" --format md
`;

/** The help text; there is one for all commands, short enough to be read whole. */
export function helpText(): string {
  return GENERAL;
}
