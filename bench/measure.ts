/** How many times a second of CPU time the work is done, all threads counted; the best of three rounds after a warm-up. */
export async function perCpuSecond(work: (times: number) => void | Promise<void>, times: number): Promise<number> {
  await work(Math.ceil(times / 2));
  let best = 0;
  for (let round = 0; round < 3; round += 1) {
    const before = process.cpuUsage();
    await work(times);
    const { user, system } = process.cpuUsage(before);
    best = Math.max(best, (times * 1e6) / (user + system));
  }
  return best;
}

/** A line of a benchmark: our figure, a peer's, and how many times theirs ours is. */
export interface Measurement {
  readonly ours: number;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly unit: string;
}

/** Puts a figure beside a peer's. */
export function measurement(ours: number, peer: number | null, unit: string): Measurement {
  return { ours, peer, ratio: peer === null ? null : ours / peer, unit };
}
