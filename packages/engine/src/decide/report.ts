import type { FormSpec } from "../definitions/form.ts";
import { reportOf, type RoleSpec } from "../definitions/process.ts";
import { callerOf, type Actor } from "../model/actor.ts";
import type { ReportCommand } from "../model/command.ts";
import { refuse, type Refused } from "../model/refusal.ts";
import type { Ticket } from "../model/ticket.ts";
import { mayAct, maySee } from "./authorize.ts";
import type { Acted, Circumstances } from "./decide.ts";
import { fillIn } from "./fill-in.ts";
import { locateReport } from "./locate-report.ts";
import { parseForm } from "./parse-form.ts";
import type { Process } from "./process.ts";
import { reactionsOf } from "./reactions.ts";
import { noteHandler } from "./separate.ts";
import { settling } from "./settling.ts";
import { change, type Work } from "./work.ts";
import type { World } from "./world.ts";

/** The first command of every ticket. */
export const report = { blank, act };

function blank(world: World, process: Process, command: ReportCommand, actor: Actor, at: number, around: Circumstances): Ticket {
  const reporter = actor.kind === "reporter" ? actor.id : command.reporter;
  return {
    tenant: world.tenant,
    id: around.draws.id(),
    number: "",
    revision: 0,
    process: process.ref,
    state: "",
    stage: "report",
    open: true,
    reportedAt: at,
    at,
    ...(command.source !== undefined && { source: command.source }),
    ...(command.sourceKey !== undefined && { sourceKey: command.sourceKey }),
    ...(reporter !== undefined && { reporter }),
    ...(command.point && { point: command.point }),
    ...(command.handedFrom && { handedFrom: command.handedFrom }),
    texts: {},
    fields: {},
    counts: {},
    handlers: [],
    timers: {},
    generations: {},
  };
}

function act(work: Work, command: ReportCommand, around: Circumstances): Acted {
  const { world, process, actor } = work;
  const { by } = reportOf(process.document);
  const spec = process.reportForm(actor);
  if (actor.kind === "reporter" && command.sourceKey !== undefined) {
    return refuse(
      "not-allowed",
      "sourceKey 由来源系统填写；上报人重发时请用幂等键。",
      "A sourceKey is a source system's; a reporter who sends again uses an idempotency key.",
      "/sourceKey",
    );
  }
  if (actor.kind === "reporter" && command.reporter !== undefined && command.reporter !== actor.id) {
    return refuse(
      "not-allowed",
      `上报人 ${actor.id} 不能替 ${command.reporter} 上报；请去掉 reporter。`,
      `The reporter ${actor.id} cannot report for ${command.reporter}; leave "reporter" away.`,
      "/reporter",
    );
  }
  if (actor.kind !== "system" && command.handedFrom) {
    return refuse(
      "not-allowed",
      "handedFrom 由引擎在移交时填写；请去掉它。",
      "The engine itself fills in handedFrom when a ticket is handed over; leave it away.",
      "/handedFrom",
    );
  }
  const parsed = parseForm(spec, command.form ?? {}, { world, actor, ticket: undefined, at: work.at, other: around.other });
  if (!parsed.ok) return parsed;
  fillIn(work, spec, parsed.values);
  locateReport(work);
  // On nobody's ground and nobody's yet: the last resort answers for it from the first moment.
  if (work.ticket.area === undefined && work.ticket.owner === undefined) change(work, { owner: world.organisation.lastResort });
  const against = mayAct(world, work.ticket, actor, by);
  if (against) return asksArea(spec, by, work.ticket) ? noArea() : where(work, against);
  if (around.reported) return duplicate(command, maySee(world, around.reported, actor) ? around.reported.id : undefined);
  change(work, { number: around.number(), ...toldByDefault(process, work.ticket) });
  return settling(
    work,
    "report",
    () => process.machine.start(reactionsOf(work)),
    () => noteHandler(work, undefined, []),
  );
}

/** Where the process says so, the reporter is told of public changes without having asked. */
function toldByDefault(process: Process, { reporter }: Ticket): Pick<Ticket, "subscriptions"> {
  const channel = process.abilities.get("subscribe")?.options["reporter"];
  if (reporter === undefined || typeof channel !== "string") return {};
  return { subscriptions: [{ by: callerOf({ kind: "reporter", id: reporter }), channel }] };
}

/** Names the first ticket only to whoever may see it. */
function duplicate({ source, sourceKey }: ReportCommand, first: string | undefined): Refused {
  const [zh, en] =
    first === undefined ? ["，该案卷您无权查看", ", as a ticket that is not yours to see"] : [`，即案卷 ${first}`, `, as ticket ${first}`];
  return refuse(
    "duplicate-report",
    `来源 ${source} 已上报过 ${sourceKey}${zh}。`,
    `The source ${source} has reported ${sourceKey} already${en}.`,
    "/sourceKey",
  );
}

/** Whether the ground, left open, is what keeps a role from being held there. */
function asksArea(spec: FormSpec, by: readonly RoleSpec[], { area }: Ticket): boolean {
  return area === undefined && Object.hasOwn(spec, "area") && by.some((who) => "at" in who && who.at === "area");
}

/** Who named no area must learn which one was meant. */
function where({ located, ticket }: Work, against: Refused): Refused {
  if (located?.area !== "taken") return against;
  const { code, detail } = against.refusal;
  return refuse(
    code,
    `此位置在 ${ticket.area} 的地上。${detail["zh-CN"]}`,
    `This point lies on the ground of ${ticket.area}. ${detail.en}`,
    "/point",
  );
}

function noArea(): Refused {
  return refuse(
    "not-allowed",
    "没有写明案卷所在的单位（area），无法判断谁有权在那里上报；请填写 area，或请受理员代为上报。",
    "The ground is not named, so that nobody's role there can be told; fill in area, or ask an acceptor to report it.",
    "/form/area",
  );
}
