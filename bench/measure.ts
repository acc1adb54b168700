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

/** Two ways of doing the same, in turn, so that a slow minute of the machine hits both; medians, and the median of the ratios. */
export async function paired(rounds: number, ours: () => Promise<number>, peer: () => Promise<number>, unit: string): Promise<Measurement> {
  const rates: (readonly [ours: number, peer: number])[] = [];
  await ours();
  await peer();
  for (let round = 0; round < rounds; round += 1) rates.push([await ours(), await peer()]);
  return {
    ours: median(rates.map(([rate]) => rate)),
    peer: median(rates.map(([, rate]) => rate)),
    ratio: median(rates.map(([mine, theirs]) => mine / theirs)),
    unit,
  };
}

/** The middle one. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
