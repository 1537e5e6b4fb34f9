import type { Step } from "./steps";

const TOOLS = ["get_weather", "search_files", "read_file", "query_database", "create_issue"];

/** A handshake, calls with progress and logs, errors, noise: what a person sees of two servers in a few minutes. */
export function everydayTraffic(): readonly Step[] {
  return [...weather(), ...files()];
}

function weather(): readonly Step[] {
  const server = "weather";
  const client = (message: object, after = 5): Step => ({ server, after, what: { type: "client", text: JSON.stringify({ jsonrpc: "2.0", ...message }) } });
  const answer = (message: object, after = 12): Step => ({ server, after, what: { type: "server", text: JSON.stringify({ jsonrpc: "2.0", ...message }) } });
  return [
    { server, what: { type: "host", event: { type: "spawned", pid: 4711, command: "node", args: ["weather.mjs", "--units", "metric"], cwd: "/home/ada/weather" } } },
    { server, after: 80, what: { type: "stderr", text: "weather server 1.4.2 listening on stdio" } },
    client({ id: 0, method: "initialize", params: { protocolVersion: "2025-11-25", capabilities: { sampling: {} }, clientInfo: { name: "wirelight", version: "0.1.0" } } }),
    answer({ id: 0, result: { protocolVersion: "2025-11-25", capabilities: { tools: { listChanged: true }, logging: {} }, serverInfo: { name: "weather", version: "1.4.2" } } }, 64),
    client({ method: "notifications/initialized" }),
    client({ id: 1, method: "tools/list", params: {} }),
    answer({ id: 1, result: { tools: TOOLS.map((name) => ({ name, description: `The tool ${name}`, inputSchema: { type: "object", properties: { city: { type: "string" } } } })) } }, 9),
    { server, after: 4, what: { type: "server", text: "DEBUG: cache warmed in 3 ms" } },
    client({ id: 2, method: "tools/call", params: { name: "get_weather", arguments: { city: "Oslo" }, _meta: { progressToken: 2 } } }, 700),
    answer({ method: "notifications/progress", params: { progressToken: 2, progress: 1, total: 3, message: "asking the station" } }, 140),
    answer({ method: "notifications/message", params: { level: "info", logger: "http", data: "GET /stations/18700 200" } }, 20),
    answer({ method: "notifications/progress", params: { progressToken: 2, progress: 2, total: 3 } }, 200),
    answer({ id: 2, result: { content: [{ type: "text", text: "4 °C, light rain, wind 5 m/s from the west" }], structuredContent: { celsius: 4, wind: { speed: 5, from: "W" } } } }, 260),
    client({ id: 3, method: "tools/call", params: { name: "get_weather", arguments: { city: "Atlantis" } } }, 900),
    answer({ id: 3, result: { content: [{ type: "text", text: "There is no station in Atlantis." }], isError: true } }, 35),
    client({ id: 4, method: "tools/call", params: { name: "get_forecast", arguments: {} } }, 400),
    answer({ id: 4, error: { code: -32602, message: "Unknown tool: get_forecast" } }, 3),
    client({ id: 5, method: "resources/read", params: { uri: "weather://stations/oslo" } }, 300),
    answer({ id: 5, result: { contents: [{ uri: "weather://stations/oslo", mimeType: "application/json", text: "{\"id\":18700}" }] } }, 8),
    answer({ id: 77, result: {} }, 100),
    client({ id: 6, method: "tools/call", params: { name: "watch", arguments: { city: "Bergen" } } }, 250),
  ];
}

function files(): readonly Step[] {
  const server = "filesystem";
  const steps: Step[] = [{ server, after: 30, what: { type: "host", event: { type: "spawned", pid: 4720, command: "npx", args: ["-y", "server-filesystem", "/home/ada"], cwd: "/home/ada" } } }];
  for (let id = 0; id < 30; id++) {
    const name = TOOLS[(id * 7) % TOOLS.length] ?? "read_file";
    steps.push(
      { server, after: 40 + ((id * 37) % 190), what: { type: "client", text: JSON.stringify({ jsonrpc: "2.0", id, method: "tools/call", params: { name, arguments: { path: `/home/ada/notes/${id}.md` } } }) } },
      { server, after: 3 + ((id * 13) % 90), what: { type: "server", text: JSON.stringify({ jsonrpc: "2.0", id, result: { content: [{ type: "text", text: "lorem ipsum ".repeat((id * 5) % 400) }] } }) } },
    );
  }
  steps.push(
    { server, after: 500, what: { type: "stderr", text: "Error: EMFILE: too many open files, watch" } },
    { server, after: 2, what: { type: "stderr", text: "    at FSWatcher.<computed> (node:internal/fs/watchers:247:19)" } },
    { server, after: 10, what: { type: "host", event: { type: "closed", closed: { how: "exited", code: 1, signal: null, asked: false } } } },
  );
  return steps;
}

/** The line with a number of an endless stream of calls, progress and logs. */
export function lineOf(number: number): { readonly from: "client" | "server"; readonly text: string } {
  const id = Math.floor(number / 4);
  switch (number % 4) {
    case 0:
      return { from: "client", text: `{"jsonrpc":"2.0","id":${id},"method":"tools/call","params":{"name":"${TOOLS[id % TOOLS.length]}","arguments":{"n":${number}},"_meta":{"progressToken":${id}}}}` };
    case 1:
      return { from: "server", text: `{"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":${id},"progress":${number}}}` };
    case 2:
      return { from: "server", text: `{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"line ${number}"}}` };
    default:
      return id % 50 === 7
        ? { from: "server", text: `{"jsonrpc":"2.0","id":${id},"error":{"code":-32000,"message":"out of luck"}}` }
        : { from: "server", text: `{"jsonrpc":"2.0","id":${id},"result":{"content":[{"type":"text","text":"${"x".repeat(id % 90)}"}]}}` };
  }
}
