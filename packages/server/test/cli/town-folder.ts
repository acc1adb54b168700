import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { categories, classification, organisation, routing, standards } from "../../../engine/test/fixtures/town.ts";
import { run, type Ran } from "./run.ts";

/** The town's definitions as files in a fresh folder. */
export function townFolder(): string {
  const folder = join(tempFolder(), "definitions");
  mkdirSync(folder);
  write(folder, "town.organisation.json", organisation);
  write(folder, "town.categories.json", categories);
  write(folder, "town.standards.json", standards);
  write(folder, "classification.table.json", classification);
  write(folder, "routing.table.json", routing);
  return folder;
}

export function write(folder: string, name: string, document: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof document === "string" ? document : JSON.stringify(document, null, 2));
  return file;
}

export interface Town {
  readonly db: string;
  /** Runs a command on the town's database. */
  readonly muster: (...argv: readonly string[]) => Promise<Ran>;
  /** Reports a manhole cover as Ann and answers the ticket's number. */
  readonly report: () => Promise<string>;
}

/** A database with the town published, set up by `muster init`. */
export async function town(): Promise<Town> {
  const db = join(tempFolder(), "town.db");
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  const ran = await muster("init", townFolder(), "--tenant", "town", "--prefix", "T");
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  return {
    db,
    muster,
    report: async () => {
      const { stdout, stderr } = await muster("report", "--as", "ann", "--field", "description=井盖缺失", "--field", "area=g1", "--json");
      if (stdout === "") throw new Error(stderr);
      return (JSON.parse(stdout) as { readonly ticket: { readonly number: string } }).ticket.number;
    },
  };
}
