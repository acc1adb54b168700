import { openLibsqlStore, type Label, type Store } from "@muster/engine";
import type { Command } from "commander";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { boardOf, describeBoard } from "../../demo/board.ts";
import { playStory, type Played } from "../../demo/play-story.ts";
import { describeScores, scoresOf } from "../../demo/scores.ts";
import { readStory, type Story } from "../../demo/story.ts";
import { acting } from "../context.ts";
import { legTitle } from "../describe-legs.ts";
import { exitCodes } from "../exit-code.ts";
import { failure } from "../failure.ts";
import { formatInstant } from "../format-instant.ts";
import { label } from "../label.ts";
import { legRoleLabels } from "../leg-labels.ts";
import { namesOf, type Names } from "../names.ts";
import type { Speech } from "../speech.ts";
import { translate } from "../translate.ts";

/** `muster demo`: plays the story of a whistle with its times, and prints the board. */
export function demoCommand(program: Command): void {
  const t = translate(program);
  program
    .command("demo")
    .description(
      t(
        "演示：一位社区副书记吹哨，街道中队和包保部门报到，办结、评价；最后给出看板",
        "a story with its times: a deputy secretary's whistle, a street squad and a paired bureau report in, finish, are rated; then the board",
      ),
    )
    .option(
      "--keep <file>",
      t("把演示数据留在此文件中，供其他命令查看", "keep what was played in this file, for the other commands to look at"),
    )
    .action(
      acting(async (speech, command) => {
        const { keep } = command.opts<{ readonly keep?: string }>();
        if (keep !== undefined && existsSync(keep))
          throw failure(
            exitCodes.refused,
            "exists",
            label(`${keep} 已存在；请换一个文件。`, `${keep} is there already; name another file.`),
          );
        const story = await readStory();
        await withStore(keep, (store) => show(speech, store, story));
        if (keep !== undefined) speech.print(label(`看看经过：muster list --db ${keep}`, `Look around: muster list --db ${keep}`));
        return exitCodes.done;
      }),
    );
}

async function show(speech: Speech, store: Store, story: Story): Promise<void> {
  const { print, emit, text } = speech;
  print(story.title);
  print("");
  let names: Names | undefined;
  const { engine: whole, played } = await playStory(store, story, async (each, engine) => {
    names ??= await namesOf({ engine, store, text, tenant: story.tenant });
    for (const line of describeStep(speech, names, story, each)) print(line);
    const { step, entry, ticket, told } = each;
    emit({ at: entry.at, by: step.by, command: step.command, ...(entry.leg && { leg: entry.leg }), state: ticket.state, told });
  });
  print("");
  const scores = await scoresOf(whole, story, played);
  if (names) for (const line of [...describeBoard(text, names, played), ...describeScores(names, scores)]) print(line);
  const last = played.at(-1);
  if (last)
    emit({
      ticket: last.ticket.number,
      board: boardOf(
        last.ticket,
        played.map(({ entry }) => entry),
      ),
      scores,
    });
  const { entries, faults } = await whole.verify(story.tenant.id);
  print(label(`校验：日志 ${entries} 条，问题 ${faults.length} 处`, `Verified: ${entries} journal entries, ${faults.length} faults`));
  await whole.close();
}

/** What somebody did, what became of it, and who was told. */
function describeStep(speech: Speech, names: Names, { tenant }: Story, played: Played): readonly string[] {
  const { text } = speech;
  const { step, entry, ticket, told } = played;
  const key = entry.leg?.key;
  const leg = key === undefined ? undefined : ticket.legs?.[key];
  // A unit's own leg needs no name beside the unit's.
  const isOwn = leg === undefined || names.world.organisation.seats(step.by).includes(leg.unit);
  const of = isOwn || key === undefined ? "" : `${legTitle(names, key, leg)}  `;
  const called = step.command === "whistle" ? Object.values(ticket.legs ?? {}) : [];
  return [
    `${formatInstant(entry.at, tenant.zone).slice(-5)}  ${postOf(names, step.by)}  ${of}${text(commandLabel(names, ticket, key, step.command))}${outcomeOf(speech, names, played)}`,
    ...called.map(({ unit, role }) => `         ${text(label("叫", "calls"))} ${names.unit(unit)} (${text(legRoleLabels[role])})`),
    ...told.map((payload) => `         ${text(label("通知", "tells"))} ${receiverOf(names, payload)}`),
  ];
}

/** Where it led, or how somebody was rated. */
function outcomeOf({ text }: Speech, names: Names, { entry, ticket }: Played): string {
  const { from, to, leg: moved } = entry;
  const whole = JSON.stringify(from) === JSON.stringify(to) ? "" : names.state(ticket.process, to);
  if (!moved) return whole === "" ? "" : ` → ${whole}`;
  const leg = ticket.legs?.[moved.key];
  if (moved.from === moved.to) {
    const score = leg?.evaluations?.findLast(({ at }) => at === entry.at)?.score;
    return score === undefined ? "" : ` ${score.toFixed(1)}`;
  }
  const after = whole === "" ? "" : text(label(`；案卷 → ${whole}`, `; the ticket → ${whole}`));
  return `${leg ? ` → ${names.state(leg.process, moved.to)}` : ""}${after}`;
}

/** Somebody by their post: the role they hold, and where. */
function postOf(names: Names, person: string): string {
  const [first] = names.world.organisation.rolesOf(person);
  return first ? `${names.unit(first.unit)} ${names.role(first.role)}` : person;
}

function commandLabel(names: Names, ticket: Played["ticket"], leg: string | undefined, command: string): Label {
  if (command === "report") return label("上报", "Report");
  const { id, version } = (leg === undefined ? ticket : (ticket.legs?.[leg] ?? ticket)).process;
  const process = names.world.process(id, version);
  return (
    process?.commands.get(command)?.[0]?.transition.meta?.label ?? process?.abilities.get(command)?.ability.label ?? label(command, command)
  );
}

function receiverOf(names: Names, { unit, role, person }: Played["told"][number]): string {
  if (typeof person === "string") return person;
  return `${names.unit(typeof unit === "string" ? unit : undefined)} ${typeof role === "string" ? names.role(role) : ""}`;
}

/** On a file that is kept, or on one that is gone afterwards. */
async function withStore(file: string | undefined, act: (store: Store) => Promise<void>): Promise<void> {
  if (file !== undefined) return act(openLibsqlStore({ file }));
  const folder = await mkdtemp(join(tmpdir(), "muster-demo-"));
  try {
    await act(openLibsqlStore({ file: join(folder, "demo.db") }));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
