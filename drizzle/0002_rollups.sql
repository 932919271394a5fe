-- New tables only: nothing waits for it. They stay empty until the job roll-up-months runs, which a worker does at its start;
-- days before that are read one by one. End workers of the version before first: they do not say which days they scored.
-- Undo: DROP TABLE rollup_people, rollup_person_hours, rollup_person_roles, rollup_role_days, rollup_site_days,
-- rollup_site_hours; DROP TABLE rollup_months;
CREATE TABLE `rollup_months` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`through` date,
	`time_zone` varchar(64),
	`rolled_at` datetime,
	CONSTRAINT `pk_rollup_months` PRIMARY KEY(`site_id`,`month`)
);
--> statement-breakpoint
CREATE TABLE `rollup_people` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`days` int unsigned NOT NULL,
	`days_worked` int unsigned NOT NULL,
	`estimated_days` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`finished_items` int unsigned NOT NULL,
	`points` decimal(14,3) NOT NULL,
	`paid_seconds` int unsigned NOT NULL,
	`clocked_seconds` int unsigned NOT NULL,
	`break_seconds` int unsigned NOT NULL,
	`active_seconds` int unsigned NOT NULL,
	`clocked_items` int unsigned NOT NULL,
	`clocked_active_seconds` int unsigned NOT NULL,
	`best` decimal(20,2),
	`worst` decimal(20,2),
	`latest` varchar(400),
	CONSTRAINT `pk_rollup_people` PRIMARY KEY(`site_id`,`month`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `rollup_person_hours` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`hour` tinyint unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(14,3) NOT NULL,
	`buckets` int unsigned NOT NULL,
	CONSTRAINT `pk_rollup_person_hours` PRIMARY KEY(`site_id`,`month`,`employee_id`,`hour`)
);
--> statement-breakpoint
CREATE TABLE `rollup_person_roles` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`role_id` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`active_cents` int unsigned NOT NULL,
	`idle_cents` int unsigned NOT NULL,
	`break_cents` int unsigned NOT NULL,
	`has_default_rate` boolean NOT NULL,
	CONSTRAINT `pk_rollup_person_roles` PRIMARY KEY(`site_id`,`month`,`employee_id`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `rollup_role_days` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`score_date` date NOT NULL,
	`role_id` int unsigned NOT NULL,
	`people` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(14,3) NOT NULL,
	`worked_seconds` int unsigned NOT NULL,
	`unclocked_items` int unsigned NOT NULL,
	`unmapped_items` int unsigned NOT NULL,
	`unmapped_points` decimal(14,3) NOT NULL,
	CONSTRAINT `pk_rollup_role_days` PRIMARY KEY(`site_id`,`month`,`score_date`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `rollup_site_days` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`score_date` date NOT NULL,
	`people` int unsigned NOT NULL,
	`worked` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`finished_items` int unsigned NOT NULL,
	`points` decimal(14,3) NOT NULL,
	`clocked_seconds` int unsigned NOT NULL,
	`active_seconds` int unsigned NOT NULL,
	`clocked_active_seconds` int unsigned NOT NULL,
	`active_cents` int unsigned NOT NULL,
	`idle_cents` int unsigned NOT NULL,
	`break_cents` int unsigned NOT NULL,
	`present` int unsigned NOT NULL,
	CONSTRAINT `pk_rollup_site_days` PRIMARY KEY(`site_id`,`month`,`score_date`)
);
--> statement-breakpoint
CREATE TABLE `rollup_site_hours` (
	`site_id` int unsigned NOT NULL,
	`month` date NOT NULL,
	`role_id` int unsigned NOT NULL,
	`weekday` tinyint unsigned NOT NULL,
	`hour` tinyint unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(14,3) NOT NULL,
	`people` int unsigned NOT NULL,
	`present` int unsigned NOT NULL,
	CONSTRAINT `pk_rollup_site_hours` PRIMARY KEY(`site_id`,`month`,`role_id`,`weekday`,`hour`)
);
--> statement-breakpoint
ALTER TABLE `rollup_months` ADD CONSTRAINT `rollup_months_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_people` ADD CONSTRAINT `fk_rollup_people_month` FOREIGN KEY (`site_id`,`month`) REFERENCES `rollup_months`(`site_id`,`month`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_person_hours` ADD CONSTRAINT `fk_rollup_person_hours_month` FOREIGN KEY (`site_id`,`month`) REFERENCES `rollup_months`(`site_id`,`month`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_person_roles` ADD CONSTRAINT `fk_rollup_person_roles_month` FOREIGN KEY (`site_id`,`month`) REFERENCES `rollup_months`(`site_id`,`month`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_role_days` ADD CONSTRAINT `fk_rollup_role_days_month` FOREIGN KEY (`site_id`,`month`) REFERENCES `rollup_months`(`site_id`,`month`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_site_days` ADD CONSTRAINT `fk_rollup_site_days_month` FOREIGN KEY (`site_id`,`month`) REFERENCES `rollup_months`(`site_id`,`month`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `rollup_site_hours` ADD CONSTRAINT `fk_rollup_site_hours_month` FOREIGN KEY (`site_id`,`month`) REFERENCES `rollup_months`(`site_id`,`month`) ON DELETE no action ON UPDATE no action;