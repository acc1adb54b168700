import { own } from "../definitions/own.ts";
import type { ProcessDocument } from "../definitions/process.ts";
import type { Form } from "../model/command.ts";
import { EngineError } from "../model/engine-error.ts";
import type { JsonObject } from "../model/json.ts";
import type { Ticket } from "../model/ticket.ts";
import { compileExpression } from "../rules/feel/compile-expression.ts";
import { frozenCopy } from "./frozen-copy.ts";

/** What a guard may look at. */
export interface Facts {
  readonly ticket: Ticket;
  readonly form: Form;
}

/**
 * A guard that the host registers in code: synchronous and pure; facts that need I/O travel in the command. What it is shown is a frozen
 * copy: one that tries to change it throws, as any strict code does, and fails with `host-guard`.
 */
export interface HostGuard {
  readonly version: string;
  readonly holds: (facts: Facts, params: JsonObject) => boolean;
}

export interface Guard {
  readonly holds: (facts: Facts) => boolean;
  /** Whether the answer hangs on what the form says. */
  readonly readsForm: boolean;
  /** What the guard demands, for people: the expression, or the host guard's name. */
  readonly says: string;
}

/** The names a FEEL guard may start from. What was not filled in is null under them, a text too: there is no column that makes it free text. */
export const guardNames = ["ticket", "form"] as const;

/** Compiles a guard of a checked process: FEEL, or the host's own at the version that the process was written for. */
export function compileGuard(
  { type, params }: { type: string; params: JsonObject },
  { meta }: ProcessDocument,
  hostGuards: ReadonlyMap<string, HostGuard>,
): Guard {
  if (type !== "feel") {
    const [host, version] = [hostGuards.get(type), own(meta.hostGuards, type) ?? ""];
    if (host?.version !== version) return missingGuard(`${type}@${version}`, host);
    // The host's code may not be typed: a promise is truthy, and a guard that is not synchronous stays shut.
    const holds: (facts: Facts, asked: JsonObject) => unknown = host.holds;
    const frozen = frozenCopy(params);
    return {
      holds: (facts) => asked(type, facts, () => holds(frozenCopy(facts), frozen)) === true,
      readsForm: true,
      says: `${type}@${host.version}`,
    };
  }
  const source = params["when"] as string;
  const compiled = compileExpression(source, { names: guardNames });
  if (!compiled.ok) throw new Error(`the FEEL guard ${source} does not compile: ${compiled.message.en}`);
  const readsForm = compiled.names.some((name) => name === "form" || name.startsWith("form."));
  return { holds: ({ ticket, form }) => compiled.run({ ticket, form }) === true, readsForm, says: source };
}

/**
 * The host was started without the guard, or with another version, since the process was published: what hangs on it is not decided, and
 * everything else goes on.
 */
function missingGuard(says: string, host: HostGuard | undefined): Guard {
  const [zh, en] = host ? [`登记的是版本 ${host.version}`, `is registered at version ${host.version}`] : ["没有登记", "is not registered"];
  return {
    holds: () => {
      throw new EngineError(
        "host-guard",
        `宿主条件 ${says} ${zh}；请在宿主程序中登记它。`,
        `the host guard ${says} ${en}; register it in the host's code.`,
      );
    },
    readsForm: true,
    says,
  };
}

/** A guard that throws is a fault of the host: it is named, so that it can be found. */
function asked(guard: string, { ticket }: Facts, holds: () => unknown): unknown {
  try {
    return holds();
  } catch (cause) {
    throw new EngineError(
      "host-guard",
      `宿主条件 ${guard} 在案卷 ${ticket.id} 上出错；请修正宿主程序。`,
      `the host guard ${guard} threw on ticket ${ticket.id}; mend it in the host's code.`,
      { cause },
    );
  }
}
