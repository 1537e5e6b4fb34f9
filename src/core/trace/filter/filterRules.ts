/** What can be written besides a field and a value, for help. */
export interface FilterRule {
  readonly example: string;
  readonly what: string;
}

export const FILTER_RULES: readonly FilterRule[] = [
  { example: "server:files tool:echo", what: "a space is AND" },
  { example: "tool:echo OR tool:add", what: "either; AND comes before OR" },
  { example: "-kind:stderr", what: "a minus leaves out" },
  { example: "-(dir:in kind:notification)", what: "parentheses group" },
  { example: "tool:echo|add", what: "one of several values" },
  { example: "tool:read_*", what: "a star stands for any characters; without it, the whole value is compared" },
  { example: 'tool:"say hello"', what: 'quotes, where a space, a star and the like are themselves; \\" is a quote and \\\\ a backslash' },
  { example: "timeout", what: "a word is searched for in the lines, as text:timeout" },
  { example: "dur:>=1.5s", what: "> >= < <= with ms, s or min; ms when no unit is given" },
  { example: "size:>100KB", what: "> >= < <= with B, KB or MB; bytes when no unit is given, 1 KB is 1,000 bytes" },
  { example: "@marked", what: "entries that you marked" },
];
