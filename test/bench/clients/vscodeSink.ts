/**
 * What the trace channel uses of VS Code, for a client that runs outside of it: settings that say `messages`, and a
 * channel that swallows its text. Clients are bundled with it in the place of `vscode`.
 */
export const sink = {
  characters: 0,
  append: (text: string): void => {
    sink.characters += text.length;
  },
};

export const workspace = {
  getConfiguration: () => ({ get: (key: string): unknown => (key === "wirelight.trace" ? "messages" : undefined) }),
  onDidChangeConfiguration: () => ({ dispose: (): void => undefined }),
};

export const window = {
  createOutputChannel: () => ({ append: sink.append, show: (): void => undefined, dispose: (): void => undefined }),
};

export const env = { language: "en" };

export const l10n = {
  t: (message: string, ...values: readonly unknown[]): string => message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
};
