ALTER TABLE "delivery" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "ticket" ADD COLUMN "reporter" text COLLATE "C";--> statement-breakpoint
CREATE INDEX "delivery_failed" ON "delivery" USING btree ("tenant","position") WHERE state in ('dead', 'undeliverable');--> statement-breakpoint
CREATE INDEX "delivery_error" ON "delivery" USING btree ("tenant","ticket") WHERE error is not null;--> statement-breakpoint
CREATE INDEX "ticket_reporter" ON "ticket" USING btree ("tenant","reporter","id") WHERE reporter is not null;--> statement-breakpoint
-- By hand: what the rows written so far hold in the new columns, and what they should not hold any more.
UPDATE "ticket" SET "reporter" = "document"::json ->> 'reporter' WHERE "document"::json ->> 'reporter' IS NOT NULL;--> statement-breakpoint
UPDATE "delivery" SET "tries" = "attempt", "error" = left("error", 500);--> statement-breakpoint
-- Unsalted until now, so that a short text could be guessed from it: a key repeated gets its first answer without comparing.
UPDATE "answer" SET "fingerprint" = '';
