CREATE TABLE "answer" (
	"tenant" text COLLATE "C" NOT NULL,
	"caller" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"fingerprint" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "answer_tenant_caller_key_pk" PRIMARY KEY("tenant","caller","key")
);
--> statement-breakpoint
CREATE TABLE "attachment" (
	"tenant" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"name" text COLLATE "C",
	"media_type" text COLLATE "C" NOT NULL,
	"size" bigint NOT NULL,
	"sha256" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "decision" (
	"tenant" text COLLATE "C" NOT NULL,
	"table_id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"row" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "definition" (
	"tenant" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"version" integer NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL,
	"author" text COLLATE "C" NOT NULL,
	"approver" text COLLATE "C",
	"published_at" bigint,
	CONSTRAINT "definition_tenant_kind_id_version_pk" PRIMARY KEY("tenant","kind","id","version")
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "delivery_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"destination" text COLLATE "C" NOT NULL,
	"topic" text COLLATE "C" NOT NULL,
	"payload" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"attempt" integer NOT NULL,
	"next_at" bigint NOT NULL,
	"written_at" bigint NOT NULL,
	"settled_at" bigint,
	"error" text COLLATE "C"
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"position" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "journal_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"tenant" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"seq" integer NOT NULL,
	"at" bigint NOT NULL,
	"recorded_at" bigint NOT NULL,
	"type" text COLLATE "C" NOT NULL,
	"entry" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "part" (
	"tenant" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"due" bigint,
	CONSTRAINT "part_tenant_ticket_key_pk" PRIMARY KEY("tenant","ticket","key")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"tenant" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C",
	"phone" text COLLATE "C",
	"address" text COLLATE "C",
	"erased_at" bigint,
	CONSTRAINT "person_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE TABLE "tenant" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"zone" text COLLATE "C" NOT NULL,
	"number_prefix" text COLLATE "C" NOT NULL,
	"last_number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "text" (
	"tenant" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"field" text COLLATE "C" NOT NULL,
	"body" text COLLATE "C",
	"salt" text COLLATE "C",
	"erased_at" bigint
);
--> statement-breakpoint
CREATE TABLE "ticket" (
	"tenant" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"revision" integer NOT NULL,
	"process" text COLLATE "C" NOT NULL,
	"process_version" integer NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"stage" text COLLATE "C" NOT NULL,
	"open" integer NOT NULL,
	"source" text COLLATE "C",
	"source_key" text COLLATE "C",
	"category" text COLLATE "C",
	"tier" integer,
	"priority" double precision,
	"area" text COLLATE "C",
	"owner" text COLLATE "C",
	"due" bigint,
	"reported_at" bigint NOT NULL,
	"at" bigint NOT NULL,
	"closed_at" bigint,
	"document" text COLLATE "C" NOT NULL,
	"head" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ticket_unit" (
	"tenant" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"why" text COLLATE "C" NOT NULL,
	CONSTRAINT "ticket_unit_tenant_ticket_unit_why_pk" PRIMARY KEY("tenant","ticket","unit","why")
);
--> statement-breakpoint
CREATE TABLE "timer" (
	"tenant" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"id" text COLLATE "C" NOT NULL,
	"generation" integer NOT NULL,
	"due" bigint NOT NULL,
	CONSTRAINT "timer_tenant_ticket_id_pk" PRIMARY KEY("tenant","ticket","id")
);
--> statement-breakpoint
CREATE INDEX "answer_at" ON "answer" USING btree ("at");--> statement-breakpoint
CREATE INDEX "attachment_ticket" ON "attachment" USING btree ("tenant","ticket","id");--> statement-breakpoint
CREATE INDEX "decision_row" ON "decision" USING btree ("tenant","table_id","row","at");--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_id" ON "delivery" USING btree ("tenant","id");--> statement-breakpoint
CREATE INDEX "delivery_pending" ON "delivery" USING btree ("next_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "delivery_lane" ON "delivery" USING btree ("tenant","destination","ticket","position") WHERE state = 'pending';--> statement-breakpoint
CREATE UNIQUE INDEX "journal_seq" ON "journal" USING btree ("tenant","ticket","seq");--> statement-breakpoint
CREATE INDEX "part_inbox" ON "part" USING btree ("tenant","unit","role","due");--> statement-breakpoint
CREATE UNIQUE INDEX "text_id" ON "text" USING btree ("tenant","id");--> statement-breakpoint
CREATE INDEX "text_ticket" ON "text" USING btree ("tenant","ticket");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_id" ON "ticket" USING btree ("tenant","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_number" ON "ticket" USING btree ("tenant","number");--> statement-breakpoint
CREATE UNIQUE INDEX "ticket_source_key" ON "ticket" USING btree ("tenant","source","source_key") WHERE source_key is not null;--> statement-breakpoint
CREATE INDEX "ticket_reported" ON "ticket" USING btree ("tenant","reported_at");--> statement-breakpoint
CREATE INDEX "ticket_open_due" ON "ticket" USING btree ("tenant","due") WHERE open = 1 and due is not null;--> statement-breakpoint
CREATE INDEX "ticket_unit_unit" ON "ticket_unit" USING btree ("tenant","unit");--> statement-breakpoint
CREATE INDEX "timer_due" ON "timer" USING btree ("due");