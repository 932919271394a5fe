-- Two new tables, and columns at the end of a small one: nothing waits for it. Everybody goes on seeing every site.
-- Web processes of the version before go on working; they know neither sites per user nor second factors.
-- Undo: DROP TABLE two_factors, user_sites; ALTER TABLE users DROP all_sites, DROP two_factor_enabled, DROP deactivated_at;
CREATE TABLE `two_factors` (
	`id` varchar(64) NOT NULL,
	`secret` text NOT NULL,
	`backup_codes` text NOT NULL,
	`user_id` varchar(64) NOT NULL,
	`verified` boolean NOT NULL DEFAULT true,
	`failed_verification_count` int NOT NULL DEFAULT 0,
	`locked_until` datetime(3),
	CONSTRAINT `two_factors_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_two_factors_user` UNIQUE(`user_id`)
);
--> statement-breakpoint
CREATE TABLE `user_sites` (
	`user_id` varchar(64) NOT NULL,
	`site_id` int unsigned NOT NULL,
	CONSTRAINT `pk_user_sites` PRIMARY KEY(`user_id`,`site_id`)
);
--> statement-breakpoint
ALTER TABLE `users` ADD `all_sites` boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `two_factor_enabled` boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `users` ADD `deactivated_at` datetime(3);--> statement-breakpoint
ALTER TABLE `two_factors` ADD CONSTRAINT `two_factors_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `user_sites` ADD CONSTRAINT `user_sites_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `user_sites` ADD CONSTRAINT `user_sites_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `ix_user_sites_site` ON `user_sites` (`site_id`);