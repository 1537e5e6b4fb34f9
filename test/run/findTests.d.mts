export function findTests(folder: string, names?: readonly string[]): string[];
