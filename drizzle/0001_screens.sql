CREATE TABLE `tv_pairings` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`code` varchar(6) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`device_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`created_at` datetime NOT NULL,
	`expires_at` datetime NOT NULL,
	`screen_id` int unsigned,
	CONSTRAINT `tv_pairings_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_tv_pairings_code` UNIQUE(`code`),
	CONSTRAINT `uq_tv_pairings_device` UNIQUE(`device_hash`)
);
--> statement-breakpoint
ALTER TABLE `tv_screens` ADD `created_at` datetime;--> statement-breakpoint
ALTER TABLE `tv_screens` ADD `last_paint_at` datetime;--> statement-breakpoint
ALTER TABLE `tv_screens` ADD `build` varchar(64);--> statement-breakpoint
ALTER TABLE `tv_pairings` ADD CONSTRAINT `tv_pairings_screen_id_tv_screens_id_fk` FOREIGN KEY (`screen_id`) REFERENCES `tv_screens`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `ix_tv_pairings_screen` ON `tv_pairings` (`screen_id`);