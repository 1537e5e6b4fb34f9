/** Ids that package.json declares and the code registers; a test holds the two together. */
export const Commands = {
  startServer: "wirelight.startServer",
  stopServer: "wirelight.stopServer",
  restartServer: "wirelight.restartServer",
  reviewLaunch: "wirelight.reviewLaunch",
  manageTrust: "wirelight.manageTrust",
  showServerLog: "wirelight.showServerLog",
  showStrayOutput: "wirelight.showStrayOutput",
  goToConfiguration: "wirelight.goToConfiguration",
  openWorkspaceConfiguration: "wirelight.openWorkspaceConfiguration",
  openSettings: "wirelight.openSettings",
  stopAllServers: "wirelight.stopAllServers",
  showTrace: "wirelight.showTrace",
  setTraceLevel: "wirelight.setTraceLevel",
  openMessage: "wirelight.openMessage",
  openRawMessage: "wirelight.openRawMessage",
  clearTraffic: "wirelight.clearTraffic",
  showOlderTraffic: "wirelight.showOlderTraffic",
  callTool: "wirelight.callTool",
  sendArguments: "wirelight.sendArguments",
  repeatLastCall: "wirelight.repeatLastCall",
  analyzeCurrentFile: "wirelight.analyzeCurrentFile",
} as const;

export const Views = {
  container: "wirelight",
  servers: "wirelight.servers",
  traffic: "wirelight.traffic",
} as const;

export const Settings = {
  servers: "wirelight.servers",
  trace: "wirelight.trace",
  initializeTimeout: "wirelight.initializeTimeout",
  requestTimeout: "wirelight.requestTimeout",
  bundledServer: "wirelight.codeAnalysis.enabled",
  trafficMemory: "wirelight.traffic.memory",
} as const;

/** Keys of `when` clauses that the code sets. */
export const Contexts = {
  /** Configuration has been read once, so an empty view is really empty. */
  configured: "wirelight.configured",
} as const;

/** Schemes of the documents that Wirelight provides. */
export const Schemes = {
  message: "wirelight-message",
  stray: "wirelight-stray",
  result: "wirelight-result",
  arguments: "wirelight-args",
  schema: "wirelight-schema",
} as const;
