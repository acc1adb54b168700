CREATE TABLE `likeness` (
	`tenant` text NOT NULL,
	`ticket` text NOT NULL,
	`lng` real,
	`lat` real,
	`cell` integer,
	`category` text,
	`area` text,
	`reported_at` integer NOT NULL,
	`closed_at` integer,
	`words` text NOT NULL,
	PRIMARY KEY(`tenant`, `ticket`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `likeness_cell` ON `likeness` (`tenant`,`cell`,`reported_at`) WHERE cell is not null;--> statement-breakpoint
CREATE INDEX `likeness_area` ON `likeness` (`tenant`,`area`,`reported_at`) WHERE area is not null;--> statement-breakpoint
CREATE INDEX `likeness_closed` ON `likeness` (`closed_at`) WHERE closed_at is not null;--> statement-breakpoint
CREATE TABLE `likeness_word` (
	`tenant` text NOT NULL,
	`word` integer NOT NULL,
	`reported_at` integer NOT NULL,
	`ticket` text NOT NULL,
	PRIMARY KEY(`tenant`, `word`, `reported_at`, `ticket`)
) WITHOUT ROWID;
--> statement-breakpoint
ALTER TABLE `ticket` ADD `merged_into` text;--> statement-breakpoint
UPDATE `ticket` SET `merged_into` = json_extract(`document`, '$.mergedInto') WHERE `document` LIKE '%"mergedInto"%';--> statement-breakpoint
CREATE INDEX `ticket_merged_into` ON `ticket` (`tenant`,`merged_into`,`id`) WHERE merged_into is not null;