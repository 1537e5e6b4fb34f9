import { isJsonObject, type JsonObject } from "../base/json";
import type { Dialect, MethodRule } from "./dialect";

const FIRST = "2024-11-05";
const ELICITATION = "2025-06-18";
const TASKS = "2025-11-25";

const METHODS: { readonly [method: string]: MethodRule } = {
  initialize: { from: "client", type: "request", since: FIRST },
  "notifications/initialized": { from: "client", type: "notification", since: FIRST },
  ping: { from: "both", type: "request", since: FIRST },
  "notifications/cancelled": { from: "both", type: "notification", since: FIRST },
  "notifications/progress": { from: "both", type: "notification", since: FIRST },

  "tools/list": { from: "client", type: "request", since: FIRST, capability: "tools" },
  "tools/call": { from: "client", type: "request", since: FIRST, capability: "tools" },
  "notifications/tools/list_changed": { from: "server", type: "notification", since: FIRST, capability: "tools.listChanged" },

  "resources/list": { from: "client", type: "request", since: FIRST, capability: "resources" },
  "resources/templates/list": { from: "client", type: "request", since: FIRST, capability: "resources" },
  "resources/read": { from: "client", type: "request", since: FIRST, capability: "resources" },
  "resources/subscribe": { from: "client", type: "request", since: FIRST, capability: "resources.subscribe" },
  "resources/unsubscribe": { from: "client", type: "request", since: FIRST, capability: "resources.subscribe" },
  "notifications/resources/list_changed": { from: "server", type: "notification", since: FIRST, capability: "resources.listChanged" },
  "notifications/resources/updated": { from: "server", type: "notification", since: FIRST, capability: "resources.subscribe" },

  "prompts/list": { from: "client", type: "request", since: FIRST, capability: "prompts" },
  "prompts/get": { from: "client", type: "request", since: FIRST, capability: "prompts" },
  "notifications/prompts/list_changed": { from: "server", type: "notification", since: FIRST, capability: "prompts.listChanged" },

  // The capability of completion came a revision later than the method itself.
  "completion/complete": { from: "client", type: "request", since: FIRST, capability: "completions", capabilitySince: "2025-03-26" },
  "logging/setLevel": { from: "client", type: "request", since: FIRST, capability: "logging" },
  "notifications/message": { from: "server", type: "notification", since: FIRST, capability: "logging" },

  "roots/list": { from: "server", type: "request", since: FIRST, capability: "roots" },
  "notifications/roots/list_changed": { from: "client", type: "notification", since: FIRST, capability: "roots.listChanged" },
  "sampling/createMessage": { from: "server", type: "request", since: FIRST, capability: "sampling" },
  "elicitation/create": { from: "server", type: "request", since: ELICITATION, capability: "elicitation" },
  "notifications/elicitation/complete": { from: "server", type: "notification", since: TASKS, capability: "elicitation.url" },

  "tasks/get": { from: "both", type: "request", since: TASKS, capability: "tasks" },
  "tasks/result": { from: "both", type: "request", since: TASKS, capability: "tasks" },
  "tasks/list": { from: "both", type: "request", since: TASKS, capability: "tasks.list" },
  "tasks/cancel": { from: "both", type: "request", since: TASKS, capability: "tasks.cancel" },
  "notifications/tasks/status": { from: "both", type: "notification", since: TASKS, capability: "tasks" },
};

/** The revisions with a handshake and sessions, in which both sides may ask: 2024-11-05 to 2025-11-25. */
export const legacyDialect: Dialect = {
  revisions: ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"],
  opening: {
    method: "initialize",
    params: (client, capabilities) => ({ protocolVersion: "2025-11-25", capabilities, clientInfo: client }),
    answered: "notifications/initialized",
  },
  capabilities: { roots: { listChanged: true } },
  methods: METHODS,
  completionContextSince: "2025-06-18",
  cancel: {
    method: "notifications/cancelled",
    params: (id, reason) => ({ requestId: id, reason }),
    never: ["initialize"],
  },
  stamp: withProgressToken,
};

function withProgressToken(params: JsonObject | undefined, stamp: { readonly progressToken: number | undefined }): JsonObject | undefined {
  if (stamp.progressToken === undefined) return params;
  const meta = isJsonObject(params?.["_meta"]) ? params["_meta"] : {};
  return { ...params, _meta: { ...meta, progressToken: stamp.progressToken } };
}
