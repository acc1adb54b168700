import { join } from "node:path";
import { jointTown } from "../../../engine/test/fixtures/joint-town.ts";
import { tempFolder } from "../../../engine/test/fixtures/temp.ts";
import { run } from "./run.ts";
import { townFolder, write, type Town } from "./town-folder.ts";

export interface JointTown extends Town {
  /** Blows the whistle for the street's squad and the paired bureau on a report, and answers its number. */
  readonly blown: () => Promise<string>;
  /** A file to be attached. */
  readonly photo: string;
}

/** A database with the town published that whistles are blown in, and these files besides, set up by `muster init`. */
export async function jointTownDatabase(more: Readonly<Record<string, object>> = {}): Promise<JointTown> {
  const folder = townFolder();
  for (const [name, document] of Object.entries(more)) write(folder, name, document);
  write(folder, "town.organisation.json", jointTown[0]?.document);
  const db = join(tempFolder(), "town.db");
  const muster = (...argv: readonly string[]) => run([...argv, "--db", db, "--wait", "0"]);
  const ran = await muster("init", folder, "--tenant", "town", "--prefix", "T");
  if (ran.code !== 0) throw new Error(ran.stdout + ran.stderr);
  const report = async () => {
    const fields = ["--field", "description=巷子里乱停车", "--field", "area=g1"];
    const { stdout, stderr } = await muster("report", "--as", "ann", "--reporter", "r1", ...fields, "--json");
    if (stdout === "") throw new Error(stderr);
    return (JSON.parse(stdout) as { readonly ticket: { readonly number: string } }).ticket.number;
  };
  const blown = async () => {
    const number = await report();
    const calls = "calls=area:street/city-management=lead,paired:community=paired";
    const fields = ["kind=daily", "purpose=resident", calls, "ask=一起清理巷子"].flatMap((field) => ["--field", field]);
    const { code, stdout, stderr } = await muster("send", number, "whistle", "--as", "dee", ...fields);
    if (code !== 0) throw new Error(stdout + stderr);
    return number;
  };
  return { db, muster, report, blown, photo: write(tempFolder(), "after.jpg", "not really a photo") };
}
