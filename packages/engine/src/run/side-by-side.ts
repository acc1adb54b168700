import { setImmediate as turn } from "node:timers/promises";

/** Work that comes piece by piece, some of it while other work is under way. */
interface Flow<Piece> {
  /** Takes up to so many pieces that are ready now. */
  readonly take: (most: number) => Promise<readonly Piece[]>;
  readonly act: (piece: Piece) => Promise<unknown>;
  /** No more is taken; what is under way is finished. */
  readonly isStopping: () => boolean;
}

/** Between looks for more while all that was found is under way, in milliseconds. */
const glance = 200;

/**
 * Works on up to `most` pieces at once until there is none left to take and none under way; answers how many it took. A slow one holds
 * up its own place only. What fails is thrown in the end, once nothing is under way any more; from then on nothing is taken.
 */
export async function sideBySide<Piece>(most: number, { take, act, isStopping }: Flow<Piece>): Promise<number> {
  let taken = 0;
  let underWay = 0;
  let ended = 0;
  let failure: { readonly cause: unknown } | undefined;
  let wake = (): void => {};
  const fail = (cause: unknown): void => {
    failure ??= { cause };
  };
  const begin = async (piece: Piece): Promise<void> => {
    underWay += 1;
    await act(piece).catch(fail);
    underWay -= 1;
    ended += 1;
    wake();
  };
  const rest = async (): Promise<void> => {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      wake = resolve;
      timer = setTimeout(resolve, glance);
    });
    clearTimeout(timer);
  };
  for (;;) {
    const before = ended;
    const free = failure || isStopping() ? 0 : most - underWay;
    const pieces = free > 0 ? await take(free).catch(fail) : undefined;
    for (const piece of pieces ?? []) void begin(piece);
    taken += pieces?.length ?? 0;
    if (underWay === 0 && ended === before) break;
    // What ended while more was being taken may have made way for more yet.
    if (ended === before) await rest();
    // Those that ended in one go, as after one commit, are replaced in one go.
    await turn();
  }
  if (failure) throw failure.cause;
  return taken;
}
