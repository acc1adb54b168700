CREATE TABLE "likeness" (
	"tenant" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"lng" double precision,
	"lat" double precision,
	"cell" bigint,
	"category" text COLLATE "C",
	"area" text COLLATE "C",
	"reported_at" bigint NOT NULL,
	"closed_at" bigint,
	"words" text COLLATE "C" NOT NULL,
	CONSTRAINT "likeness_tenant_ticket_pk" PRIMARY KEY("tenant","ticket")
);
--> statement-breakpoint
CREATE TABLE "likeness_word" (
	"tenant" text COLLATE "C" NOT NULL,
	"word" integer NOT NULL,
	"reported_at" bigint NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	CONSTRAINT "likeness_word_tenant_word_reported_at_ticket_pk" PRIMARY KEY("tenant","word","reported_at","ticket")
);
--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "merged_into" text COLLATE "C";--> statement-breakpoint
UPDATE "ticket" SET "merged_into" = "document"::json->>'mergedInto' WHERE "document" LIKE '%"mergedInto"%';--> statement-breakpoint
CREATE INDEX "likeness_cell" ON "likeness" USING btree ("tenant","cell","reported_at") WHERE cell is not null;--> statement-breakpoint
CREATE INDEX "likeness_area" ON "likeness" USING btree ("tenant","area","reported_at") WHERE area is not null;--> statement-breakpoint
CREATE INDEX "likeness_closed" ON "likeness" USING btree ("closed_at") WHERE closed_at is not null;--> statement-breakpoint
CREATE INDEX "ticket_merged_into" ON "ticket" USING btree ("tenant","merged_into","id") WHERE merged_into is not null;