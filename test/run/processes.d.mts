export interface Started {
  readonly pid: number;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  readonly output: () => string;
  readonly onOutput: (listener: (text: string) => void) => void;
  readonly stop: () => Promise<string[]>;
}
export interface StartOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly show?: boolean;
}
export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly timedOut: boolean;
  readonly left: string[];
}
export function start(command: string, args: string[], options?: StartOptions): Started;
export function run(command: string, args: string[], options?: StartOptions & { readonly timeoutMs?: number }): Promise<Ended>;
export function markedEnv(env: NodeJS.ProcessEnv): { env: NodeJS.ProcessEnv; stopMarked: () => Promise<string[]> };
export function stopAll(): Promise<void>;
export function isRunning(pid: number): boolean;
