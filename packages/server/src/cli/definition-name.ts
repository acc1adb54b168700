import { definitionKinds, type DefinitionName } from "@muster/engine";
import { wrongUsage } from "./failure.ts";
import { label } from "./label.ts";

/** A definition as people write it, `table/routing`, with the versions behind it: `@2`, or `@1..3`. */
export interface NamedVersions extends DefinitionName {
  readonly from?: number;
  readonly to?: number;
}

/** Reads `KIND/ID`, `KIND/ID@VERSION` or `KIND/ID@FROM..TO`; undefined where it is none, such as a path. */
export function readName(text: string): NamedVersions | undefined {
  const [, kind, id, from, to] = /^([a-z]+)\/([^@/]+)(?:@(\d+)(?:\.\.(\d+))?)?$/.exec(text) ?? [];
  const known = definitionKinds.find((each) => each === kind);
  if (!known || id === undefined) return undefined;
  return { kind: known, id, ...(from !== undefined && { from: Number(from) }), ...(to !== undefined && { to: Number(to) }) };
}

/** Reads `KIND/ID@VERSION`, and says how to write it where it is something else. */
export function requireVersion(text: string): DefinitionName & { readonly version: number } {
  const { kind, id, from, to } = readName(text) ?? {};
  if (kind && id !== undefined && from !== undefined && to === undefined) return { kind, id, version: from };
  throw wrongUsage(
    label(
      `${text} 不是定义的某个版本；请写作 KIND/ID@VERSION，如 table/routing@1。`,
      `${text} is no version of a definition; write KIND/ID@VERSION, such as table/routing@1.`,
    ),
  );
}
