const BASE = "https://modelcontextprotocol.io/specification/2025-11-25";

/** Sections of the specification that findings point to. */
export const SPEC = {
  stdio: `${BASE}/basic/transports#stdio`,
  transports: `${BASE}/basic/transports`,
  messages: `${BASE}/basic#messages`,
  requests: `${BASE}/basic#requests`,
  responses: `${BASE}/basic#responses`,
  results: `${BASE}/basic#result-responses`,
  errors: `${BASE}/basic#error-responses`,
  notifications: `${BASE}/basic#notifications`,
} as const;
