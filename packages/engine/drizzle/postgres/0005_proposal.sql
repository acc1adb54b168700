CREATE TABLE "proposal" (
	"tenant" text COLLATE "C" NOT NULL,
	"id" integer NOT NULL,
	"revision" integer NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"publish_at" bigint,
	"body" text COLLATE "C" NOT NULL,
	"documents" text COLLATE "C" NOT NULL,
	CONSTRAINT "proposal_tenant_id_pk" PRIMARY KEY("tenant","id")
);
--> statement-breakpoint
CREATE INDEX "proposal_due" ON "proposal" USING btree ("publish_at");