import { createEngine, openLibsqlStore, type Engine, type Tenant } from "@muster/engine";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** An engine on a file of its own that is gone afterwards, with one tenant and nothing published. */
export async function withScratchEngine<T>(tenant: Tenant, act: (engine: Engine) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "muster-scratch-"));
  try {
    const engine = createEngine({ store: openLibsqlStore({ file: join(folder, "scratch.db") }) });
    try {
      await engine.setTenant(tenant);
      return await act(engine);
    } finally {
      await engine.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
