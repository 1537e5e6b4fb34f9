import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { translationsElement } from "../../core/feed/translationsElement";

/** Where the page's script and styles are. */
export function pageFolder(extensionUri: vscode.Uri): vscode.Uri {
  return vscode.Uri.joinPath(extensionUri, "dist");
}

/** The document that the Traffic page builds itself in, with its texts in the language of the workbench where there are translations. Nothing but its own script runs, and nothing is loaded from elsewhere. */
export function pageHtml(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = randomBytes(16).toString("hex");
  const uri = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${webview.cspSource}; img-src data: blob:`;
  const { bundle } = vscode.l10n;
  return `<!DOCTYPE html>
<html lang="${bundle === undefined ? "en" : vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>MCP Traffic</title>
<link rel="stylesheet" href="${uri("traffic.css")}">
</head>
<body>
${translationsElement(bundle)}
<script nonce="${nonce}" src="${uri("traffic.js")}"></script>
</body>
</html>
`;
}
