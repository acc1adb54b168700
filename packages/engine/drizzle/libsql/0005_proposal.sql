CREATE TABLE `proposal` (
	`tenant` text NOT NULL,
	`id` integer NOT NULL,
	`revision` integer NOT NULL,
	`state` text NOT NULL,
	`publish_at` integer,
	`body` text NOT NULL,
	`documents` text NOT NULL,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE INDEX `proposal_due` ON `proposal` (`publish_at`);