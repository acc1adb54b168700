import { EngineError } from "../model/engine-error.ts";
import type { Store } from "../store/port.ts";

/** Throws where nobody of that id is known nor has reported: who mistypes an id must not believe that somebody was erased. */
export async function requirePerson(store: Store, tenant: string, id: string): Promise<void> {
  const [known] = await store.people.get(tenant, [id]);
  if (known) return;
  const [reported] = await store.tickets.list(tenant, { reporter: id }, {}, { limit: 1 });
  if (reported) return;
  throw new EngineError(
    "unknown-person",
    `租户 ${tenant} 中没有人员 ${id}；请核对编号。`,
    `there is nobody ${id} in the tenant ${tenant}; check the id.`,
  );
}
