import type { Point, Whereabouts } from "@muster/engine";
import type { Command } from "commander";
import { reading } from "../context.ts";
import { describeWhereabouts } from "../describe-siting.ts";
import { exitCodes } from "../exit-code.ts";
import { label } from "../label.ts";
import { namesOf } from "../names.ts";
import { parsePoint } from "../parse-point.ts";
import { translate } from "../translate.ts";

/** `muster locate LNG LAT`: whose ground a point lies on. */
export function locateCommand(program: Command): void {
  const t = translate(program);
  program
    .command("locate")
    .description(
      t("某个位置属于哪个网格；在边界上或网格之外时如实回答", "which grid a point lies in; on a border, or outside of all, it says so"),
    )
    .argument("<lng>", t("经度，WGS 84；也可写作 经度,纬度", "the longitude, WGS 84 degrees; or LNG,LAT"))
    .argument("[lat]", t("纬度", "the latitude"))
    .action(
      reading(async (context, command) => {
        const point: Point = parsePoint("locate", command.args.join(","));
        const names = await namesOf(context);
        const { version, border } = names.world.places;
        const whereabouts: Whereabouts = await context.engine.locate(context.tenant.id, point);
        context.emit({ ok: true, point, grids: version, border, ...whereabouts });
        context.print(
          version === 0
            ? label(
                "还没有发布网格图；请先用 muster grids import 导入。",
                "No grids are published yet; import them with muster grids import.",
              )
            : describeWhereabouts(context, names, whereabouts),
        );
        return exitCodes.done;
      }),
    );
}
