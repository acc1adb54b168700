import { addAmounts, type EvaluationStep } from "../evaluation.ts";
import type { Connection } from "./connection.ts";

/** Writes a step of a generation within a transaction of the caller's, with statements that are prepared once; false where it was taken already. */
export function stepWriter(connection: Connection): (tenant: string, step: EvaluationStep) => boolean {
  const move = connection.prepare(
    `UPDATE evaluation SET status = ?, position = ?, at = ?, after = ?, done = ?
     WHERE tenant = ? AND generation = ? AND status = ? AND plan_hash = ? AND position = ? AND after = ?`,
  );
  const retire = connection.prepare("UPDATE evaluation SET status = 'gone' WHERE tenant = ? AND status = 'current' AND generation <> ?");
  const removeShare = connection.prepare(
    "DELETE FROM evaluation_share WHERE tenant = ? AND generation = ? AND month = ? AND ticket = ? AND unit = ? AND person = ?",
  );
  const addShare = connection.prepare(
    `INSERT INTO evaluation_share (tenant, generation, month, ticket, unit, person, category, source, late_from, amounts)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const key = "tenant = ? AND generation = ? AND unit = ? AND month = ? AND dimension = ? AND value = ?";
  const findSum = connection.prepare(`SELECT amounts FROM evaluation_sum WHERE ${key}`);
  const updateSum = connection.prepare(`UPDATE evaluation_sum SET amounts = ? WHERE ${key}`);
  const addSum = connection.prepare(
    "INSERT INTO evaluation_sum (amounts, tenant, generation, unit, month, dimension, value) VALUES (?, ?, ?, ?, ?, ?, ?)",
  );
  const removeSum = connection.prepare(`DELETE FROM evaluation_sum WHERE ${key}`);

  return (tenant, { from, to, remove, add, sums }) => {
    const { generation } = from;
    const before = [tenant, generation, from.status, from.planHash, from.position, from.after];
    if (move.run(to.status, to.position, to.at, to.after, to.done, ...before).changes !== 1) return false;
    if (to.status === "current" && from.status === "building") retire.run(tenant, generation);
    for (const { month, ticket, unit, person } of remove) removeShare.run(tenant, generation, month, ticket, unit, person);
    for (const { month, ticket, unit, person, category, source, lateFrom, amounts } of add)
      addShare.run(tenant, generation, month, ticket, unit, person, category, source, lateFrom, amounts);
    for (const { unit, month, dimension, value, amounts } of sums) {
      const of = [tenant, generation, unit, month, dimension, value];
      const stored = findSum.get(...of)?.[0];
      const next = addAmounts(typeof stored === "string" ? stored : undefined, amounts);
      if (stored === undefined) {
        if (next !== undefined) addSum.run(next, ...of);
      } else if (next === undefined) removeSum.run(...of);
      else updateSum.run(next, ...of);
    }
    return true;
  };
}
