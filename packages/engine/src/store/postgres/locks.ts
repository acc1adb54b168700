import { createHash } from "node:crypto";
import type { Asked } from "../port.ts";

/**
 * One simple query that takes the locks of a command until its transaction ends: on its ticket, so that commands on one ticket follow
 * one another; on its idempotency key and its source key, so that a duplicate waits for the first and then finds it; and, shared, on the
 * tickets it refers to, so that what it decides by them still holds when it is written: two tickets cannot be merged into each other.
 * In the order of their numbers, so that no two commands wait for each other.
 */
export function takeLocks({ tenant, ticket, key, report, refers = [] }: Asked): string {
  const own = [
    ...(ticket === undefined ? [] : [["ticket", tenant, ticket]]),
    ...(key ? [["key", tenant, key.caller, key.key]] : []),
    ...(report ? [["report", tenant, report.source, report.sourceKey]] : []),
  ];
  const shared = refers.map((id) => numberOf(["ticket", tenant, id])).map((number) => [number, "pg_advisory_xact_lock_shared"] as const);
  const locks = new Map([...shared, ...own.map((name) => [numberOf(name), "pg_advisory_xact_lock"] as const)]);
  const inOrder = [...locks].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return inOrder.map(([number, lock]) => `SELECT ${lock}(${number})`).join("; ");
}

/** The lock of whoever gives a tenant's entries their feed positions. */
export function takeFeedLock(tenant: string): string {
  return `SELECT pg_advisory_xact_lock(${numberOf(["feed", tenant])})`;
}

/** The lock of whoever publishes a tenant's definitions. */
export function takeDefinitionsLock(tenant: string): string {
  return `SELECT pg_advisory_xact_lock(${numberOf(["definitions", tenant])})`;
}

/** The lock of whoever begins to count a tenant's evaluations from the start. */
export function takeEvaluationLock(tenant: string): string {
  return `SELECT pg_advisory_xact_lock(${numberOf(["evaluation", tenant])})`;
}

/** PostgreSQL locks 64-bit numbers; two names that share one only wait for each other needlessly. */
function numberOf(name: readonly string[]): bigint {
  return createHash("sha256").update(JSON.stringify(name)).digest().readBigInt64BE();
}
