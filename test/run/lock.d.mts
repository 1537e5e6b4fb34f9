export function withLock<T>(file: string, work: () => Promise<T>, onWait?: (owner: string) => void): Promise<T>;
export function hasCode(error: unknown, code: string): boolean;
