import * as vscode from "vscode";

/** Builds a hover from texts that are not ours: everything is escaped or fenced, nothing is trusted or interpreted. */
export class MarkdownText {
  private readonly markdown = new vscode.MarkdownString();

  title(text: string): this {
    this.markdown.appendMarkdown(`**${asText(text)}**\n\n`);
    return this;
  }

  heading(text: string): this {
    this.markdown.appendMarkdown(`\n\n*${asText(text)}*\n\n`);
    return this;
  }

  paragraph(text: string): this {
    this.markdown.appendMarkdown(`${asText(text)}\n\n`);
    return this;
  }

  fact(name: string, value: string): this {
    this.markdown.appendMarkdown(`${asText(`${name}: ${value.replace(/\s+/g, " ")}`)}  \n`);
    return this;
  }

  code(text: string, language: string): this {
    this.markdown.appendMarkdown("\n").appendCodeblock(text, language);
    return this;
  }

  build(): vscode.MarkdownString {
    return this.markdown;
  }
}

/**
 * Text as Markdown that shows just this text. `appendText` would make every space a no-break space, so that a long
 * sentence could not be wrapped and would leave the hover to the right.
 */
function asText(text: string): string {
  return text.trim().replace(/[!-/:-@[-`{-~]/g, "\\$&").replace(/\r?\n([ \t]*)/g, (_line, indent: string) => `  \n${"&nbsp;".repeat(indent.length)}`);
}
