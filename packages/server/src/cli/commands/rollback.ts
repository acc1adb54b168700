import { diffDocuments } from "@muster/engine";
import type { Command } from "commander";
import { isSound } from "../check-definitions.ts";
import { writing } from "../context.ts";
import { requireVersion } from "../definition-name.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { label } from "../label.ts";
import { printChanges } from "../print-changes.ts";
import { printFindings } from "../print-findings.ts";
import { translate } from "../translate.ts";

/** `muster rollback KIND/ID@VERSION`: what an earlier version said, published as a new one. */
export function rollbackCommand(program: Command): void {
  const t = translate(program);
  program
    .command("rollback")
    .description(t("退回：把定义的旧版本内容发布为新版本", "publish what an earlier version of a definition said as a new version"))
    .argument("<version>", t("KIND/ID@VERSION，如 table/routing@1", "KIND/ID@VERSION, such as table/routing@1"))
    .option("--dry-run", t("只显示会改变什么", "show what would change, write nothing"))
    .action(
      writing(async (context, command) => {
        const { engine, tenant, options, print } = context;
        const { version, ...name } = requireVersion(command.args[0] ?? "");
        const dryRun = command.opts<{ readonly dryRun?: true }>().dryRun === true;
        const versions = await engine.versions(tenant.id, name);
        const [before, after] = [versions.at(-1), versions.find((each) => each.version === version)];
        const changes = before && after ? diffDocuments(before.document, after.document) : [];
        const drafts = after ? [{ kind: name.kind, document: after.document }] : [];
        const located = await engine.check(tenant.id, drafts);
        const findings = located.map(({ kind, id, finding }) => ({ definition: `${kind}/${id}`, finding }));
        printFindings(context, findings);
        const told = { dryRun, changes, findings };
        if (!isSound(findings))
          throw failure(exitCodes.refused, "findings", label("有错误，什么也没有写入。", "There are errors; nothing was written."), told);
        printChanges(context, changes);
        const done = dryRun && after ? undefined : await engine.rollBack(tenant.id, name, version, options.as ?? "system");
        const [published] = done?.ok ? done.published : [];
        context.emit({ ok: true, ...told, ...(published && { published }) });
        if (dryRun) print(label("试运行，什么也没有写入。", "A dry run: nothing was written."));
        else if (published?.changed) print(`  ${published.kind}/${published.id}@${published.version}`);
        else print(label("与已发布的相同，无须发布。", "It is what is published already."));
        return exitCodes.done;
      }),
    );
}
