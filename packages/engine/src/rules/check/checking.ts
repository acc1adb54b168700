import type { SyntaxNode } from "../feel/syntax.ts";
import type { Kind } from "../feel/values.ts";
import type { TableInput } from "../table.ts";
import type { TableTrees } from "../trees.ts";
import { codeFault, type Fault, listFault } from "../value-fault.ts";
import { kindNames, notations } from "./kind-names.ts";

/** A path that a condition outside of tables reads, with what is certain of its values. */
export interface ReadPath {
  /** As it is written: `ticket.tier`. */
  readonly name: string;
  /** Undefined where only running it tells. */
  readonly kind: Kind | undefined;
  /** The values it can have, where they are listed. */
  readonly values?: readonly (string | number)[] | undefined;
}

/** What is known of a piece of FEEL before it runs: its kind, and what it reads or the literal it is. */
export interface Known {
  readonly node: SyntaxNode;
  /** Undefined where only running it tells. */
  readonly kind: Kind | undefined;
  readonly input?: TableInput | ReadPath | undefined;
  readonly literal?: unknown;
}

/** What checking one text works with, and the faults it gathers. */
export interface Checking {
  readonly subject: TableInput | undefined;
  readonly inputs: readonly (TableInput | ReadPath)[];
  readonly faults: Fault[];
  readonly textOf: (node: SyntaxNode) => string;
  /** Finds out about any node; handed along, since the kinds of node hold each other. */
  readonly know: (node: SyntaxNode) => Known;
  /** Notes a piece whose kind is none of these; any will do where there are none. */
  readonly expect: (known: Known, kinds: readonly Kind[] | undefined, within: SyntaxNode) => void;
  /** Notes two pieces that can never be compared, and, where they are to be equal, an input compared with a value it cannot have. */
  readonly compare: (a: Known, b: Known, within: SyntaxNode, exactly: boolean) => void;
}

/** Starts checking a text under an input, or under none. */
export function checkingOf(
  source: string,
  { subject, inputs }: Pick<Checking, "subject" | "inputs">,
  trees: TableTrees,
  find: (node: SyntaxNode, checking: Checking) => Known,
): Checking {
  const faults: Fault[] = [];
  const textOf = (node: SyntaxNode): string => source.slice(node.from, node.to);
  const checking: Checking = { subject, inputs, faults, textOf, know: (node) => find(node, checking), expect, compare };
  return checking;

  function expect({ node, kind, input }: Known, kinds: readonly Kind[] | undefined, within: SyntaxNode): void {
    const [wanted] = kinds ?? [];
    if (kind && wanted && !kinds?.includes(kind)) faults.push(misfit(textOf(node), kind, wanted, textOf(within), input));
  }

  function compare(a: Known, b: Known, within: SyntaxNode, exactly: boolean): void {
    const [known, other] = a.input ? [a, b] : [b, a];
    if (known.kind === "list" || other.kind === "list") return;
    // A guard reads a form before an empty text counts as nothing filled in.
    if (known.input && !("type" in known.input) && isBlank(other.literal)) return;
    if (known.kind) expect(other, [known.kind], within);
    if (!exactly || !known.input || other.literal === undefined || known.kind !== other.kind) return;
    const unknown = "type" in known.input ? codeFault(other.literal, known.input.type, trees) : undefined;
    const fault = unknown ?? listFault(other.literal, known.input.values);
    if (fault) faults.push(fault);
  }

  function misfit(text: string, kind: Kind, wanted: Kind, within: string, input: Known["input"]): Fault {
    const of = input && "type" in input ? input : subject;
    return {
      code: "type-mismatch",
      message: {
        "zh-CN": `“${within}”里的“${text}”是${kindNames[kind][0]}，这里要的是${kindNames[wanted][0]}。${of ? `对输入“${of.label["zh-CN"]}”请写${notations[of.type][0]}。` : "请改用同一类的值。"}`,
        en: `In “${within}” “${text}” is ${kindNames[kind][1]} where ${kindNames[wanted][1]} is needed. ${of ? `For the input “${of.label.en}” write ${notations[of.type][1]}.` : "Use values of one kind."}`,
      },
    };
  }
}

function isBlank(literal: unknown): boolean {
  return typeof literal === "string" && literal.trim() === "";
}
