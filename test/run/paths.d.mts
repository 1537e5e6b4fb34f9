export const root: string;
export const hostDir: string;
export function inRoot(...parts: string[]): string;
