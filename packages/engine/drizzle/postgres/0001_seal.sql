ALTER TABLE "journal" ADD COLUMN "feed" bigint;--> statement-breakpoint
CREATE INDEX "decision_ticket" ON "decision" USING btree ("tenant","ticket");--> statement-breakpoint
CREATE INDEX "delivery_ticket" ON "delivery" USING btree ("tenant","ticket");--> statement-breakpoint
CREATE UNIQUE INDEX "journal_feed" ON "journal" USING btree ("tenant","feed") WHERE feed is not null;--> statement-breakpoint
CREATE INDEX "journal_unfed" ON "journal" USING btree ("tenant","position") WHERE feed is null;