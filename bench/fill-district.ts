import {
  chineseHolidays,
  closedLoop,
  createEngine,
  openLibsqlStore,
  readDrafts,
  type Actor,
  type Command,
  type Draft,
  type Engine,
} from "@muster/engine";

export const tenant = { id: "district", zone: "Asia/Shanghai", numberPrefix: "B" };

/** The definitions of the example district, the shipped process and the holidays. */
export async function districtDrafts(): Promise<readonly Draft[]> {
  return [...(await readDrafts(new URL("../examples/district/definitions", import.meta.url))), ...closedLoop, chineseHolidays];
}

/** What is reported, by whom and where, and what is done about it: how many turns after the report, by whom, which command. */
interface Kind {
  readonly by: string;
  readonly area: string;
  readonly description: string;
  readonly steps: readonly (readonly [turns: number, who: string, command: string, form?: Readonly<Record<string, string>>])[];
}

const [result, closing] = [{ result: "已处理" }, { closing: "恢复" }];

/** Fire lanes, manhole covers and lights that are seen to in time and late, wages that wait, rubbish that nobody comes for. */
const kinds: readonly Kind[] = [
  {
    by: "liuhu-east-1-chief",
    area: "liuhu-east-1",
    description: "东巷口五辆车乱停，消防通道被堵死",
    steps: [
      [0, "centre-acceptor", "file"],
      [1, "liuhu-emergency-1", "sign"],
      [4, "liuhu-emergency-1", "submit", result],
      [6, "liuhu-east-inspector", "pass"],
      [7, "centre-acceptor", "close", closing],
    ],
  },
  {
    by: "centre-acceptor",
    area: "liuhu-west-1",
    description: "非机动车道上的井盖破了一角",
    steps: [
      [1, "centre-acceptor", "file"],
      [2, "liuhu-city-management-1", "sign"],
      [14, "liuhu-city-management-1", "submit", result],
      [16, "liuhu-west-inspector", "pass"],
      [18, "centre-acceptor", "close", closing],
    ],
  },
  {
    by: "centre-acceptor",
    area: "nanyuan-mill-1",
    description: "工地拖欠工资三个月",
    steps: [
      [1, "centre-acceptor", "file"],
      [3, "centre-dispatcher", "dispatch"],
      [5, "labour-1", "sign"],
    ],
  },
  {
    by: "liuhu-east-1-chief",
    area: "liuhu-east-1",
    description: "楼前路灯不亮",
    steps: [
      [0, "centre-acceptor", "file"],
      [2, "liuhu-city-management-1", "sign"],
      [30, "liuhu-city-management-1", "submit", result],
      [31, "liuhu-east-inspector", "pass"],
      [40, "centre-acceptor", "close", closing],
    ],
  },
  { by: "centre-acceptor", area: "liuhu-west-1", description: "楼道口垃圾堆了三天", steps: [[1, "centre-acceptor", "file"]] },
];

/** Tickets reported at once, and milliseconds until the next are: 100,000 take thirty days. */
const [atOnce, turnLength] = [64, 27.5 * 60_000];

const evidence = [{ name: "after.jpg", mediaType: "image/jpeg", size: 182_044, sha256: "2c".repeat(32) }];

export const person = (id: string): Actor => ({ kind: "person", tenant: tenant.id, id });

/** A district in a file with so many tickets reported before `end`, each taken as far as its kind goes, every rung climbed at its time. */
export async function fillDistrict(file: string, tickets: number, end: number): Promise<Engine> {
  let now = end - (Math.ceil(tickets / atOnce) + 1) * turnLength;
  const engine = createEngine({ store: openLibsqlStore({ file }), now: () => now });
  await engine.setTenant(tenant);
  const defined = await engine.define(tenant.id, await districtDrafts(), "bench");
  if (!defined.ok) throw new Error(JSON.stringify(defined.findings));
  const send = async (command: Command, who: string): Promise<string> => {
    const answer = await engine.execute(command, person(who));
    if (!answer.ok) throw new Error(`${command.type} by ${who}: ${answer.refusal.detail.en}`);
    return answer.ticket.id;
  };
  const waiting = new Map<number, (() => Promise<unknown>)[]>();
  for (let turn = 0; turn * atOnce < tickets; turn += 1) {
    now += turnLength;
    await engine.work();
    const count = Math.min(atOnce, tickets - turn * atOnce);
    await Promise.all(
      Array.from({ length: count }, async (_, i) => {
        const kind = kinds[(turn * atOnce + i) % kinds.length];
        if (!kind) return;
        const { by, area, description, steps } = kind;
        const ticket = await send({ type: "report", process: "closed-loop", form: { area, description } }, by);
        for (const [later, who, type, form] of steps) {
          const due = waiting.get(turn + later) ?? [];
          waiting.set(turn + later, due);
          due.push(() => send({ type, ticket, ...(form && { form }), ...(form === result && { attachments: evidence }) }, who));
        }
      }),
    );
    await Promise.all((waiting.get(turn) ?? []).map((step) => step()));
    waiting.delete(turn);
  }
  now = end;
  await engine.work();
  return engine;
}
