import { createEngine, type Engine, type Store } from "@muster/engine";
import type { Command } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import { acting } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { interruption } from "../interruption.ts";
import { label } from "../label.ts";
import { namesOf, type Names } from "../names.ts";
import { openStore } from "../open-engine.ts";
import { deliveryPrinter } from "../print-delivery.ts";
import type { Speech } from "../speech.ts";
import { translate } from "../translate.ts";

/** Between two rounds of `--watch`, in milliseconds. */
const pause = 1000;

/** `muster work`: fires what is due and delivers what waits. */
export function workCommand(program: Command): void {
  const t = translate(program);
  program
    .command("work")
    .description(
      t(
        "按时发布、触发到期的定时器，投递待发的消息（in-app 消息打印在屏幕上，写出一行才算投递一条；没有人再读取时，其余的留待下次，退出码 3）",
        "publish what is scheduled, fire due timers and deliver what waits (in-app messages are printed, each delivered when its line was written; where nobody reads on, the rest waits for the next run and the exit code is 3)",
      ),
    )
    .option("--watch", t("一直工作，直到 Ctrl-C", "go on until Ctrl-C"))
    .action(
      acting(async (given, command) => {
        const watch = command.opts<{ readonly watch?: true }>().watch === true;
        const signal = interruption(given.invocation.io);
        const names = new Map<string, Promise<Names>>();
        const namesIn = (id: string): Promise<Names> => {
          const known = names.get(id) ?? namesOf({ engine, store, tenant: { id }, text: given.text });
          names.set(id, known);
          return known;
        };
        const printer = deliveryPrinter(given, namesIn);
        const store: Store = oneByOne(await openStore(given, "write"), printer.isOpen);
        const { now } = given.invocation.io;
        const engine: Engine = createEngine({ store, handlers: { "in-app": printer.handler }, ...(now && { now }) });
        try {
          const total = { fired: 0, attempts: 0, published: 0, failed: 0 };
          for (;;) {
            const { fired, attempts, scheduled } = await engine.work();
            total.published += scheduled.published;
            total.failed += scheduled.failed;
            total.fired += fired;
            total.attempts += attempts;
            await printer.requireOpen();
            if (watch) await sleep(pause, undefined, { signal }).catch(() => {});
            if (!watch || signal.aborted) break;
          }
          given.emit({ type: "done", ...total });
          given.print(
            label(
              `触发定时器 ${total.fired} 个，投递 ${total.attempts} 次。`,
              `${countOf(total.fired, "timer")} fired, ${countOf(total.attempts, "delivery", "deliveries")} tried.`,
            ),
          );
          printScheduled(given, total);
          await printWaiting(given, engine);
          return exitCodes.done;
        } finally {
          await engine.close();
        }
      }),
    );
}

/** Schedules are rare: told only where one came, and where one could not be kept, with what to do. */
function printScheduled({ print, note }: Speech, { published, failed }: { readonly published: number; readonly failed: number }): void {
  if (published > 0) print(label(`按时发布变更申请 ${published} 份。`, `${countOf(published, "scheduled proposal")} published.`));
  if (failed > 0)
    note(
      label(
        `${failed} 份变更申请到时未能发布；原因见 muster proposal list --state failed 和 muster proposal show 编号。`,
        `${countOf(failed, "scheduled proposal")} could not be published; muster proposal list --state failed and muster proposal show NUMBER say why.`,
      ),
    );
}

/**
 * One at a time, each settled before the next is printed: a reader that leaves after some lines, as `head` does, finds the others waiting
 * still, and none of them spends a try. Nothing more is taken up once a line could not be written.
 */
function oneByOne(store: Store, may: () => boolean): Store {
  const { deliveries } = store;
  const lease: Store["deliveries"]["lease"] = async (destinations, now, until) =>
    may() ? deliveries.lease(destinations, now, until, 1) : [];
  return { ...store, deliveries: { ...deliveries, lease } };
}

/** What the command line has no way to deliver, so that nobody waits for it in vain. */
async function printWaiting({ note }: Speech, engine: Engine): Promise<void> {
  for (const { id } of await engine.tenants()) {
    const waiting = await engine.deliveries(id, "pending", 1000);
    for (const destination of new Set(waiting.map((each) => each.destination))) {
      const count = waiting.filter((each) => each.destination === destination).length;
      note(
        label(
          `${id}：${count} 条发往 ${destination} 的消息仍在等待。`,
          `${id}: ${countOf(count, "delivery", "deliveries")} to ${destination} still to be made.`,
        ),
      );
    }
  }
}
