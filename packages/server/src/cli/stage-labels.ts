import type { Label, Stage } from "@muster/engine";
import { label } from "./label.ts";

/** What the official steps are called. */
export const stageLabels: Readonly<Record<Stage, Label>> = {
  report: label("受理", "Report"),
  dispatch: label("派遣", "Dispatch"),
  handle: label("处置", "Handle"),
  verify: label("核查", "Verify"),
  close: label("结案", "Close"),
};
