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
  showEnvironment: "wirelight.showEnvironment",
  openWorkspaceConfiguration: "wirelight.openWorkspaceConfiguration",
  openUserConfiguration: "wirelight.openUserConfiguration",
  openSettings: "wirelight.openSettings",
  importServers: "wirelight.importServers",
  getStarted: "wirelight.getStarted",
  clearSavedInputs: "wirelight.clearSavedInputs",
  stopAllServers: "wirelight.stopAllServers",
  showTrafficPanel: "wirelight.showTrafficPanel",
  saveRecording: "wirelight.saveRecording",
  openRecording: "wirelight.openRecording",
  exportTraffic: "wirelight.exportTraffic",
  compareTools: "wirelight.compareTools",
  compareRuns: "wirelight.compareRuns",
  compareSessions: "wirelight.compareSessions",
  showTrace: "wirelight.showTrace",
  setTraceLevel: "wirelight.setTraceLevel",
  openMessage: "wirelight.openMessage",
  openRawMessage: "wirelight.openRawMessage",
  clearTraffic: "wirelight.clearTraffic",
  deleteEarlierSessions: "wirelight.deleteEarlierSessions",
  showOlderTraffic: "wirelight.showOlderTraffic",
  callTool: "wirelight.callTool",
  sendArguments: "wirelight.sendArguments",
  repeatLastCall: "wirelight.repeatLastCall",
  forgetArguments: "wirelight.forgetArguments",
  showResultHistory: "wirelight.showResultHistory",
  repeatResult: "wirelight.repeatResult",
  editResultArguments: "wirelight.editResultArguments",
  saveResult: "wirelight.saveResult",
  copyResult: "wirelight.copyResult",
  copyCliLine: "wirelight.copyCliLine",
  compareResult: "wirelight.compareResult",
  openWholeResult: "wirelight.openWholeResult",
  showResultInTraffic: "wirelight.showResultInTraffic",
  readResource: "wirelight.readResource",
  refreshResource: "wirelight.refreshResource",
  saveResource: "wirelight.saveResource",
  showResourceInTraffic: "wirelight.showResourceInTraffic",
  getPrompt: "wirelight.getPrompt",
  showPromptInTraffic: "wirelight.showPromptInTraffic",
  setServerLogLevel: "wirelight.setServerLogLevel",
  analyzeCurrentFile: "wirelight.analyzeCurrentFile",
} as const;

export const Views = {
  container: "wirelight",
  servers: "wirelight.servers",
  traffic: "wirelight.traffic",
  panelContainer: "wirelightPanel",
  trafficPanel: "wirelight.trafficPanel",
} as const;

/** View types of custom editors. */
export const Editors = {
  recording: "wirelight.recording",
} as const;

export const Walkthroughs = {
  start: "start",
} as const;

export const Settings = {
  servers: "wirelight.servers",
  inputs: "wirelight.inputs",
  linkedConfigurations: "wirelight.linkedConfigurations",
  trace: "wirelight.trace",
  initializeTimeout: "wirelight.initializeTimeout",
  requestTimeout: "wirelight.requestTimeout",
  autoRestart: "wirelight.autoRestart",
  bundledServer: "wirelight.codeAnalysis.enabled",
  trafficMemory: "wirelight.traffic.memory",
  keepOnDisk: "wirelight.traffic.keepOnDisk",
  retentionDays: "wirelight.traffic.retentionDays",
  diskLimit: "wirelight.traffic.diskLimit",
  savedFilters: "wirelight.traffic.savedFilters",
  redactPatterns: "wirelight.redact.patterns",
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
  resource: "wirelight-resource",
  prompt: "wirelight-prompt",
  environment: "wirelight-environment",
  comparison: "wirelight-comparison",
} as const;
