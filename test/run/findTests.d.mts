export function findTests(folder: string): string[];
