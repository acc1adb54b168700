import type { FaultCode, Label } from "@muster/engine";
import { label } from "./label.ts";

/** What each fault means; the line it stands in names the ticket, the entry and what exactly. */
export const faultLabels: Readonly<Record<FaultCode, Label>> = {
  gap: label("日志缺少这一条", "this entry is missing"),
  "broken-chain": label("日志的哈希链在此断开：这一条或之前被改动", "the chain of hashes breaks here: this entry was changed"),
  unreadable: label("日志无法读取", "the journal cannot be read"),
  "entry-differs": label("日志行的列与这一条的内容不一致", "the entry's column is not what the entry says"),
  malformed: label(
    "值不是 Muster 写入的（含 NUL 字符或类型不对），读到的与比较的不同",
    "a value that Muster never writes, with a NUL or of another type: it is read otherwise than it is compared",
  ),
  "no-journal": label("有案卷而没有日志", "there is a ticket but no journal"),
  "no-ticket": label("有日志而没有案卷", "there is a journal but no ticket"),
  "head-differs": label("日志末尾与案卷记录的不一致", "the journal does not end where the ticket says"),
  "state-differs": label("案卷与其日志不一致", "the ticket is not what its journal says"),
  "column-differs": label("列表字段与案卷内容不一致，列表结果会有误", "the ticket's column is not what the ticket says; lists go wrong"),
  "timer-differs": label("定时器与案卷不一致", "the timer is not what the ticket says"),
  "part-differs": label("待办与案卷所等待的不一致", "the task is not what the ticket waits for"),
  "unit-differs": label("可见单位与案卷不一致", "a unit that may see the ticket is not what the ticket says"),
  "decision-differs": label("命中记录与日志中的决定不一致", "the row of a decision is not what the entry decided"),
  "text-missing": label("日志提到的文字不在了", "a text that the entry names is gone"),
  "text-differs": label("文字被改动，与日志中的承诺不符", "the text was changed: it does not fit the entry's commitment"),
  "text-half-erased": label(
    "文字只抹除了一半（正文、盐、时间不全）",
    "the text is erased by half (body, salt and time do not go together)",
  ),
  "text-unknown": label("多出的文字，没有日志提到它", "a text that no entry names"),
  "attachment-missing": label("日志提到的附件不在了", "an attachment that the entry names is gone"),
  "attachment-differs": label("附件被调换，与日志所记不符", "the attachment was exchanged: it is not what the entry says"),
  "attachment-unknown": label("多出的附件，没有日志提到它", "an attachment that no entry names"),
  "delivery-missing": label("日志提到的投递不在了", "a delivery that the entry names is gone"),
  "delivery-differs": label("投递被改动，与日志所记不符", "the delivery was changed: it is not what the entry says"),
  "delivery-unknown": label("多出的投递，没有日志提到它", "a delivery that no entry names"),
  "likeness-missing": label("缺少用于查重的记录；请运行 muster reindex", "duplicates could not find it; run muster reindex"),
  "likeness-differs": label(
    "用于查重的记录与案卷不一致；请运行 muster reindex",
    "what duplicates are found by is not what the ticket says; run muster reindex",
  ),
  "stray-rows": label("没有这件案卷，却有它的行", "there are rows of a ticket that does not exist"),
  "stray-answer": label("幂等键的应答指向不存在的日志", "the answer to a key names an entry that does not exist"),
  "definition-missing": label("日志所依据的定义版本不在了", "a version of a definition that the entry stands on is gone"),
  "definition-differs": label("定义的正文被改动，与其哈希不符", "the definition was changed: it does not fit its hash"),
  "definition-unreadable": label("定义无法读取", "the definition cannot be read"),
  "number-behind": label(
    "租户的流水号低于已用的最大号，新案卷会撞号",
    "the tenant's last number is below the highest in use; new tickets would collide",
  ),
  "no-tenant": label("有数据而没有这个租户的设置", "there are rows of a tenant that was never set up"),
  "evaluation-differs": label(
    "综合评价的统计表与日志不符；请运行 muster evaluate recompute",
    "what was counted for evaluations is not what the journal says; run muster evaluate recompute",
  ),
  "seal-missing": label("文件中没有这个租户的封印", "the file holds no seal of this tenant"),
  "seal-forged": label("封印的签名不符：位置", "the seal's signature does not fit: position"),
  "seal-order": label("封印的次序不对：位置", "the seal is out of order: position"),
  "seal-differs": label(
    "日志与封印不一致，在这些位置之间被删减或改写",
    "the journal is not what was sealed; it was cut or rewritten between these positions",
  ),
};
