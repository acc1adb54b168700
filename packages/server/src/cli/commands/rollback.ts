import { diffDocuments, type VersionName } from "@muster/engine";
import type { Command } from "commander";
import { isSound } from "../check-definitions.ts";
import { writing, type Context } from "../context.ts";
import { requireVersion } from "../definition-name.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { filedAsPublished } from "../filed-as-published.ts";
import { label } from "../label.ts";
import { printRefusal } from "../print-answer.ts";
import { changesIn, printChanges } from "../print-changes.ts";
import { printFindings } from "../print-findings.ts";
import { translate } from "../translate.ts";

/** `muster rollback KIND/ID@VERSION…`: what earlier versions said, published as new ones. */
export function rollbackCommand(program: Command): void {
  const t = translate(program);
  program
    .command("rollback")
    .description(t("退回：把定义的旧版本内容发布为新版本", "publish what an earlier version of a definition said as a new version"))
    .argument(
      "<versions...>",
      t("KIND/ID@VERSION，如 table/routing@1；可写多个", "KIND/ID@VERSION, such as table/routing@1; several go together"),
    )
    .option("--dry-run", t("只显示会改变什么", "show what would change, write nothing"))
    .action(
      writing(async (context, command) => {
        const { engine, tenant, print, emit } = context;
        const dryRun = command.opts<{ readonly dryRun?: true }>().dryRun === true;
        const versions = command.args.map(requireVersion);
        const found = await Promise.all(versions.map((version) => compared(context, version)));
        const drafts = found.flatMap(({ kind, document }) => (document === undefined ? [] : [{ kind, document }]));
        const findings = (await engine.check(tenant.id, drafts)).map(filedAsPublished);
        printFindings(context, findings);
        const told = { dryRun, changes: found.flatMap(changesIn), findings };
        if (!isSound(findings)) throw failure(exitCodes.refused, "findings", nothingWritten, told);
        const differing = found.filter(({ changes }) => changes.length > 0);
        for (const { definition, changes } of differing) {
          print(definition);
          printChanges(context, changes);
        }
        // Where a version is not there, rolling back says so.
        const isKnown = found.every(({ document }) => document !== undefined);
        const done = dryRun && isKnown ? undefined : await engine.rollBack(versions, context.actor);
        if (done?.ok === false) {
          emit({ ...told, ...done });
          return printRefusal(context, done.refusal);
        }
        const published = done?.published.filter(({ changed }) => changed) ?? [];
        emit({ ok: true, ...told, published });
        for (const { kind, id, version } of published) print(`  ${kind}/${id}@${version}`);
        if (differing.length === 0 && published.length === 0)
          print(label("与已发布的相同，无须发布。", "It is what is published already."));
        else if (dryRun) print(label("试运行，什么也没有写入。", "A dry run: nothing was written."));
        return exitCodes.done;
      }),
    );
}

const nothingWritten = label("有错误，什么也没有写入。", "There are errors; nothing was written.");

/** What an earlier version said, where it is there, and what it has that the published one has not. */
async function compared({ engine, tenant }: Context, { version, ...name }: VersionName) {
  const versions = await engine.versions(tenant.id, name);
  const [before, after] = [versions.at(-1), versions.find((each) => each.version === version)];
  const definition = `${name.kind}/${name.id}`;
  return { ...name, definition, document: after?.document, changes: before && after ? diffDocuments(before.document, after.document) : [] };
}
