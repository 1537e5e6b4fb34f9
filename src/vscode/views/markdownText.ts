import * as vscode from "vscode";

/** Builds a hover from texts that are not ours: everything is escaped or fenced, nothing is trusted or interpreted. */
export class MarkdownText {
  private readonly markdown = new vscode.MarkdownString();

  title(text: string): this {
    this.markdown.appendMarkdown("**").appendText(text).appendMarkdown("**\n\n");
    return this;
  }

  heading(text: string): this {
    this.markdown.appendMarkdown("\n\n*").appendText(text).appendMarkdown("*\n\n");
    return this;
  }

  paragraph(text: string): this {
    this.markdown.appendText(text).appendMarkdown("\n\n");
    return this;
  }

  fact(name: string, value: string): this {
    this.markdown.appendText(`${name}: ${value.replace(/\s+/g, " ")}`).appendMarkdown("  \n");
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
