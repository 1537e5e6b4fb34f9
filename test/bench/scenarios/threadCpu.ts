/** In Node since 23.9, which the types do not know yet; in microseconds. */
type ThreadCpu = { readonly threadCpuUsage: () => { readonly user: number; readonly system: number } };

/** CPU time of the calling thread, milliseconds; what other processes take of the machine is not in it. */
export function threadCpu(): number {
  const { user, system } = (process as unknown as ThreadCpu).threadCpuUsage();
  return (user + system) / 1000;
}
