import type { Form, Label, Tenant } from "@muster/engine";
import { readFile } from "node:fs/promises";

/** What somebody does in the story: a report, or the next step of its ticket or of one of its legs. */
export interface StoryStep {
  /** On the tenant's walls, as `2026-03-10T08:02`. */
  readonly at: string;
  readonly by: string;
  readonly command: string;
  readonly leg?: string;
  readonly form?: Form;
  /** The name of the photo that comes with it. */
  readonly evidence?: string;
}

/** A story that the demo plays. */
export interface Story {
  readonly tenant: Tenant;
  readonly title: Label;
  readonly steps: readonly StoryStep[];
}

/** Where the demo's definitions and its story lie: those of the example district, put into the package when it is built. */
export const demoFolder = new URL("demo/", import.meta.resolve("@muster/server/package.json"));

/** The story of the district: a deputy secretary's whistle, and who answers it. */
export async function readStory(): Promise<Story> {
  return JSON.parse(await readFile(new URL("story.json", demoFolder), "utf8")) as Story;
}
