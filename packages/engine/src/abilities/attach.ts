import type { Ability } from "./ability.ts";

/** Puts photos or documents on the ticket at any time; their bytes are the host's. */
export const attach: Ability = {
  label: { "zh-CN": "补充附件", en: "Attach" },
  ofLegs: "also",
  evidence: true,
  form: { note: { type: "text", label: { "zh-CN": "说明", en: "Note" } } },
  change: () => ({ ok: true, set: {} }),
};
