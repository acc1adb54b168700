CREATE TABLE `answer` (
	`tenant` text NOT NULL,
	`caller` text NOT NULL,
	`key` text NOT NULL,
	`fingerprint` text NOT NULL,
	`ticket` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`tenant`, `caller`, `key`)
);
--> statement-breakpoint
CREATE INDEX `answer_at` ON `answer` (`at`);--> statement-breakpoint
CREATE TABLE `attachment` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`ticket` text NOT NULL,
	`seq` integer NOT NULL,
	`name` text,
	`media_type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachment_ticket` ON `attachment` (`tenant`,`ticket`,`id`);--> statement-breakpoint
CREATE TABLE `decision` (
	`tenant` text NOT NULL,
	`table_id` text NOT NULL,
	`version` integer NOT NULL,
	`row` text NOT NULL,
	`ticket` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `decision_row` ON `decision` (`tenant`,`table_id`,`row`,`at`);--> statement-breakpoint
CREATE TABLE `definition` (
	`tenant` text NOT NULL,
	`kind` text NOT NULL,
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`status` text NOT NULL,
	`body` text NOT NULL,
	`hash` text NOT NULL,
	`author` text NOT NULL,
	`approver` text,
	`published_at` integer,
	PRIMARY KEY(`tenant`, `kind`, `id`, `version`)
);
--> statement-breakpoint
CREATE TABLE `delivery` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`ticket` text NOT NULL,
	`destination` text NOT NULL,
	`topic` text NOT NULL,
	`payload` text NOT NULL,
	`state` text NOT NULL,
	`attempt` integer NOT NULL,
	`next_at` integer NOT NULL,
	`written_at` integer NOT NULL,
	`settled_at` integer,
	`error` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `delivery_id` ON `delivery` (`tenant`,`id`);--> statement-breakpoint
CREATE INDEX `delivery_pending` ON `delivery` (`next_at`) WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX `delivery_lane` ON `delivery` (`tenant`,`destination`,`ticket`,`position`) WHERE state = 'pending';--> statement-breakpoint
CREATE TABLE `journal` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`tenant` text NOT NULL,
	`ticket` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`type` text NOT NULL,
	`entry` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `journal_seq` ON `journal` (`tenant`,`ticket`,`seq`);--> statement-breakpoint
CREATE TABLE `part` (
	`tenant` text NOT NULL,
	`ticket` text NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`role` text NOT NULL,
	`unit` text NOT NULL,
	`due` integer,
	PRIMARY KEY(`tenant`, `ticket`, `key`)
);
--> statement-breakpoint
CREATE INDEX `part_inbox` ON `part` (`tenant`,`unit`,`role`,`due`);--> statement-breakpoint
CREATE TABLE `person` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`name` text,
	`phone` text,
	`address` text,
	`erased_at` integer,
	PRIMARY KEY(`tenant`, `id`)
);
--> statement-breakpoint
CREATE TABLE `tenant` (
	`id` text PRIMARY KEY NOT NULL,
	`zone` text NOT NULL,
	`number_prefix` text NOT NULL,
	`last_number` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `text` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`ticket` text NOT NULL,
	`field` text NOT NULL,
	`body` text,
	`salt` text,
	`erased_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `text_id` ON `text` (`tenant`,`id`);--> statement-breakpoint
CREATE INDEX `text_ticket` ON `text` (`tenant`,`ticket`);--> statement-breakpoint
CREATE TABLE `ticket` (
	`tenant` text NOT NULL,
	`id` text NOT NULL,
	`number` text NOT NULL,
	`revision` integer NOT NULL,
	`process` text NOT NULL,
	`process_version` integer NOT NULL,
	`state` text NOT NULL,
	`stage` text NOT NULL,
	`open` integer NOT NULL,
	`source` text,
	`source_key` text,
	`category` text,
	`tier` integer,
	`priority` integer,
	`area` text,
	`owner` text,
	`due` integer,
	`reported_at` integer NOT NULL,
	`at` integer NOT NULL,
	`closed_at` integer,
	`document` text NOT NULL,
	`head` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_id` ON `ticket` (`tenant`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_number` ON `ticket` (`tenant`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `ticket_source_key` ON `ticket` (`tenant`,`source`,`source_key`) WHERE source_key is not null;--> statement-breakpoint
CREATE INDEX `ticket_reported` ON `ticket` (`tenant`,`reported_at`);--> statement-breakpoint
CREATE INDEX `ticket_open_due` ON `ticket` (`tenant`,`due`) WHERE open = 1 and due is not null;--> statement-breakpoint
CREATE TABLE `ticket_unit` (
	`tenant` text NOT NULL,
	`ticket` text NOT NULL,
	`unit` text NOT NULL,
	`why` text NOT NULL,
	PRIMARY KEY(`tenant`, `ticket`, `unit`, `why`)
);
--> statement-breakpoint
CREATE INDEX `ticket_unit_unit` ON `ticket_unit` (`tenant`,`unit`);--> statement-breakpoint
CREATE TABLE `timer` (
	`tenant` text NOT NULL,
	`ticket` text NOT NULL,
	`id` text NOT NULL,
	`generation` integer NOT NULL,
	`due` integer NOT NULL,
	PRIMARY KEY(`tenant`, `ticket`, `id`)
);
--> statement-breakpoint
CREATE INDEX `timer_due` ON `timer` (`due`);