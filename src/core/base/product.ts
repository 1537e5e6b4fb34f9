/** What Wirelight says of itself in a handshake; a test holds it to package.json. */
export const PRODUCT = { name: "wirelight", title: "Wirelight", version: "0.1.0" } as const;

/** Longest waits, milliseconds, when nobody set others. */
export const DEFAULT_TIMEOUTS = { initialize: 30_000, request: 60_000 } as const;
