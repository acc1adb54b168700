import { label, task, type Loose } from "./small-process.ts";

/** Draws a number below the bound. */
export type Draw = (bound: number) => number;

/** Spoils a process in one way, drawn from those that an author's hand could slip into. */
export function mutate(document: Loose, draw: Draw): void {
  const pick = <T>(from: readonly T[]): T | undefined => from[draw(from.length)];
  const states = statesOf(document);
  const state = pick(states) as State;
  const other = pick(states) as State;
  const step = pick(stepsOf(document));
  const target = (): string => pick([state.id, other.id, pick(states)?.id, `#${document["id"]}`, other.key]) as string;
  const named = (): Loose => ({ target: target(), ...(draw(2) && { guard: guard(draw) }) });
  const ways: readonly (() => void)[] = [
    () => void delete state.among[state.key],
    () => forget(document, state),
    () => rename(state, `renamed-${draw(3)}`),
    () => void ([state.among[state.key], other.among[other.key]] = [other.node, state.node]),
    () => void (state.among[`copy-${draw(3)}`] = structuredClone(other.node)),
    () => void (step && (step.at["target"] = target())),
    () => void (step && (step.at["target"] = target())),
    () => void (step && (step.at["target"] = [target(), target()])),
    () => void (step && delete step.at["target"]),
    () => void (step && (step.at["guard"] = guard(draw))),
    () => void (step && delete step.at["guard"]),
    () => void (step && (step.at["reenter"] = true)),
    () => step?.drop(),
    () => step?.before({ ...structuredClone(step.at), ...named() }),
    () => step?.after({ ...structuredClone(step.at), ...named() }),
    () => void (state.node["always"] = pick([named(), [named(), { target: target() }], { ...named(), actions: action(draw) }])),
    () => void (state.node["onDone"] = named()),
    () => void (state.node["after"] = { [pick(["reopen-over", "suspend-over"]) as string]: named() }),
    () => void (document["meta"].delays["reopen-over"] = { field: "until" }),
    () => twoTimers(document, state, other, draw),
    () => void (step?.name && (state.node["on"] = { ...state.node["on"], [step.name]: { ...structuredClone(step.at), target: target() } })),
    () => void (step?.name && (state.node["on"] = { [step.name]: { ...structuredClone(step.at), target: target() } })),
    () => void delete state.node["on"],
    () => void (document["on"] = { stop: { ...named(), meta: { label, by: [{ role: "supervisor", at: "anywhere" }] } } }),
    () => void (state.node["type"] = pick(["atomic", "compound", "parallel", "final", "history"])),
    () => void (state.node["type"] = "parallel"),
    () => void (document["type"] = pick(["parallel", "compound", "final"])),
    () => void (state.node["initial"] = pick(Object.keys(state.node["states"] ?? other.among))),
    () => void (document["initial"] = pick(Object.keys(document["states"]))),
    () => void (state.node["meta"] = { ...state.node["meta"], stage: pick(["report", "dispatch", "handle", "verify", "close"]) }),
    () => void delete state.node["meta"],
    () => void (state.node["entry"] = action(draw)),
    () => void (state.node["exit"] = action(draw)),
    () => remember(state, step, pick([undefined, target(), other.key]), draw),
    () => recall(document, state, states, draw),
    () => recall(document, state, states, draw),
    () => beside(state, other.node, draw),
    () => beside(state, other.node, draw),
    () => within(state, draw),
    () => {
      state.node["always"] = { target: other.id, guard: guard(draw) };
      other.node["always"] = { target: state.id, guard: guard(draw) };
    },
    () => void (state.node["always"] = { target: target(), guard: guard(draw) }),
    () => void (state.node["always"] = { target: target(), guard: guard(draw) }),
    () => {
      const [same, each] = [guard(draw), draw(2) === 0];
      for (const { at } of stepsOf({ id: document["id"], states: { state: state.node } })) at["guard"] = each ? guard(draw) : same;
    },
    () => outdo(document, state, other.key),
    () => void (state.among[`end-${draw(2)}`] = { type: "final", meta: { label, stage: pick(["close", "handle"]) } }),
  ];
  pick(ways)?.();
}

interface State {
  readonly id: string;
  readonly key: string;
  readonly node: Loose;
  /** The states it stands among. */
  readonly among: Loose;
}

interface Step {
  readonly name: string | undefined;
  readonly at: Loose;
  readonly drop: () => void;
  readonly before: (step: Loose) => void;
  readonly after: (step: Loose) => void;
}

function statesOf(document: Loose): readonly State[] {
  const of = (among: Loose, path: string): readonly State[] =>
    Object.entries(among).flatMap(([key, node]: [string, Loose]) => [
      { id: `${path}.${key}`, key, node, among },
      ...of(node["states"] ?? {}, `${path}.${key}`),
    ]);
  return of(document["states"], `#${document["id"]}`);
}

function stepsOf(document: Loose): readonly Step[] {
  const lists = (node: Loose): readonly (readonly [holder: Loose, key: string, name: string | undefined])[] => [
    ...Object.keys(node["on"] ?? {}).map((key) => [node["on"], key, key] as const),
    ...Object.keys(node["after"] ?? {}).map((key) => [node["after"], key, undefined] as const),
    ...["always", "onDone"].flatMap((key) => (node[key] === undefined ? [] : [[node, key, undefined] as const])),
  ];
  return [document, ...statesOf(document).map(({ node }) => node)].flatMap(lists).flatMap(([holder, key, name]) => {
    const list: Loose[] = Array.isArray(holder[key]) ? holder[key] : [holder[key]];
    return list.map((at): Step => ({
      name,
      at,
      drop: () => void (list.length > 1 ? (holder[key] = list.filter((each) => each !== at)) : delete holder[key]),
      before: (step) => void (holder[key] = [step, ...list]),
      after: (step) => void (holder[key] = [...list, step]),
    }));
  });
}

function guard(draw: Draw): Loose {
  const sources = [
    "true",
    "false",
    "ticket.tier = 1",
    "ticket.tier < 3",
    "ticket.autoRoute = true",
    "ticket.counts.rework > 0",
    'form.reason != "x"',
    "ticket.teir = 1",
  ];
  return { type: "feel", params: { when: sources[draw(sources.length)] } };
}

function action(draw: Draw): Loose | undefined {
  const all = [
    { type: "count", params: { counter: "rework" } },
    { type: "raise-tier", params: { by: 1 } },
    { type: "route", params: { table: "routing" } },
    { type: "classify", params: { table: "classification" } },
    { type: "notify", params: { topic: "t", role: "handler", at: "owner" } },
    { type: "tell", params: { command: "absorb", to: "mergedInto" } },
    { type: "deadline" },
  ];
  return all[draw(all.length)];
}

/** Lets two states lead to each other, or a state to itself, once an instant is past. */
function twoTimers(document: Loose, state: State, other: State, draw: Draw): void {
  document["meta"].delays.then = { field: "until" };
  const back = draw(3) > 0 ? state : other;
  state.node["after"] = { then: { target: other.id, ...(draw(4) === 0 && { guard: guard(draw) }) } };
  other.node["after"] = { [draw(3) > 0 ? "then" : "reopen-over"]: { target: back.id, ...(draw(2) && { reenter: true }) } };
}

/** Takes a state away with everything that leads to it. */
function forget(document: Loose, { id, key, among }: State): void {
  for (const { at, drop } of stepsOf(document)) {
    if (typeof at["target"] === "string" && (at["target"] === key || at["target"].startsWith(id))) drop();
  }
  delete among[key];
}

function rename({ node, key, among }: State, name: string): void {
  delete among[key];
  among[name] = node;
}

/** Gives a compound state a history, and perhaps a way to it. */
function remember({ id, node }: State, step: Step | undefined, target: string | undefined, draw: Draw): void {
  if (node["states"] === undefined) return;
  node["states"].past = { type: "history", ...(draw(2) && { history: "deep" }), ...(target !== undefined && { target }) };
  if (step && draw(3) > 0) step.at["target"] = `${id}.past`;
}

/**
 * Gives a state that holds others a history with ways into it, from within and from outside, and a way out of the state wherever the
 * ticket is in it; what else leads on may be taken away.
 */
function recall(document: Loose, state: State, states: readonly State[], draw: Draw): void {
  const holders = states.filter(({ node }) => node["states"] !== undefined);
  const { id, node } = state.node["states"] ? state : (holders[draw(holders.length)] ?? state);
  const inner = statesOf({ id: id.slice(1), states: node["states"] ?? {} }).filter(({ node: each }) => each["type"] !== "history");
  const outer = states.filter((each) => !`${each.id}.`.startsWith(`${id}.`) && !each.node["type"]);
  const [paused, lent, first] = [inner[draw(inner.length)], outer[draw(outer.length)], inner[draw(inner.length)]];
  if (!paused || !lent || !first) return;
  const way = (target: string): Loose => ({ target, meta: { label, by: [{ role: "handler", at: "anywhere" }] } });
  const others = (of: Loose): Loose => (draw(2) ? of["on"] : {});
  node["states"].past = { type: "history", ...(draw(2) && { history: "deep" }), ...(draw(2) && { target: first.id }) };
  if (draw(4) === 0) Object.assign(node, { type: "parallel", initial: undefined });
  paused.node["on"] = { ...others(paused.node), resume: way(`${id}.past`) };
  lent.node["on"] = { ...others(lent.node), "give-back": way(`${id}.past`) };
  node["on"] = { ...others(node), lend: way(lent.id) };
  const pausing = inner[draw(inner.length)];
  if (pausing && draw(2)) pausing.node["on"] = { ...pausing.node["on"], pause: way(paused.id) };
  if (draw(2)) delete document["on"];
}

/** Puts a state into one region, and another, a copy or a small one that ends, beside it. */
function beside({ node, key, among }: State, copied: Loose, draw: Draw): void {
  const small = {
    initial: "w",
    meta: { label, stage: "handle" },
    states: {
      w: { meta: { label, task }, on: { ready: { target: "z", meta: { label, by: [{ role: "handler", at: "owner" }] } } } },
      z: { type: "final", meta: { label } },
    },
  };
  const first = draw(2) ? { initial: key, meta: { label, stage: "handle" }, states: { [key]: node } } : node;
  const second = draw(2) ? small : structuredClone(copied);
  const regions: Loose = { one: first, two: second, ...(draw(3) === 0 && { past: { type: "history", history: "deep" } }) };
  among[key] = {
    type: "parallel",
    meta: { label, stage: "handle" },
    states: regions,
    onDone: { target: Object.keys(among)[draw(Object.keys(among).length)] },
  };
}

/** Lets a state answer every command itself, and stay or go where it should not. */
function outdo(document: Loose, { node, key }: State, other: string): void {
  const commands = stepsOf(document).flatMap(({ name, at }) =>
    name === undefined ? [] : [[name, { ...structuredClone(at), target: key }]],
  );
  node["on"] = { ...(Object.fromEntries(commands) as Loose), ...(other !== key && node["on"]) };
}

/** Makes a state that waits one that holds a waiting one and an end of its own. */
function within({ node, key, among }: State, draw: Draw): void {
  const way = { ready: { target: "z", meta: { label, by: [{ role: "handler", at: "anywhere" }] } } };
  among[key] = {
    initial: draw(4) ? "w" : "z",
    meta: { label, stage: "handle", ...node["meta"] },
    states: { w: { meta: { label, task }, on: way }, z: { type: "final", meta: { label } } },
    onDone: { target: Object.keys(among)[draw(Object.keys(among).length)] },
    ...(draw(2) && { on: node["on"] }),
  };
}
