CREATE INDEX `decision_ticket` ON `decision` (`tenant`,`ticket`);--> statement-breakpoint
CREATE INDEX `delivery_ticket` ON `delivery` (`tenant`,`ticket`);