import { EngineError } from "../model/engine-error.ts";

type Methods = Readonly<Record<string, (...parameters: never[]) => Promise<unknown>>>;

/** Every call of a store passes here: a closed one says so, failures are told, none is thrown, and closing waits for what is under way. */
export interface Door {
  readonly guard: <T extends object>(methods: T) => T;
  readonly close: () => Promise<void>;
}

export function door(told: (cause: unknown) => unknown, end: () => Promise<void>): Door {
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function pass<T>(call: () => Promise<T>): Promise<T> {
    if (closing) throw new EngineError("store-closed", "存储已关闭；请重新打开。", "the store is closed; open it again.");
    const act = call();
    running.add(act);
    try {
      return await act;
    } catch (cause) {
      throw told(cause);
    } finally {
      running.delete(act);
    }
  }

  return {
    guard: <T extends object>(methods: T) =>
      Object.fromEntries(
        Object.entries(methods as Methods).map(([name, method]) => [name, (...parameters: never[]) => pass(() => method(...parameters))]),
      ) as T,
    close: () => (closing ??= Promise.allSettled(running).then(end)),
  };
}
