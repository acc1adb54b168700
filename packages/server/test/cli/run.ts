import { runCli, type ExitCode, type Io } from "../../src/index.ts";
import { Readable, Writable } from "node:stream";

export interface Ran {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process, in English unless it says otherwise. */
export async function run(argv: readonly string[], around: Partial<Io> & { readonly input?: string } = {}): Promise<Ran> {
  const [stdout, stderr] = [sink(), sink()];
  const { input = "", env = {}, ...more } = around;
  const io = {
    stdout: stdout.stream,
    stderr: stderr.stream,
    env,
    stdin: Readable.from([input]),
    signal: new AbortController().signal,
    ...more,
  };
  const { code } = await runCli(argv, io);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function sink() {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write: (chunk: string, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  return { stream, text: () => chunks.join("") };
}

/** The lines of NDJSON. */
export function lines(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  return stdout
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);
}
