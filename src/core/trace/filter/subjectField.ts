type SubjectField = "tool" | "prompt" | "resource";

/** What the subject of a message is, by its method. A completion has a prompt or a template of a resource, and the method does not say which. */
const SUBJECTS: ReadonlyMap<string, readonly SubjectField[]> = new Map<string, readonly SubjectField[]>([
  ["tools/call", ["tool"]],
  ["prompts/get", ["prompt"]],
  ["resources/read", ["resource"]],
  ["resources/subscribe", ["resource"]],
  ["resources/unsubscribe", ["resource"]],
  ["notifications/resources/updated", ["resource"]],
  ["completion/complete", ["prompt", "resource"]],
]);

/** The field by which the subject of a message is found; `undefined` when its method has none. */
export function subjectField(method: string | undefined): SubjectField | undefined {
  return method === undefined ? undefined : SUBJECTS.get(method)?.[0];
}

export function isSubjectOf(field: SubjectField, method: string): boolean {
  return SUBJECTS.get(method)?.includes(field) ?? false;
}
