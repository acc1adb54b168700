import { openLibsqlStore } from "@muster/engine";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { connect, type Connection } from "../../../src/store/libsql/connection.ts";
import { deliveryStore } from "../../../src/store/libsql/deliveries.ts";
import { drizzleOn } from "../../../src/store/libsql/drizzle.ts";
import { erase } from "../../../src/store/libsql/erase.ts";
import { likenessStore } from "../../../src/store/libsql/likeness.ts";
import { ticketStore } from "../../../src/store/libsql/tickets.ts";
import { removeTempFolders, tempFolder } from "../../fixtures/temp.ts";
import { start, tenant } from "../conformance/writing.ts";

const test = suite("store: libsql, query plans");

test.after(removeTempFolders);

test("a reporter's tickets are listed and counted by their index, in its order", async () => {
  const { connection, plans } = await explaining();
  const tickets = ticketStore(drizzleOn(connection));
  await tickets.list(tenant, { reporter: "rob" }, { open: true }, { limit: 9, after: "a" });
  await tickets.count(tenant, { reporter: "rob" }, {}, "stage", start);
  const [list = "", count = ""] = plans();
  assert.match(list, /SEARCH ticket USING INDEX ticket_reporter \(tenant=\? AND reporter=\? AND id>\?\)/);
  assert.not.match(list, /TEMP B-TREE/);
  assert.match(count, /SEARCH ticket USING INDEX ticket_reporter/);
  connection.close();
});

test("erasing finds a person's tickets, and their texts, attachments and errors, by index", async () => {
  const { connection, plans } = await explaining();
  erase(drizzleOn(connection), tenant, "rob", start);
  const all = plans();
  assert.is(all.length, 8);
  for (const plan of all.slice(1)) assert.match(plan, /SEARCH ticket USING COVERING INDEX ticket_reporter/);
  for (const index of ["text_ticket", "attachment_ticket", "delivery_error", "delivery_lane"]) {
    assert.ok(
      all.some((plan) => plan.includes(`INDEX ${index} `)),
      `${index}: ${all.join("\n")}`,
    );
  }
  connection.close();
});

test("the deliveries that failed are listed without reading those that arrived", async () => {
  const { connection, plans } = await explaining();
  const deliveries = deliveryStore(drizzleOn(connection), () => Promise.reject(new Error("nothing is written")), connection);
  await deliveries.list(tenant, "dead", 9);
  assert.match(plans()[0] ?? "", /SEARCH delivery USING INDEX delivery_failed/);
  connection.close();
});

test("duplicates are found by index: words by their key, places by cell and area, nothing by going through all", async () => {
  const { connection, plans } = await explaining();
  const found = likenessStore(drizzleOn(connection), () => Promise.reject(new Error("nothing is written")), drizzleOn(connection));
  const filled = { words: [1, 2], cells: [7], area: "g1", closedSince: 0 };
  await found.find(tenant, { units: ["g1"] }, filled, 400);
  const [heard = "", pool = ""] = plans();
  assert.match(heard, /SEARCH likeness_word USING PRIMARY KEY \(tenant=\? AND word=\?\)/);
  assert.match(pool, /USING INDEX likeness_cell \(tenant=\? AND cell=\?\)/);
  assert.match(pool, /USING INDEX likeness_unplaced \(tenant=\? AND area=\?\)/);
  await found.find(tenant, { units: ["g1"] }, { ...filled, cells: [] }, 400);
  assert.match(plans().at(-1) ?? "", /USING INDEX likeness_area \(tenant=\? AND area=\?\)/);
  connection.exec(`INSERT INTO likeness (tenant, ticket, cell, reported_at, words) VALUES ('${tenant}', 'a', 7, 1, '[]')`);
  await found.find(tenant, { units: ["g1"] }, filled, 400);
  const alike = plans().at(-1) ?? "";
  assert.match(alike, /SEARCH likeness USING PRIMARY KEY \(tenant=\? AND ticket=\?\)/);
  assert.match(alike, /SEARCH ticket_unit USING COVERING INDEX \S+ \(tenant=\? AND ticket=\?/);
  connection.close();
});

test.run();

/** A connection to an empty store that keeps the plan of every statement it runs. */
async function explaining(): Promise<{ readonly connection: Connection; readonly plans: () => readonly string[] }> {
  const file = join(tempFolder(), "muster.db");
  await openLibsqlStore({ file }).close();
  const connection = connect(file, "rwc");
  const asked: (readonly [sql: string, parameters: readonly unknown[]])[] = [];
  const noting = (sql: string): ReturnType<Connection["prepare"]> => {
    const statement = connection.prepare(sql);
    const note =
      <T>(act: (...parameters: unknown[]) => T) =>
      (...parameters: unknown[]): T => {
        asked.push([sql, [...parameters]]);
        return act(...parameters);
      };
    return { run: note(statement.run), all: note(statement.all), get: note(statement.get) };
  };
  const plans = () => asked.map(([sql, parameters]) => planOf(connection, sql, parameters));
  return { connection: { ...connection, prepare: noting }, plans };
}

function planOf(connection: Connection, sql: string, parameters: readonly unknown[]): string {
  const rows = connection.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...parameters);
  return rows.map((row) => row[3]).join("\n");
}
