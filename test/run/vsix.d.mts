export function packageVsix(file: string): Promise<string>;
