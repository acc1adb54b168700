import { errorAt, type Finding } from "../../model/finding.ts";
import { settable } from "../form.ts";
import { referenceOf, type ProcessDocument } from "../process.ts";
import { actionsOf, type GraphNode } from "../state-graph.ts";
import type { LiveGraph } from "./live-graph.ts";

/** What a leg may do of what tickets do: it has neither a ground nor a tier of its own. */
const legActions: ReadonlySet<string> = new Set(["count", "notify", "raise-priority", "reassign-up", "urge"]);

/** The process of a leg deals with its own part alone, and says of each of its ends what it means for the whistle. */
export function checkLeg(document: ProcessDocument, graph: LiveGraph): Finding[] {
  const nodes = [...graph.nodes.values()];
  if (!document.meta.leg) return [...checkReport(document), ...nodes.flatMap((node) => (meansDone(node) ? [] : strayOutcome(node)))];
  const { report, clocks = {} } = document.meta;
  return [
    ...(report ? [errorAt("/meta/report", "leg-report", legReport[0], legReport[1])] : []),
    ...Object.entries(clocks).flatMap(([name, { standard }]) => (standard ? [legStandard(name)] : [])),
    ...nodes.flatMap(checkNode),
    ...nodes.flatMap((node) => node.edges).flatMap(checkEdge),
    ...(nodes.some(({ config }) => config.meta?.outcome === "done") ? [] : [neverDone()]),
  ];
}

function checkReport({ meta }: ProcessDocument): Finding[] {
  if (meta.report) return [];
  return [
    errorAt(
      "/meta/report",
      "no-report",
      "流程没有写明谁可以上报（meta.report）；若它是子任务的流程，请写 meta.leg: true。",
      'The process does not say who may report (meta.report); if legs are to follow it, say "leg": true.',
    ),
  ];
}

const legReport = [
  "子任务由吹哨产生，不由人上报；请删去 meta.report，或删去 meta.leg。",
  "A leg begins with a call and is reported by nobody; remove meta.report, or meta.leg.",
] as const;

function checkNode(node: GraphNode): Finding[] {
  const { place, type, stage, config } = node;
  const isLeaf = node.children.length === 0 && type !== "history" && node.parent !== undefined;
  const isWrong = isLeaf && (stage === undefined ? false : stage !== (type === "final" ? "close" : "handle"));
  return [
    ...(isWrong ? [legStage(node)] : []),
    ...(config.meta?.joint ? [errorAt(`${place}/meta/joint`, "leg-joint", legJoint[0], legJoint[1])] : []),
    ...(type === "final" && !config.meta?.outcome ? [noOutcome(node)] : []),
    ...(type === "final" ? [] : strayOutcome(node)),
    ...actionsOf(node).flatMap(({ place: at, action }) => {
      const { type: name } = referenceOf(action);
      return legActions.has(name) ? [] : [legAction(at, name)];
    }),
  ];
}

const legReporter = [
  "上报人看不到子任务，办不了这一步；请写被叫单位的角色，或交给案卷的流程。",
  "Reporters are not told of legs and could not take this step; name a role at the called unit, or leave it to the ticket's process.",
] as const;

const legJoint = ["子任务里不能再吹哨；请删去 joint。", 'A leg cannot itself be a joint handling; remove "joint".'] as const;

function checkEdge({ place, transition: { meta } }: GraphNode["edges"][number]): Finding[] {
  const names = Object.keys(meta?.form ?? {}).filter((name) => Object.hasOwn(settable, name));
  const reporter = meta?.by?.findIndex(({ role }) => role === "reporter") ?? -1;
  return [
    ...(reporter < 0 ? [] : [errorAt(`${place}/meta/by/${reporter}`, "leg-reporter", legReporter[0], legReporter[1])]),
    ...names.map((name) =>
      errorAt(
        `${place}/meta/form/${name}`,
        "leg-attribute",
        `子任务不能改案卷的 ${name}；请给字段换一个名称。`,
        `A leg cannot set the ticket's ${name}; give the field another name.`,
      ),
    ),
    ...(meta?.way === "return"
      ? [
          errorAt(
            `${place}/meta/way`,
            "leg-return",
            "子任务不能回退给别的单位；请用一个 outcome 为 bounced 的终止状态（异议退回）。",
            'A leg cannot be returned to another unit; lead to a final state whose "outcome" is "bounced" instead.',
          ),
        ]
      : []),
  ];
}

/** Where a ticket ends, and its matter is done. */
function meansDone({ children, config, stage }: GraphNode): boolean {
  return children.length === 0 && stage === "close" && config.meta?.outcome === "done";
}

function strayOutcome({ place, config }: GraphNode): Finding[] {
  if (!config.meta?.outcome) return [];
  return [
    errorAt(
      `${place}/meta/outcome`,
      "stray-outcome",
      "outcome 写在子任务流程的终止状态上；案卷流程里只可在结案环节的状态写 done。请删去。",
      'An "outcome" belongs to a final state of what legs follow; of a ticket only a state of the stage close may say "done". Remove it.',
    ),
  ];
}

function noOutcome({ id, place }: GraphNode): Finding {
  return errorAt(
    `${place}/meta/outcome`,
    "no-outcome",
    `终止状态 ${id} 没有写明结局；请写 outcome: done（办成）或 bounced（退回）。`,
    `The final state ${id} does not say what it means for the whistle; give it the "outcome" done or bounced.`,
  );
}

function neverDone(): Finding {
  return errorAt(
    "/states",
    "never-done",
    "没有一个终止状态的 outcome 是 done，吹哨永远办不齐；请加上。",
    "No final state has the outcome done, so that no whistle would ever be joined; add one.",
  );
}

function legStage({ id, place }: GraphNode): Finding {
  return errorAt(
    `${place}/meta/stage`,
    "leg-stage",
    `子任务的状态 ${id}：未结束的属于 handle，终止的属于 close；请改正 stage。`,
    `Of a leg the state ${id} belongs to the stage handle, or to close where it is final; correct its stage.`,
  );
}

function legAction(place: string, name: string): Finding {
  const known = [...legActions].join(", ");
  return errorAt(
    place,
    "leg-action",
    `子任务不能用动作 ${name}；可用的有 ${known}。`,
    `A leg cannot use the action ${name}; there are ${known}.`,
  );
}

function legStandard(name: string): Finding {
  return errorAt(
    `/meta/clocks/${name}/standard`,
    "leg-standard",
    `立案标准的时限属于案卷；子任务的时限 ${name} 请写 limit。`,
    `The standard's limits are the ticket's; give the leg's clock ${name} a "limit" of its own.`,
  );
}
