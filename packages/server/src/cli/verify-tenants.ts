import type { Engine, Fault, Verification } from "@muster/engine";
import { faultLabels } from "./fault-labels.ts";
import type { Invocation } from "./invocation.ts";
import { label } from "./label.ts";
import type { Against } from "./read-seals.ts";
import type { Speech } from "./speech.ts";

/** A tenant's verification. */
export interface Verified extends Verification {
  readonly tenant: string;
}

/** Verifies everything of these tenants, where seals are given against them too, with a counter on a terminal's standard error. */
export async function verifyTenants(
  { stderr }: Pick<Invocation, "stderr">,
  { text }: Pick<Speech, "text">,
  engine: Engine,
  tenants: readonly string[],
  against?: Against,
): Promise<readonly Verified[]> {
  const results: Verified[] = [];
  for (const id of tenants) {
    const counts = stderr.isTTY ? await engine.count({ kind: "system", tenant: id }, "stage") : [];
    const total = counts.reduce((sum, { tickets }) => sum + tickets, 0);
    const show = (done: number) => {
      if (stderr.isTTY) stderr.write(`\r${bar(done, total)} ${text(label(`校验 ${id}`, `verifying ${id}`))} ${done}/${total}`);
    };
    const seals = against && { seals: against.seals.filter(({ tenant }) => tenant === id), publicKey: against.publicKey };
    results.push({ tenant: id, ...(await engine.verify(id, { progress: show, ...seals })) });
    if (stderr.isTTY) stderr.write("\r\u001B[K");
  }
  return results;
}

/** Lists what was found. */
export function printVerified(speech: Speech, results: readonly Verified[]): void {
  for (const { tenant, tickets, entries, seals, faults } of results) {
    const sealed = seals === undefined ? label("", "") : label(`，${seals} 个封印`, `, seals ${seals}`);
    speech.print(
      label(
        `${tenant}：${tickets} 件案卷，${entries} 条日志${sealed["zh-CN"]}，${faults.length} 处问题`,
        `${tenant}: tickets ${tickets}, entries ${entries}${sealed.en}, faults ${faults.length}`,
      ),
    );
    printFaults(speech, faults);
  }
}

/** One line a fault: where, what is wrong, and its code. */
export function printFaults({ print, text }: Pick<Speech, "print" | "text">, faults: readonly Fault[]): void {
  for (const { ticket, seq, fault, what } of faults) {
    const at = `${ticket ?? ""}${seq === undefined ? "" : `#${seq}`}`;
    print(`  ${at}${at === "" ? "" : "  "}${text(faultLabels[fault])}${what === undefined ? "" : `: ${what}`} [${fault}]`);
  }
}

function bar(done: number, total: number): string {
  const filled = Math.round((20 * Math.min(done, total)) / Math.max(1, total));
  return `[${"#".repeat(filled)}${" ".repeat(20 - filled)}]`;
}
