import { errorAt, type Finding } from "../../model/finding.ts";
import type { Organisation } from "../../org/compile-organisation.ts";
import type { OrganisationDocument, Partner } from "../../org/organisation.ts";
import { reportOf, type ProcessDocument } from "../process.ts";

interface PartnerSurroundings {
  readonly organisation: Organisation;
  readonly processes: ReadonlyMap<string, ProcessDocument>;
}

/** To whom a tenant hands matters over: others than itself, each once, with a process here that takes what comes from there. */
export function checkPartners({ partners = [] }: OrganisationDocument, around: PartnerSurroundings, tenant: string): Finding[] {
  return partners.flatMap((partner, i) => [
    ...checkWho(`/partners/${i}/tenant`, partner, partners, tenant),
    ...checkProcess(`/partners/${i}/process`, partner, around),
    ...checkArea(`/partners/${i}/area`, partner, around),
  ]);
}

function checkWho(place: string, partner: Partner, all: readonly Partner[], tenant: string): Finding[] {
  if (partner.tenant === tenant) {
    return [
      errorAt(
        place,
        "partner-itself",
        `租户 ${tenant} 不能把案卷移交给自己；请删去，或改为另一个租户。`,
        `The tenant ${tenant} cannot hand tickets over to itself; remove it, or name another tenant.`,
      ),
    ];
  }
  if (all.find((other) => other.tenant === partner.tenant) === partner) return [];
  return [
    errorAt(
      place,
      "duplicate-code",
      `租户 ${partner.tenant} 出现两次；请删去一个。`,
      `The tenant ${partner.tenant} stands here twice; remove one.`,
    ),
  ];
}

function checkProcess(place: string, { process }: Partner, { processes }: PartnerSurroundings): Finding[] {
  if (process === undefined) return [];
  const found = processes.get(process);
  if (!found)
    return [errorAt(place, "unknown-process", `没有流程 ${process}；请先登记它。`, `There is no process ${process}; register it first.`)];
  if (reportOf(found).by.some(({ role }) => role === "system")) return [];
  return [
    errorAt(
      place,
      "partner-process",
      `流程 ${process} 不接收移交来的案卷；请在其 meta.report.by 中加上 system，或换一个流程。`,
      `The process ${process} takes nothing that is handed over; add "system" to its meta.report.by, or name another.`,
    ),
  ];
}

function checkArea(place: string, { area }: Partner, { organisation }: PartnerSurroundings): Finding[] {
  if (area === undefined || organisation.unit(area)) return [];
  return [errorAt(place, "unknown-unit", `没有单位 ${area}；请改正。`, `There is no unit ${area}; correct it.`)];
}
