import type { Command } from "commander";

/** Every command, in the order in which the help lists them. Each is loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  init: async () => (await import("./commands/init.ts")).initCommand,
  check: async () => (await import("./commands/check.ts")).checkCommand,
  lint: async () => (await import("./commands/lint.ts")).lintCommand,
  diff: async () => (await import("./commands/diff.ts")).diffCommand,
  proposal: async () => (await import("./commands/proposal.ts")).proposalCommand,
  publish: async () => (await import("./commands/publish.ts")).publishCommand,
  rollback: async () => (await import("./commands/rollback.ts")).rollbackCommand,
  move: async () => (await import("./commands/move.ts")).moveCommand,
  calendar: async () => (await import("./commands/calendar.ts")).calendarCommand,
  report: async () => (await import("./commands/report.ts")).reportCommand,
  send: async () => (await import("./commands/send.ts")).sendCommand,
  show: async () => (await import("./commands/show.ts")).showCommand,
  explain: async () => (await import("./commands/explain.ts")).explainCommand,
  list: async () => (await import("./commands/list.ts")).listCommand,
  offers: async () => (await import("./commands/offers.ts")).offersCommand,
  inbox: async () => (await import("./commands/inbox.ts")).inboxCommand,
  work: async () => (await import("./commands/work.ts")).workCommand,
  import: async () => (await import("./commands/import.ts")).importCommand,
  export: async () => (await import("./commands/export.ts")).exportCommand,
  verify: async () => (await import("./commands/verify.ts")).verifyCommand,
  seal: async () => (await import("./commands/seal.ts")).sealCommand,
  backup: async () => (await import("./commands/backup.ts")).backupCommand,
  restore: async () => (await import("./commands/restore.ts")).restoreCommand,
};
