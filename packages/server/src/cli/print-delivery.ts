import type { Delivery, Handler } from "@muster/engine";
import { exitCodes } from "./exit-code.ts";
import { failure } from "./failure.ts";
import type { GlobalOptions } from "./global-options.ts";
import { label } from "./label.ts";
import type { Names } from "./names.ts";
import { isReaderGone } from "./outlet.ts";
import { systemReason } from "./system-reason.ts";

/** Delivers by printing: the line is the delivery. */
export interface DeliveryPrinter {
  readonly handler: Handler;
  /** False from the first line on that could not be written. */
  readonly isOpen: () => boolean;
  /** Throws why the work cannot go on, where it cannot. */
  readonly requireOpen: () => Promise<void>;
}

/** A handler that has delivered only when the line was really written. `namesIn` tells what a tenant calls its roles and units. */
export function deliveryPrinter(
  { json, invocation: { stdout } }: Pick<GlobalOptions, "json" | "invocation">,
  namesIn: (tenant: string) => Promise<Names>,
): DeliveryPrinter {
  let open = true;
  return {
    handler: async (delivery) => {
      if (await stdout.written(`${json ? documentOf(delivery) : lineOf(delivery, await namesIn(delivery.tenant))}\n`)) return;
      open = false;
      throw new Error("standard output could not be written");
    },
    isOpen: () => open,
    requireOpen: async () => {
      if (open) return;
      const lost = await stdout.settled();
      const why = !lost || isReaderGone(lost) ? label("没有人再读取它", "nobody reads it any longer") : systemReason(lost);
      throw failure(
        exitCodes.failed,
        "output-lost",
        label(
          `标准输出不能再写：${why["zh-CN"]}；没有写出的投递仍在等待，请再次运行 muster work。`,
          `Standard output can no longer be written: ${why.en}; the deliveries that were not written still wait, run muster work again.`,
        ),
      );
    },
  };
}

function documentOf({ tenant, id, ticket, topic, payload }: Delivery): string {
  return JSON.stringify({ type: "delivery", tenant, id, ticket, topic, payload });
}

function lineOf({ tenant, ticket, topic, payload }: Delivery, names: Names): string {
  const [number, leg, role, unit] = ["number", "leg", "role", "unit"]
    .map((name) => payload[name])
    .map((value) => (typeof value === "string" ? value : undefined));
  const to = [...(role === undefined ? [] : [names.role(role)]), ...(unit === undefined ? [] : [names.unit(unit)])].join(" · ");
  return `${tenant}  ${topic}  ${number ?? ticket}${leg === undefined ? "" : ` · ${leg}`}${to === "" ? "" : `  → ${to}`}`;
}
