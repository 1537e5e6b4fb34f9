/** The colours that VS Code gives its webviews, of four of its themes; those that a theme does not set are left out as there. */
const SHARED = {
  "font-family": '"Segoe UI", "Open Sans", system-ui, sans-serif',
  "font-size": "13px",
  "font-weight": "normal",
  "editor-font-family": '"DejaVu Sans Mono", Consolas, monospace',
  "editor-font-size": "14px",
};

const DARK = {
  foreground: "#cccccc", descriptionForeground: "#9d9d9d", disabledForeground: "#cccccc80", errorForeground: "#f85149", "icon-foreground": "#cccccc", focusBorder: "#0078d4",
  "editor-background": "#1f1f1f", "editor-foreground": "#cccccc", "panel-background": "#181818", "panel-border": "#2b2b2b", "sideBar-background": "#181818", "editorWidget-background": "#202020", "editorWidget-border": "#313131",
  "input-background": "#313131", "input-foreground": "#cccccc", "input-border": "#3c3c3c", "input-placeholderForeground": "#989898", "inputOption-activeBackground": "#2489db82", "inputOption-activeBorder": "#2488db", "inputOption-activeForeground": "#ffffff",
  "inputValidation-errorBackground": "#5a1d1d", "inputValidation-errorBorder": "#be1100", "dropdown-background": "#313131", "dropdown-border": "#3c3c3c", "dropdown-foreground": "#cccccc", "dropdown-listBackground": "#1f1f1f",
  "button-background": "#0078d4", "button-foreground": "#ffffff", "button-hoverBackground": "#026ec1", "button-border": "#ffffff12", "button-secondaryBackground": "#313131", "button-secondaryForeground": "#cccccc", "button-secondaryHoverBackground": "#3c3c3c",
  "list-hoverBackground": "#2a2d2e", "list-activeSelectionBackground": "#04395e", "list-activeSelectionForeground": "#ffffff", "list-inactiveSelectionBackground": "#37373d", "list-focusOutline": "#0078d4", "list-highlightForeground": "#2aaaff", "list-dropBackground": "#383b3d", "tree-indentGuidesStroke": "#585858", "tree-tableColumnsBorder": "#cccccc20",
  "menu-background": "#1f1f1f", "menu-foreground": "#cccccc", "menu-selectionBackground": "#0078d4", "menu-selectionForeground": "#ffffff", "menu-border": "#454545", "menu-separatorBackground": "#454545", "widget-shadow": "#0000005c", "widget-border": "#313131",
  "toolbar-hoverBackground": "#5a5d5e50", "toolbar-activeBackground": "#63666750", "scrollbarSlider-background": "#79797966", "scrollbarSlider-hoverBackground": "#646464b3", "scrollbarSlider-activeBackground": "#bfbfbf66", "sash-hoverBorder": "#0078d4", "badge-background": "#616161", "badge-foreground": "#f8f8f8",
  "notifications-background": "#1f1f1f", "notifications-foreground": "#cccccc", "notifications-border": "#2b2b2b", "textLink-foreground": "#4daafc", "textPreformat-foreground": "#d0d0d0", "textPreformat-background": "#3c3c3c", "textCodeBlock-background": "#2b2b2b", "textBlockQuote-background": "#2b2b2b",
  "charts-red": "#f14c4c", "charts-blue": "#3794ff", "charts-yellow": "#cca700", "charts-orange": "#d18616", "charts-green": "#89d185", "charts-purple": "#b180d7", "charts-foreground": "#cccccc", "charts-lines": "#cccccc80",
  "editorWarning-foreground": "#cca700", "editorError-foreground": "#f14c4c", "editorInfo-foreground": "#3794ff", "editorLineNumber-foreground": "#6e7681", "editor-selectionBackground": "#264f78", "editor-findMatchBackground": "#9e6a03", "editor-findMatchHighlightBackground": "#ea5c0055", "editorSuggestWidget-background": "#202020", "editorSuggestWidget-border": "#454545", "editorSuggestWidget-foreground": "#cccccc", "editorSuggestWidget-selectedBackground": "#04395e", "editorSuggestWidget-selectedForeground": "#ffffff", "editorSuggestWidget-highlightForeground": "#2aaaff", "editorHoverWidget-background": "#202020", "editorHoverWidget-border": "#454545", "editorHoverWidget-foreground": "#cccccc",
  "panelTitle-activeForeground": "#cccccc", "panelTitle-inactiveForeground": "#9d9d9d", "panelTitle-activeBorder": "#0078d4", "debugTokenExpression-name": "#c586c0", "debugTokenExpression-string": "#ce9178", "debugTokenExpression-number": "#b5cea8", "debugTokenExpression-boolean": "#4e94ce", "debugTokenExpression-value": "#cccccc99", "symbolIcon-keyForeground": "#cccccc",
};

const LIGHT: typeof DARK = {
  ...DARK,
  foreground: "#3b3b3b", descriptionForeground: "#3b3b3b", disabledForeground: "#61616180", errorForeground: "#f85149", "icon-foreground": "#3b3b3b", focusBorder: "#005fb8",
  "editor-background": "#ffffff", "editor-foreground": "#3b3b3b", "panel-background": "#f8f8f8", "panel-border": "#e5e5e5", "sideBar-background": "#f8f8f8", "editorWidget-background": "#f8f8f8", "editorWidget-border": "#c8c8c8",
  "input-background": "#ffffff", "input-foreground": "#3b3b3b", "input-border": "#cecece", "input-placeholderForeground": "#767676", "inputOption-activeBackground": "#bed6ed", "inputOption-activeBorder": "#005fb8", "inputOption-activeForeground": "#000000",
  "inputValidation-errorBackground": "#f2dede", "inputValidation-errorBorder": "#be1100", "dropdown-background": "#ffffff", "dropdown-border": "#cecece", "dropdown-foreground": "#3b3b3b", "dropdown-listBackground": "#ffffff",
  "button-background": "#005fb8", "button-foreground": "#ffffff", "button-hoverBackground": "#0258a8", "button-border": "#0000001a", "button-secondaryBackground": "#e5e5e5", "button-secondaryForeground": "#3b3b3b", "button-secondaryHoverBackground": "#cccccc",
  "list-hoverBackground": "#f2f2f2", "list-activeSelectionBackground": "#e8e8e8", "list-activeSelectionForeground": "#000000", "list-inactiveSelectionBackground": "#e4e6f1", "list-focusOutline": "#005fb8", "list-highlightForeground": "#0066bf", "list-dropBackground": "#d6ebff", "tree-indentGuidesStroke": "#a9a9a9", "tree-tableColumnsBorder": "#61616120",
  "menu-background": "#ffffff", "menu-foreground": "#3b3b3b", "menu-selectionBackground": "#005fb8", "menu-selectionForeground": "#ffffff", "menu-border": "#cecece", "menu-separatorBackground": "#d4d4d4", "widget-shadow": "#00000029", "widget-border": "#e5e5e5",
  "toolbar-hoverBackground": "#b8b8b850", "toolbar-activeBackground": "#a6a6a650", "scrollbarSlider-background": "#64646466", "sash-hoverBorder": "#005fb8", "badge-background": "#cccccc", "badge-foreground": "#3b3b3b",
  "notifications-background": "#ffffff", "notifications-foreground": "#3b3b3b", "notifications-border": "#e5e5e5", "textLink-foreground": "#005fb8", "textPreformat-foreground": "#3b3b3b", "textPreformat-background": "#0000001f", "textCodeBlock-background": "#f8f8f8", "textBlockQuote-background": "#f8f8f8",
  "charts-red": "#e51400", "charts-blue": "#1a85ff", "charts-yellow": "#bf8803", "charts-orange": "#d18616", "charts-green": "#388a34", "charts-purple": "#652d90", "charts-foreground": "#3b3b3b", "charts-lines": "#3b3b3b80",
  "editorWarning-foreground": "#bf8803", "editorError-foreground": "#e51400", "editorInfo-foreground": "#1a85ff", "editor-selectionBackground": "#add6ff", "editor-findMatchBackground": "#a8ac94", "editorSuggestWidget-background": "#f8f8f8", "editorSuggestWidget-border": "#c8c8c8", "editorSuggestWidget-foreground": "#3b3b3b", "editorSuggestWidget-selectedBackground": "#e8e8e8", "editorSuggestWidget-selectedForeground": "#000000", "editorSuggestWidget-highlightForeground": "#0066bf", "editorHoverWidget-background": "#f8f8f8", "editorHoverWidget-border": "#c8c8c8", "editorHoverWidget-foreground": "#3b3b3b",
  "panelTitle-activeForeground": "#3b3b3b", "panelTitle-inactiveForeground": "#3b3b3b", "panelTitle-activeBorder": "#005fb8", "debugTokenExpression-name": "#9b46b0", "debugTokenExpression-string": "#a31515", "debugTokenExpression-number": "#098658", "debugTokenExpression-boolean": "#0000ff", "debugTokenExpression-value": "#6c6c6ccc", "symbolIcon-keyForeground": "#3b3b3b",
};

/** Such themes set few colours, and borders instead. */
const HIGH_CONTRAST = {
  foreground: "#ffffff", descriptionForeground: "#ffffffb3", disabledForeground: "#a5a5a5", errorForeground: "#f48771", "icon-foreground": "#ffffff", focusBorder: "#f38518", contrastBorder: "#6fc3df", contrastActiveBorder: "#f38518",
  "editor-background": "#000000", "editor-foreground": "#ffffff", "panel-background": "#000000", "panel-border": "#6fc3df", "editorWidget-background": "#0c141f", "editorWidget-border": "#6fc3df",
  "input-background": "#000000", "input-foreground": "#ffffff", "input-border": "#6fc3df", "input-placeholderForeground": "#ffffffb3", "inputOption-activeBackground": "#00000000", "inputOption-activeBorder": "#6fc3df", "inputOption-activeForeground": "#ffffff", "inputValidation-errorBackground": "#000000", "inputValidation-errorBorder": "#6fc3df",
  "dropdown-background": "#000000", "dropdown-border": "#6fc3df", "dropdown-foreground": "#ffffff", "dropdown-listBackground": "#000000", "button-background": "#000000", "button-foreground": "#ffffff", "button-border": "#6fc3df", "button-secondaryForeground": "#ffffff",
  "list-focusOutline": "#f38518", "list-hoverBackground": "#ffffff1a", "list-highlightForeground": "#f38518", "tree-indentGuidesStroke": "#a9a9a9", "menu-background": "#000000", "menu-foreground": "#ffffff", "menu-border": "#6fc3df", "menu-selectionBorder": "#f38518", "menu-separatorBackground": "#6fc3df", "toolbar-hoverOutline": "#f38518",
  "scrollbarSlider-background": "#6fc3df99", "sash-hoverBorder": "#f38518", "badge-background": "#000000", "badge-foreground": "#ffffff", "notifications-background": "#0c141f", "notifications-foreground": "#ffffff", "notifications-border": "#6fc3df", "textLink-foreground": "#21a6ff", "textPreformat-foreground": "#000000", "textPreformat-background": "#ffffff", "textCodeBlock-background": "#000000",
  "charts-red": "#f48771", "charts-blue": "#3794ff", "charts-yellow": "#ffd370", "charts-orange": "#d18616", "charts-green": "#89d185", "charts-purple": "#b180d7", "charts-foreground": "#ffffff", "charts-lines": "#ffffff80", "editorWarning-foreground": "#ffd370", "editorError-foreground": "#f48771", "editorInfo-foreground": "#3794ff", "editorLineNumber-foreground": "#ffffff", "editor-selectionBackground": "#ffffff",
  "editorSuggestWidget-background": "#0c141f", "editorSuggestWidget-border": "#6fc3df", "editorSuggestWidget-foreground": "#ffffff", "editorSuggestWidget-highlightForeground": "#f38518", "editorHoverWidget-background": "#0c141f", "editorHoverWidget-border": "#6fc3df", "editorHoverWidget-foreground": "#ffffff", "panelTitle-activeForeground": "#ffffff", "panelTitle-inactiveForeground": "#ffffff", "panelTitle-activeBorder": "#6fc3df", "debugTokenExpression-name": "#ffffff", "debugTokenExpression-string": "#f48771", "debugTokenExpression-number": "#89d185", "debugTokenExpression-boolean": "#75bdfe", "debugTokenExpression-value": "#ffffff",
};

export const THEMES = {
  dark: { body: "vscode-dark", colours: DARK },
  light: { body: "vscode-light", colours: LIGHT },
  contrast: { body: "vscode-high-contrast", colours: HIGH_CONTRAST },
} as const;

export type ThemeName = keyof typeof THEMES;

/** What VS Code writes into every webview before the extension's own styles. */
export function themeStyles(name: ThemeName): string {
  const colours = Object.entries({ ...SHARED, ...THEMES[name].colours }).map(([colour, value]) => `--vscode-${colour}: ${value};`);
  return `html { ${colours.join(" ")} scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
body { overscroll-behavior-x: none; background-color: transparent; color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-weight: var(--vscode-font-weight); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }`;
}
