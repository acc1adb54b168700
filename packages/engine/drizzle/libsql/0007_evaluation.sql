CREATE TABLE `evaluation` (
	`tenant` text NOT NULL,
	`generation` integer NOT NULL,
	`status` text NOT NULL,
	`plan` text NOT NULL,
	`plan_hash` text NOT NULL,
	`position` integer NOT NULL,
	`at` integer,
	`after` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	PRIMARY KEY(`tenant`, `generation`)
);
--> statement-breakpoint
CREATE TABLE `evaluation_share` (
	`tenant` text NOT NULL,
	`generation` integer NOT NULL,
	`month` text NOT NULL,
	`ticket` text NOT NULL,
	`unit` text NOT NULL,
	`person` text NOT NULL,
	`category` text NOT NULL,
	`source` text NOT NULL,
	`late_from` integer,
	`amounts` text NOT NULL,
	PRIMARY KEY(`tenant`, `generation`, `month`, `ticket`, `unit`, `person`)
);
--> statement-breakpoint
CREATE INDEX `evaluation_share_ticket` ON `evaluation_share` (`tenant`,`ticket`);--> statement-breakpoint
CREATE TABLE `evaluation_sum` (
	`tenant` text NOT NULL,
	`generation` integer NOT NULL,
	`unit` text NOT NULL,
	`month` text NOT NULL,
	`dimension` text NOT NULL,
	`value` text NOT NULL,
	`amounts` text NOT NULL,
	PRIMARY KEY(`tenant`, `generation`, `unit`, `month`, `dimension`, `value`)
);
