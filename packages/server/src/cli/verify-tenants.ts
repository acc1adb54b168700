import type { Engine, Fault, Label, Tenant, Verification } from "@muster/engine";
import type { Io } from "./io.ts";
import { label } from "./label.ts";
import type { Speech } from "./speech.ts";

/** A tenant's verification. */
export interface Verified extends Verification {
  readonly tenant: string;
}

/** Verifies every journal of these tenants, with a counter on a terminal's standard error. */
export async function verifyTenants(
  { stderr }: Io,
  { text }: Pick<Speech, "text">,
  engine: Engine,
  tenants: readonly Tenant[],
): Promise<readonly Verified[]> {
  const results: Verified[] = [];
  for (const { id } of tenants) {
    const counts = stderr.isTTY ? await engine.count({ kind: "system", tenant: id }, "stage") : [];
    const total = counts.reduce((sum, { tickets }) => sum + tickets, 0);
    const show = (done: number) =>
      void (stderr.isTTY && stderr.write(`\r${bar(done, total)} ${text(label(`校验 ${id}`, `verifying ${id}`))} ${done}/${total}`));
    results.push({ tenant: id, ...(await engine.verify(id, show)) });
    if (stderr.isTTY) stderr.write("\r\u001B[K");
  }
  return results;
}

/** Lists what was found. */
export function printVerified({ print, text }: Speech, results: readonly Verified[]): void {
  for (const { tenant, tickets, entries, faults } of results) {
    print(
      label(
        `${tenant}：${tickets} 个案卷，${entries} 条日志，${faults.length} 处问题`,
        `${tenant}: tickets ${tickets}, entries ${entries}, faults ${faults.length}`,
      ),
    );
    for (const { ticket, seq, fault } of faults)
      print(`  ${ticket}${seq === undefined ? "" : `#${seq}`}  ${text(faultLabels[fault])} [${fault}]`);
  }
}

function bar(done: number, total: number): string {
  const filled = Math.round((20 * Math.min(done, total)) / Math.max(1, total));
  return `[${"#".repeat(filled)}${" ".repeat(20 - filled)}]`;
}

const faultLabels: Readonly<Record<Fault["fault"], Label>> = {
  "broken-chain": label("日志的哈希链在此断开：这一条或之前被改动", "the chain of hashes breaks here: this entry was changed"),
  gap: label("日志缺少这一条", "this entry is missing"),
  unreadable: label("日志无法读取", "the journal cannot be read"),
  "state-differs": label("案卷与其日志不一致", "the ticket is not what its journal says"),
  "head-differs": label("日志末尾与案卷记录的不一致", "the journal does not end where the ticket says"),
  "rows-differ": label("定时器或可见单位与案卷不一致", "timers or units are not what the ticket says"),
  "no-ticket": label("有日志而没有案卷", "there is a journal but no ticket"),
  "no-journal": label("有案卷而没有日志", "there is a ticket but no journal"),
};
