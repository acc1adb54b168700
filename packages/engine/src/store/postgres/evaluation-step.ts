import type { PoolClient } from "pg";
import { addAmounts, type EvaluationStep } from "../evaluation.ts";

const move = `
  UPDATE evaluation SET status = $1, position = $2, at = $3, after = $4, done = $5
  WHERE tenant = $6 AND generation = $7 AND status = $8 AND plan_hash = $9 AND position = $10 AND after = $11`;

const retire = "UPDATE evaluation SET status = 'gone' WHERE tenant = $1 AND status = 'current' AND generation <> $2";

const removeShares = `
  DELETE FROM evaluation_share AS share USING unnest($3::text[], $4::text[], $5::text[], $6::text[]) AS gone (month, ticket, unit, person)
  WHERE share.tenant = $1 AND share.generation = $2
    AND share.month = gone.month AND share.ticket = gone.ticket AND share.unit = gone.unit AND share.person = gone.person`;

const addShares = `
  INSERT INTO evaluation_share (tenant, generation, month, ticket, unit, person, category, source, late_from, amounts)
  SELECT $1::text, $2::integer, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::bigint[], $10::text[])`;

const keys = "unnest($3::text[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS asked (unit, month, dimension, value, n)";

const isAsked = `
  sum.tenant = $1 AND sum.generation = $2
    AND sum.unit = asked.unit AND sum.month = asked.month AND sum.dimension = asked.dimension AND sum.value = asked.value`;

const findSums = `SELECT sum.amounts FROM ${keys} LEFT JOIN evaluation_sum AS sum ON ${isAsked} ORDER BY asked.n`;

const removeSums = `DELETE FROM evaluation_sum AS sum USING ${keys} WHERE ${isAsked}`;

const putSums = `
  INSERT INTO evaluation_sum (tenant, generation, unit, month, dimension, value, amounts)
  SELECT $1::text, $2::integer, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
  ON CONFLICT (tenant, generation, unit, month, dimension, value) DO UPDATE SET amounts = excluded.amounts`;

/**
 * Writes a step of a generation within a transaction of the caller's; false where it was taken already. Whoever moves the generation's row
 * first holds it to the end, so that its sums are read and written by one at a time.
 */
export async function writeStep(client: PoolClient, tenant: string, { from, to, remove, add, sums }: EvaluationStep): Promise<boolean> {
  const { generation } = from;
  const before = [tenant, generation, from.status, from.planHash, from.position, from.after];
  const moved = await client.query(move, [to.status, to.position, to.at, to.after, to.done, ...before]);
  if (moved.rowCount !== 1) return false;
  const of = [tenant, generation];
  if (to.status === "current" && from.status === "building") await client.query(retire, of);
  const share = (key: "month" | "ticket" | "unit" | "person") => remove.map((row) => row[key]);
  if (remove.length > 0) await client.query(removeShares, [...of, share("month"), share("ticket"), share("unit"), share("person")]);
  if (add.length > 0) {
    const columns = (["month", "ticket", "unit", "person", "category", "source", "lateFrom", "amounts"] as const).map((key) =>
      add.map((row) => row[key]),
    );
    await client.query(addShares, [...of, ...columns]);
  }
  if (sums.length > 0) await writeSums(client, of, sums);
  return true;
}

async function writeSums(client: PoolClient, of: readonly (string | number)[], sums: EvaluationStep["sums"]): Promise<void> {
  const keysOf = (rows: EvaluationStep["sums"]) =>
    (["unit", "month", "dimension", "value"] as const).map((key) => rows.map((row) => row[key]));
  const { rows } = await client.query<{ readonly amounts: string | null }>(findSums, [...of, ...keysOf(sums)]);
  const next = sums.map((row, i) => ({ row, amounts: addAmounts(rows[i]?.amounts ?? undefined, row.amounts) }));
  const [left, gone] = [next.filter(({ amounts }) => amounts !== undefined), next.filter(({ amounts }) => amounts === undefined)];
  if (gone.length > 0) await client.query(removeSums, [...of, ...keysOf(gone.map(({ row }) => row))]);
  if (left.length > 0) await client.query(putSums, [...of, ...keysOf(left.map(({ row }) => row)), left.map(({ amounts }) => amounts)]);
}
