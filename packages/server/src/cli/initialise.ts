import { createEngine, type Draft, type Engine, type Published, type Tenant } from "@muster/engine";
import { checkDefinitions, isSound } from "./check-definitions.ts";
import { databaseAt } from "./database-at.ts";
import { exitCodes, type ExitCode } from "./exit-code.ts";
import { failure } from "./failure.ts";
import type { GlobalOptions } from "./global-options.ts";
import { label } from "./label.ts";
import { newDatabase } from "./new-database.ts";
import { openEngine, type Opened } from "./open-engine.ts";
import { printFindings } from "./print-findings.ts";
import { nothingPublished, publishedOf } from "./published-documents.ts";
import { shippedDrafts } from "./shipped-drafts.ts";
import type { DefinitionFile } from "./read-definition.ts";
import { withScratchEngine } from "./scratch-engine.ts";
import type { Speech } from "./speech.ts";
import { tenantSettings, type TenantOptions } from "./tenant-settings.ts";

export interface InitOptions extends TenantOptions {
  readonly dryRun?: true;
}

/** Sets up a tenant and publishes its definitions. Everything is checked before anything is created. */
export async function initialise(given: GlobalOptions & Speech, options: InitOptions, files: readonly DefinitionFile[]): Promise<ExitCode> {
  const dryRun = options.dryRun === true;
  const access = dryRun ? "read" : "write";
  let opened = databaseAt(given.db, access) ? await openEngine(given, access) : undefined;
  let discard = () => {};
  try {
    const tenants = opened ? await opened.engine.tenants() : [];
    const id = given.tenant ?? (tenants.length === 1 ? tenants[0]?.id : undefined) ?? "main";
    const before = tenants.find((tenant) => tenant.id === id);
    const tenant = tenantSettings(id, options, before);
    const known = opened && before ? await publishedOf(opened.store, id) : nothingPublished;
    const shipped = shippedDrafts(given, files, known);
    const drafts = [...files.flatMap((file) => (file.ok ? [file.draft] : [])), ...shipped];
    const check = (engine: Pick<Engine, "check">) => checkDefinitions(engine.check, id, files, shipped);
    const findings = opened && before ? await check(opened.engine) : await withScratchEngine(tenant, check);
    const sound = isSound(findings);
    let published: readonly Published[] = drafts.map((draft) => known.compare(draft));
    if (sound && !dryRun) {
      if (!opened) ({ opened, discard } = await create(given));
      await opened.engine.setTenant(tenant);
      const defined = await opened.engine.define(id, drafts, given.as ?? "system");
      if (defined.ok) published = defined.published;
    }
    const told = { dryRun, file: given.db, tenant, created: before === undefined, published: sound ? published : [], findings };
    printFindings(given, findings);
    if (!sound)
      throw failure(exitCodes.refused, "findings", label("有错误，什么也没有写入。", "There are errors; nothing was written."), told);
    given.emit({ ok: true, ...told });
    if (before) printSettings(given, before, tenant, dryRun);
    printDone(given, { id, isNew: before === undefined, dryRun, drafts, published });
    return exitCodes.done;
  } catch (cause) {
    discard();
    throw cause;
  } finally {
    await opened?.engine.close();
  }
}

async function create({ db, wait, invocation }: GlobalOptions): Promise<{ readonly opened: Opened; readonly discard: () => void }> {
  const { store, discard } = await newDatabase(db, wait);
  const { now } = invocation.io;
  return { opened: { store, engine: createEngine({ store, ...(now && { now }) }) }, discard };
}

/** What a running tenant's times and numbers are told by must not change without a word. */
function printSettings({ print }: Speech, before: Tenant, now: Tenant, dryRun: boolean): void {
  const [zh, en] = dryRun ? ["将由", "would change"] : ["已由", "changed"];
  if (before.zone !== now.zone)
    print(label(`  时区${zh} ${before.zone} 改为 ${now.zone}`, `  time zone ${en} from ${before.zone} to ${now.zone}`));
  if (before.numberPrefix !== now.numberPrefix)
    print(
      label(
        `  案卷号前缀${zh}“${before.numberPrefix}”改为“${now.numberPrefix}”`,
        `  prefix of numbers ${en} from "${before.numberPrefix}" to "${now.numberPrefix}"`,
      ),
    );
}

interface Done {
  readonly id: string;
  readonly isNew: boolean;
  readonly dryRun: boolean;
  readonly drafts: readonly Draft[];
  readonly published: readonly Published[];
}

function printDone({ db, print, text }: GlobalOptions & Speech, { id, isNew, dryRun, drafts, published }: Done): void {
  const [zh, en] = dryRun ? ["将", "would be "] : ["已", ""];
  if (isNew) print(label(`${zh}在 ${db} 中建立租户 ${id}`, `tenant ${id} ${en}set up in ${db}`));
  for (const { kind, id: name, version, changed } of published) {
    const what = changed ? label(`${zh}发布`, `${en}published`) : label("未变", "unchanged");
    print(`  ${kind}/${name}@${version}  ${text(what)}`);
  }
  if (drafts.length > 0) return;
  print(
    label(
      "没有发布任何定义；muster init 文件夹 会发布其中的定义。",
      "No definitions were published; muster init FOLDER publishes those in a folder.",
    ),
  );
}
