import { legOutcomes, legRoles, type Json, type Label, type LegOutcome, type LegRole, type LegVia, type Whistle } from "@muster/engine";
import { label } from "./label.ts";

/** What a called unit comes as. */
export const legRoleLabels: Readonly<Record<LegRole, Label>> = {
  lead: label("主办", "lead"),
  paired: label("包保", "paired"),
  support: label("协办", "support"),
  informed: label("知会", "informed"),
};

/** How a leg ended. */
export const legOutcomeLabels: Readonly<Record<LegOutcome, Label>> = {
  done: label("已办成", "done"),
  bounced: label("异议退回", "let off"),
  cancelled: label("已取消", "cancelled"),
};

/** How a called unit was found. */
export const legViaLabels: Readonly<Record<LegVia, Label>> = {
  unit: label("指名", "named"),
  function: label("按职能", "by function"),
  pairing: label("按包保", "by pairing"),
};

/** What a whistle waits for. */
export function joinLabel(join: Whistle["join"]): Label {
  switch (join.type) {
    case "all":
      return label("全部办成", "all of them");
    case "lead":
      return label("主办办成", "those in the lead");
    case "some":
      return label(`其中 ${join.n} 个办成`, `${join.n} of them`);
  }
}

/** Whether it is the role of a leg. */
export function isLegRole(value: Json | undefined): value is LegRole {
  return (legRoles as readonly (Json | undefined)[]).includes(value);
}

/** Whether it is the outcome of a leg. */
export function isLegOutcome(value: Json | undefined): value is LegOutcome {
  return (legOutcomes as readonly (Json | undefined)[]).includes(value);
}
