import type { FileSpec } from "@muster/engine/sources";
import { createReadStream } from "node:fs";

/** The file's text in chunks, without its byte order mark. Throws a TypeError on bytes that are not of the encoding. */
export async function* decoded(file: string, encoding: FileSpec["encoding"]): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 })) yield decoder.decode(chunk as Buffer, { stream: true });
  yield decoder.decode();
}

/** One physical line, its ending apart, because a quoted cell keeps the endings inside it. */
export interface Line {
  readonly text: string;
  readonly ending: string;
  /** 1 is the first. */
  readonly number: number;
}

/** Physical lines, whichever way they end. */
export async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<Line> {
  let [rest, number] = ["", 0];
  for await (const chunk of chunks) {
    rest += chunk;
    let from = 0;
    for (const match of rest.matchAll(/\r\n|\n|\r/g)) {
      // A carriage return at the end of the chunk may be half of an ending.
      if (match[0] === "\r" && match.index === rest.length - 1) break;
      yield { text: rest.slice(from, match.index), ending: match[0], number: ++number };
      from = match.index + match[0].length;
    }
    rest = rest.slice(from);
  }
  if (rest.endsWith("\r")) yield { text: rest.slice(0, -1), ending: "\r", number: ++number };
  else if (rest !== "") yield { text: rest, ending: "", number: ++number };
}
