import { change, type Work } from "../work.ts";

/** Copies the standard onto the ticket, so that a later edition does not change what it was filed under. */
export function fileStandard(work: Work, code: string): void {
  const standard = work.world.standards.find(code);
  if (!standard) return;
  const { version } = work.world.standards;
  work.versions["standards"] = version;
  const limits = standard.limits ?? (standard.limit && [standard.limit]);
  change(work, { standard: { id: code, version, ...(limits && { limits }) } });
}
