import type { FormValue } from "../../model/command.ts";
import type { JsonObject } from "../../model/json.ts";
import { legKey, legRoles, type LegRole } from "../../model/leg.ts";
import type { Ticket } from "../../model/ticket.ts";
import type { World } from "../world.ts";
import { mostLegs } from "./call-legs.ts";
import { calledUnits, type Call } from "./called.ts";
import { findLeg } from "./find-leg.ts";

/** What stands against a value, in both languages as what the field's name is followed by. */
type Fault = readonly [zh: string, en: string] | undefined;

interface Calling {
  readonly world: World;
  readonly ticket: Ticket | undefined;
}

/** Whom a whistle calls: known units, each in a role, at least one of which counts; none that has finished already. */
export function callsFault(value: FormValue, { world, ticket }: Calling): Fault {
  if (!Array.isArray(value) || value.length === 0 || value.length > mostLegs)
    return [`须为 1 至 ${mostLegs} 个 { unit, role }`, `must be a list of 1 to ${mostLegs} { unit, role }`];
  const list = value as readonly FormValue[];
  const odd = list.find((each) => !isCall(each));
  const roles = legRoles.join(", ");
  if (odd !== undefined)
    return [
      `：${JSON.stringify(odd)} 须写明 unit 和 role（${roles}）`,
      `: ${JSON.stringify(odd)} must say unit and role, which is one of ${roles}`,
    ];
  const calls = list as unknown as readonly Call[];
  const { organisation } = world;
  const ground = ticket ?? {};
  const nobody = calls.find((call) => calledUnits(organisation, ground, [call]).length === 0);
  if (nobody)
    return [
      `：${nobody.unit} 在此案卷的所在地没有对应的单位`,
      `: ${nobody.unit} stands for no unit on the ground of this ticket; name a unit, or another function or pairing`,
    ];
  return openFault(ticket, calledUnits(organisation, ground, calls));
}

function openFault(ticket: Ticket | undefined, called: ReturnType<typeof calledUnits>): Fault {
  const { whistle, legs = {} } = ticket ?? {};
  const current = whistle && whistle.endedAt === undefined ? whistle : undefined;
  if (!current && called.every(({ role }) => role === "informed"))
    return [
      "只知会、不叫人办；请至少叫一个主办、协办或包保单位",
      "only informs, and calls nobody to act; call at least one to lead or support",
    ];
  const done = current && called.find(({ unit }) => legs[legKey(current.no, unit)]?.outcome === "done");
  if (done) return [`：${done.unit} 已办完；要它重办请用返工`, `: ${done.unit} has done its part; to have it done again, send it back`];
  const theirs = Object.values(legs).filter(({ whistle: no }) => no === current?.no).length;
  const fresh = current ? called.filter(({ unit }) => !legs[legKey(current.no, unit)]) : called;
  if (theirs + fresh.length <= mostLegs) return undefined;
  return [
    `会使一次吹哨有 ${theirs + fresh.length} 个单位，最多 ${mostLegs} 个`,
    `would bring one whistle to ${theirs + fresh.length} units, ${mostLegs} at most`,
  ];
}

function isCall(value: FormValue): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const { unit, role, ...more } = value as JsonObject;
  return typeof unit === "string" && legRoles.includes(role as LegRole) && Object.keys(more).length === 0;
}

/** Legs of the ticket's whistle, by key or unit, that are open or have ended. */
export function legsFault(value: FormValue, stand: "open" | "ended", { ticket }: Calling): Fault {
  const { legs = {}, whistle } = ticket ?? {};
  const keys = Object.keys(legs).filter((key) => legs[key]?.whistle === whistle?.no && legs[key]?.open === (stand === "open"));
  const [zh, en] = [keys.join("、") || "无", keys.join(", ") || "none"];
  const list = Array.isArray(value) ? (value as readonly FormValue[]) : [];
  if (list.length === 0) return [`须为子任务的列表（可选：${zh}）`, `must be a list of legs (there is ${en})`];
  const twice = list.find((each, i) => list.indexOf(each) !== i);
  if (twice !== undefined) return [`：${JSON.stringify(twice)} 出现两次`, `names ${JSON.stringify(twice)} twice`];
  const wrong = list.find((each) => typeof each !== "string" || !keys.includes(findLeg({ legs }, each) ?? ""));
  if (wrong === undefined) return undefined;
  return [`：不能是 ${JSON.stringify(wrong)}（可选：${zh}）`, `cannot be ${JSON.stringify(wrong)} (there is ${en})`];
}
