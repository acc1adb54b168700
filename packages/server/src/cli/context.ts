import type { Actor, Engine, Store, Tenant } from "@muster/engine";
import type { Command } from "commander";
import { chooseActor, requireKnown } from "./choose-actor.ts";
import { chooseTenant } from "./choose-tenant.ts";
import type { ExitCode } from "./exit-code.ts";
import { globalOptions, type GlobalOptions } from "./global-options.ts";
import { openEngine, type Access } from "./open-engine.ts";
import { speech, type Speech } from "./speech.ts";

/** What a command works with: an engine, a tenant, somebody who acts, and a way to speak. */
export interface Context extends Speech {
  readonly options: GlobalOptions;
  readonly store: Store;
  readonly engine: Engine;
  readonly tenant: Tenant;
  /** The system where nobody is named with `--as`. */
  readonly actor: Actor;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly close: () => Promise<void>;
}

/** Opens the database and finds the tenant and the actor. Close it again, or use {@link reading} and {@link writing}. */
export async function openContext(options: GlobalOptions, access: Access = "write"): Promise<Context> {
  const { store, engine } = await openEngine(options, access);
  try {
    const tenant = await chooseTenant(engine, options.tenant);
    const actor = chooseActor(tenant.id, options.as);
    requireKnown(await engine.world(tenant.id), actor);
    const { io } = options.invocation;
    return { ...speak(options), options, store, engine, tenant, actor, now: io.now ?? Date.now, close: engine.close };
  } catch (cause) {
    await engine.close();
    throw cause;
  }
}

/** How a command speaks that opens no database, or not yet. */
function speak({ invocation, json }: GlobalOptions): Speech {
  return speech(invocation, json);
}

/** What a command does: it answers the code that the process ends with. Its arguments are in `command.args`, its options in `command.opts()`. */
export type Act<Given> = (given: Given, command: Command) => Promise<ExitCode>;

/** For `.action()`: runs a command on a database that it only reads, also while another process writes to it. */
export function reading(act: Act<Context>) {
  return withContext("read", act);
}

/** For `.action()`: runs a command that writes; no other process may hold the file. */
export function writing(act: Act<Context>) {
  return withContext("write", act);
}

/** For `.action()`: runs a command that opens what it needs by itself. */
export function acting(act: Act<GlobalOptions & Speech>) {
  return async (...given: readonly unknown[]): Promise<void> => {
    const command = given.at(-1) as Command;
    const options = globalOptions(command);
    options.invocation.end(await act({ ...options, ...speak(options) }, command));
  };
}

function withContext(access: Access, act: Act<Context>) {
  return acting(async (options, command) => {
    const context = await openContext(options, access);
    try {
      return await act(context, command);
    } finally {
      await context.close();
    }
  });
}
