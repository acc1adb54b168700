import { textLimits } from "../../definitions/form.ts";
import type { Store } from "../../store/port.ts";

/** Texts as they stand at this moment, each put together from those named; what was erased meanwhile does not travel any more. */
export async function readTexts(
  store: Store,
  tenant: string,
  named: Readonly<Record<string, readonly string[]>>,
): Promise<Readonly<Record<string, string>>> {
  const bodies = await store.tickets.texts(tenant, Object.values(named).flat());
  const read = Object.entries(named).map(([name, ids]) => [name, ids.flatMap((id) => bodies.get(id) ?? []).join("\n")] as const);
  return Object.fromEntries(read.filter(([, body]) => body !== "").map(([name, body]) => [name, body.slice(0, textLimits.text)]));
}
