CREATE TABLE "evaluation" (
	"tenant" text COLLATE "C" NOT NULL,
	"generation" integer NOT NULL,
	"status" text COLLATE "C" NOT NULL,
	"plan" text COLLATE "C" NOT NULL,
	"plan_hash" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"at" bigint,
	"after" text COLLATE "C" NOT NULL,
	"done" integer NOT NULL,
	"total" integer NOT NULL,
	CONSTRAINT "evaluation_tenant_generation_pk" PRIMARY KEY("tenant","generation")
);
--> statement-breakpoint
CREATE TABLE "evaluation_share" (
	"tenant" text COLLATE "C" NOT NULL,
	"generation" integer NOT NULL,
	"month" text COLLATE "C" NOT NULL,
	"ticket" text COLLATE "C" NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"person" text COLLATE "C" NOT NULL,
	"category" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"late_from" bigint,
	"amounts" text COLLATE "C" NOT NULL,
	CONSTRAINT "evaluation_share_tenant_generation_month_ticket_unit_person_pk" PRIMARY KEY("tenant","generation","month","ticket","unit","person")
);
--> statement-breakpoint
CREATE TABLE "evaluation_sum" (
	"tenant" text COLLATE "C" NOT NULL,
	"generation" integer NOT NULL,
	"unit" text COLLATE "C" NOT NULL,
	"month" text COLLATE "C" NOT NULL,
	"dimension" text COLLATE "C" NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"amounts" text COLLATE "C" NOT NULL,
	CONSTRAINT "evaluation_sum_tenant_generation_unit_month_dimension_value_pk" PRIMARY KEY("tenant","generation","unit","month","dimension","value")
);
--> statement-breakpoint
CREATE INDEX "evaluation_share_ticket" ON "evaluation_share" USING btree ("tenant","ticket");