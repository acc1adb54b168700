import { diffDocuments, type Change, type Json } from "@muster/engine";
import type { Command } from "commander";
import { reading, type Context } from "../context.ts";
import { readName, type NamedVersions } from "../definition-name.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { findDefinitionFiles } from "../find-definition-files.ts";
import { label } from "../label.ts";
import { printChanges } from "../print-changes.ts";
import { publishedDocument, withoutNames } from "../published-documents.ts";
import { readDefinition } from "../read-definition.ts";
import { translate } from "../translate.ts";

/** What was compared, and what differs. */
interface Compared {
  readonly definition: string;
  readonly from: string;
  readonly to: string;
  readonly changes: readonly Change[];
}

/** `muster diff WHAT…`: what files change of what is published, or one version of another. */
export function diffCommand(program: Command): void {
  const t = translate(program);
  program
    .command("diff")
    .description(
      t(
        "比较：文件与已发布的定义，或已发布的两个版本；按行的编号比较，不受行序影响",
        "compare files with what is published, or two published versions; rows are compared by their ids, wherever they stand",
      ),
    )
    .argument(
      "<what...>",
      t(
        "定义文件、文件夹，或 KIND/ID（最后两版）、KIND/ID@1（与最新版）、KIND/ID@1..2",
        "definition files, folders of them, or KIND/ID (the last two versions), KIND/ID@1 (and the latest), KIND/ID@1..2",
      ),
    )
    .action(
      reading(async (context, command) => {
        for (const what of command.args) {
          const name = readName(what);
          const compared = name ? [await compareVersions(context, name)] : await compareFiles(context, what);
          for (const each of compared) tell(context, each);
        }
        return exitCodes.done;
      }),
    );
}

async function compareVersions({ engine, tenant }: Context, { kind, id, from, to }: NamedVersions): Promise<Compared> {
  const versions = (await engine.versions(tenant.id, { kind, id })).map(({ version }) => version);
  const latest = to ?? versions.at(-1) ?? 1;
  const earlier = from ?? Math.max(1, latest - 1);
  const changes = await engine.diff(tenant.id, { kind, id }, earlier, latest);
  return { definition: `${kind}/${id}`, from: `@${earlier}`, to: `@${latest}`, changes };
}

async function compareFiles({ store, tenant }: Context, path: string): Promise<readonly Compared[]> {
  const { files } = await findDefinitionFiles([path]);
  return Promise.all(
    files.map(async ({ file, kind }): Promise<Compared> => {
      const read = await readDefinition(file, kind);
      if (!read.ok) throw failure(exitCodes.refused, "findings", read.finding.message, { file, line: read.line });
      const published = await publishedDocument(store, tenant.id, read.draft);
      const changes = diffDocuments((published ?? null) as Json, withoutNames(read.draft.document) as Json);
      return { definition: read.key, from: published === undefined ? "∅" : "published", to: file, changes };
    }),
  );
}

function tell(context: Context, compared: Compared): void {
  const { definition, from, to, changes } = compared;
  context.emit(compared);
  const between = `${definition}  ${from === "published" ? context.text(label("已发布的", from)) : from} → ${to}`;
  if (changes.length === 0) return context.print(label(`${between}：没有差别`, `${between}: no difference`));
  context.print(between);
  printChanges(context, changes);
}
