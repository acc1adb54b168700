import type { Delivery, Engine } from "@muster/engine";
import type { Command } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import { acting } from "../context.ts";
import { countOf } from "../count-of.ts";
import { exitCodes } from "../exit-code.ts";
import { interruption } from "../interruption.ts";
import { label } from "../label.ts";
import { openEngine } from "../open-engine.ts";
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
      t("触发到期的定时器，投递待投递的消息（in-app 打印出来）", "fire due timers and deliver what waits (in-app messages are printed)"),
    )
    .option("--watch", t("一直工作，直到 Ctrl-C", "go on until Ctrl-C"))
    .action(
      acting(async (given, command) => {
        const watch = command.opts<{ readonly watch?: true }>().watch === true;
        const signal = interruption(given.invocation.io);
        const inApp = (delivery: Delivery) => Promise.resolve(printDelivery(given, delivery));
        const { engine } = await openEngine(given, "write", { "in-app": inApp });
        try {
          const total = { fired: 0, attempts: 0 };
          for (;;) {
            const { fired, attempts } = await engine.work();
            total.fired += fired;
            total.attempts += attempts;
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
          await printWaiting(given, engine);
          return exitCodes.done;
        } finally {
          await engine.close();
        }
      }),
    );
}

function printDelivery({ emit, print }: Speech, { tenant, id, ticket, topic, payload }: Delivery): void {
  emit({ type: "delivery", tenant, id, ticket, topic, payload });
  const [number, role, unit] = ["number", "role", "unit"]
    .map((name) => payload[name])
    .map((value) => (typeof value === "string" ? value : undefined));
  print(`${tenant}  ${topic}  ${number ?? ticket}${role === undefined ? "" : `  → ${role}`}${unit === undefined ? "" : `@${unit}`}`);
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
