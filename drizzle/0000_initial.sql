CREATE TABLE `accounts` (
	`id` varchar(64) NOT NULL,
	`account_id` varchar(191) NOT NULL,
	`provider_id` varchar(64) NOT NULL,
	`user_id` varchar(64) NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` datetime(3),
	`refresh_token_expires_at` datetime(3),
	`scope` varchar(500),
	`password` varchar(500),
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `accounts_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`name` varchar(120) NOT NULL,
	`prefix` varchar(16) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`key_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`scopes` varchar(64) NOT NULL,
	`created_by` varchar(64) NOT NULL,
	`created_at` datetime NOT NULL,
	`last_used_at` datetime,
	`expires_at` datetime,
	`revoked_at` datetime,
	CONSTRAINT `api_keys_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_api_keys_hash` UNIQUE(`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` varchar(64) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`token` varchar(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	`ip_address` varchar(64),
	`user_agent` varchar(500),
	`user_id` varchar(64) NOT NULL,
	CONSTRAINT `sessions_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_sessions_token` UNIQUE(`token`)
);
--> statement-breakpoint
CREATE TABLE `tv_screens` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`name` varchar(120) NOT NULL,
	`token_hash` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`settings` json NOT NULL,
	`status` varchar(32) NOT NULL,
	`version` int NOT NULL DEFAULT 1,
	`last_seen_at` datetime,
	`revoked_at` datetime,
	CONSTRAINT `tv_screens_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_tv_screens_token` UNIQUE(`token_hash`)
);
--> statement-breakpoint
CREATE TABLE `users` (
	`id` varchar(64) NOT NULL,
	`name` varchar(191) NOT NULL,
	`email` varchar(191) NOT NULL,
	`email_verified` boolean NOT NULL DEFAULT false,
	`image` varchar(500),
	`role` enum('admin','manager','viewer') NOT NULL DEFAULT 'viewer',
	`can_see_pay` boolean NOT NULL DEFAULT false,
	`must_change_password` boolean NOT NULL DEFAULT false,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `users_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_users_email` UNIQUE(`email`)
);
--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` varchar(64) NOT NULL,
	`identifier` varchar(191) NOT NULL,
	`value` text NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `verifications_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `activity_logs` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`reference_id` varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`report_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`identity_id` int unsigned NOT NULL,
	`employee_id` int unsigned,
	`role_id` int unsigned,
	`activity_type` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`items_count` int unsigned NOT NULL,
	`window_start` datetime NOT NULL,
	`window_end` datetime NOT NULL,
	`created_at` datetime NOT NULL,
	CONSTRAINT `activity_logs_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_activity_logs_reference` UNIQUE(`site_id`,`source`,`reference_id`)
);
--> statement-breakpoint
CREATE TABLE `activity_logs_archive` (
	`id` bigint unsigned NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`reference_id` varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`report_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`identity_id` int unsigned NOT NULL,
	`employee_id` int unsigned,
	`role_id` int unsigned,
	`activity_type` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`items_count` int unsigned NOT NULL,
	`window_start` datetime NOT NULL,
	`window_end` datetime NOT NULL,
	`created_at` datetime NOT NULL,
	`archive_batch_id` bigint unsigned NOT NULL,
	CONSTRAINT `pk_activity_logs_archive` PRIMARY KEY(`id`,`window_start`)
);
--> statement-breakpoint
CREATE TABLE `archive_log` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`table_name` varchar(64) NOT NULL,
	`site_id` int unsigned NOT NULL,
	`cutoff` datetime NOT NULL,
	`rows` int unsigned NOT NULL,
	`checksum` varchar(64),
	`status` enum('copied','verified','deleted','restored') NOT NULL,
	`verified` boolean NOT NULL DEFAULT false,
	`started_at` datetime NOT NULL,
	`finished_at` datetime,
	CONSTRAINT `archive_log_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `clock_times_archive` (
	`id` bigint unsigned NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`source_shift_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`source_clock_id` bigint unsigned,
	`identity_id` int unsigned NOT NULL,
	`employee_id` int unsigned,
	`clock_in` datetime NOT NULL,
	`clock_out` datetime,
	`total_minutes` int unsigned,
	`break_minutes` int unsigned NOT NULL,
	`is_active` boolean NOT NULL,
	`is_auto_clock_out` boolean NOT NULL,
	`time_zone` varchar(64),
	`created_at` datetime NOT NULL,
	`updated_at` datetime NOT NULL,
	`archive_batch_id` bigint unsigned NOT NULL,
	CONSTRAINT `pk_clock_times_archive` PRIMARY KEY(`id`,`clock_in`)
);
--> statement-breakpoint
CREATE TABLE `daily_scores_archive` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`items_processed` int unsigned NOT NULL,
	`finished_items` int unsigned NOT NULL,
	`points_earned` decimal(12,2) NOT NULL,
	`clocked_seconds` int unsigned NOT NULL,
	`paid_seconds` int unsigned NOT NULL,
	`break_seconds` int unsigned NOT NULL,
	`active_seconds` int unsigned NOT NULL,
	`idle_seconds` int unsigned NOT NULL,
	`efficiency_rate` decimal(5,4),
	`activity_count` int unsigned NOT NULL,
	`idle_count` int unsigned NOT NULL,
	`first_activity_at` datetime,
	`last_activity_at` datetime,
	`first_clock_in` datetime,
	`last_clock_out` datetime,
	`primary_role_id` int unsigned,
	`is_estimated` boolean NOT NULL,
	`is_finalized` boolean NOT NULL,
	`period_count` int unsigned NOT NULL,
	`open_until` datetime,
	`last_end` datetime,
	`monthly_target_points` decimal(12,2),
	`streak` int unsigned,
	`scored_at` datetime NOT NULL,
	`revised_at` datetime,
	`archive_batch_id` bigint unsigned NOT NULL,
	CONSTRAINT `pk_daily_scores_archive` PRIMARY KEY(`site_id`,`score_date`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `idle_periods_archive` (
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`start_time` datetime NOT NULL,
	`end_time` datetime NOT NULL,
	`duration_seconds` int unsigned NOT NULL,
	`role_id` int unsigned,
	`archive_batch_id` bigint unsigned NOT NULL,
	CONSTRAINT `pk_idle_periods_archive` PRIMARY KEY(`site_id`,`employee_id`,`score_date`,`start_time`)
);
--> statement-breakpoint
CREATE TABLE `activity_flags` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`kind` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`activity_id` bigint unsigned NOT NULL,
	`employee_id` int unsigned,
	`score_date` date NOT NULL,
	`severity` enum('low','medium','high') NOT NULL,
	`flagged_at` datetime NOT NULL,
	`details` json NOT NULL,
	`reviewed_by` varchar(64),
	`reviewed_at` datetime,
	`note` varchar(1000),
	CONSTRAINT `activity_flags_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_activity_flags_kind` UNIQUE(`site_id`,`activity_id`,`kind`)
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`kind` varchar(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`subject` varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`severity` enum('info','warning','critical') NOT NULL,
	`status` enum('open','acknowledged','assigned','resolved') NOT NULL,
	`open_key` varchar(180) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`title` varchar(300) NOT NULL,
	`details` json NOT NULL,
	`opened_at` datetime NOT NULL,
	`updated_at` datetime NOT NULL,
	`due_at` datetime NOT NULL,
	`acknowledged_by` varchar(64),
	`assigned_to` varchar(64),
	`resolved_at` datetime,
	`resolved_by` varchar(64),
	`note` varchar(1000),
	CONSTRAINT `alerts_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_alerts_open` UNIQUE(`site_id`,`open_key`)
);
--> statement-breakpoint
CREATE TABLE `data_issues` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`kind` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`subject` varchar(128) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`employee_id` int unsigned,
	`identity_id` int unsigned,
	`score_date` date NOT NULL,
	`status` enum('open','resolved') NOT NULL,
	`details` json NOT NULL,
	`opened_at` datetime NOT NULL,
	`resolved_at` datetime,
	`resolved_by` varchar(64),
	`note` varchar(1000),
	CONSTRAINT `data_issues_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_data_issues_subject` UNIQUE(`site_id`,`kind`,`subject`,`score_date`)
);
--> statement-breakpoint
CREATE TABLE `flag_days` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`version` bigint unsigned NOT NULL DEFAULT 1,
	CONSTRAINT `pk_flag_days` PRIMARY KEY(`site_id`,`score_date`)
);
--> statement-breakpoint
CREATE TABLE `moves` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`from_role_id` int unsigned,
	`to_role_id` int unsigned NOT NULL,
	`moved_by` varchar(64) NOT NULL,
	`moved_at` datetime NOT NULL,
	`measured_at` datetime,
	`effect` json,
	CONSTRAINT `moves_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `audit_events` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned,
	`occurred_at` datetime NOT NULL,
	`actor_type` enum('user','api_key','system','shell','screen') NOT NULL,
	`actor_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`action` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`entity` varchar(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`entity_id` varchar(96) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`before` json,
	`after` json,
	`ip` varchar(45),
	CONSTRAINT `audit_events_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `clock_breaks` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`source_break_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`source_clock_id` bigint unsigned,
	`source_type_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`identity_id` int unsigned NOT NULL,
	`employee_id` int unsigned,
	`break_start` datetime NOT NULL,
	`break_end` datetime,
	`is_paid` boolean NOT NULL,
	`created_at` datetime NOT NULL,
	`updated_at` datetime NOT NULL,
	CONSTRAINT `clock_breaks_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_clock_breaks_source_key` UNIQUE(`site_id`,`source`,`source_break_id`)
);
--> statement-breakpoint
CREATE TABLE `clock_times` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`source_shift_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`source_clock_id` bigint unsigned,
	`identity_id` int unsigned NOT NULL,
	`employee_id` int unsigned,
	`clock_in` datetime NOT NULL,
	`clock_out` datetime,
	`total_minutes` int unsigned,
	`break_minutes` int unsigned NOT NULL DEFAULT 0,
	`is_active` boolean NOT NULL,
	`is_auto_clock_out` boolean NOT NULL DEFAULT false,
	`time_zone` varchar(64),
	`created_at` datetime NOT NULL,
	`updated_at` datetime NOT NULL,
	CONSTRAINT `clock_times_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_clock_times_source_key` UNIQUE(`site_id`,`source`,`source_shift_id`),
	CONSTRAINT `uq_clock_times_employee_in` UNIQUE(`employee_id`,`clock_in`)
);
--> statement-breakpoint
CREATE TABLE `connecteam_break_types` (
	`site_id` int unsigned NOT NULL,
	`clock_id` bigint unsigned NOT NULL,
	`break_type_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(191) NOT NULL,
	`is_paid` boolean NOT NULL,
	`duration_minutes` int,
	`read_at` datetime NOT NULL,
	CONSTRAINT `pk_connecteam_break_types` PRIMARY KEY(`site_id`,`clock_id`,`break_type_id`)
);
--> statement-breakpoint
CREATE TABLE `connecteam_clocks` (
	`site_id` int unsigned NOT NULL,
	`clock_id` bigint unsigned NOT NULL,
	`name` varchar(191) NOT NULL,
	`is_archived` boolean NOT NULL,
	`read_at` datetime NOT NULL,
	`break_types_read_at` datetime,
	`gone_at` datetime,
	CONSTRAINT `pk_connecteam_clocks` PRIMARY KEY(`site_id`,`clock_id`)
);
--> statement-breakpoint
CREATE TABLE `connecteam_quota` (
	`account_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`minute_limit` int,
	`minute_remaining` int,
	`minute_reset_at` datetime,
	`day_limit` int,
	`day_remaining` int,
	`day_reset_at` datetime,
	`own_calls_today` int NOT NULL DEFAULT 0,
	`blocked_until` datetime,
	`refusals` int NOT NULL DEFAULT 0,
	`updated_at` datetime NOT NULL,
	CONSTRAINT `connecteam_quota_account_key` PRIMARY KEY(`account_key`)
);
--> statement-breakpoint
CREATE TABLE `connecteam_users` (
	`site_id` int unsigned NOT NULL,
	`user_id` bigint unsigned NOT NULL,
	`first_name` varchar(191) NOT NULL,
	`last_name` varchar(191) NOT NULL,
	`email` varchar(191),
	`title` varchar(191),
	`user_type` varchar(32) NOT NULL,
	`is_archived` boolean NOT NULL,
	`created_at` datetime,
	`modified_at` datetime,
	`archived_at` datetime,
	`first_seen_at` datetime NOT NULL,
	`gone_at` datetime,
	CONSTRAINT `pk_connecteam_users` PRIMARY KEY(`site_id`,`user_id`)
);
--> statement-breakpoint
CREATE TABLE `connecteam_webhooks` (
	`request_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_id` int unsigned NOT NULL,
	`event_type` varchar(64) NOT NULL,
	`activity_type` varchar(64),
	`clock_id` bigint unsigned,
	`user_id` bigint unsigned,
	`time_activity_id` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`concerns_from` datetime,
	`concerns_to` datetime,
	`received_at` datetime NOT NULL,
	`processed_at` datetime,
	`next_attempt_at` datetime,
	`attempts` int NOT NULL DEFAULT 0,
	`outcome` varchar(191),
	CONSTRAINT `connecteam_webhooks_request_id` PRIMARY KEY(`request_id`)
);
--> statement-breakpoint
CREATE TABLE `daily_reports` (
	`site_id` int unsigned NOT NULL,
	`report_date` date NOT NULL,
	`generated_at` datetime NOT NULL,
	`numbers` json NOT NULL,
	CONSTRAINT `pk_daily_reports` PRIMARY KEY(`site_id`,`report_date`)
);
--> statement-breakpoint
CREATE TABLE `daily_scores` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`items_processed` int unsigned NOT NULL,
	`finished_items` int unsigned NOT NULL,
	`points_earned` decimal(12,2) NOT NULL,
	`clocked_seconds` int unsigned NOT NULL,
	`paid_seconds` int unsigned NOT NULL,
	`break_seconds` int unsigned NOT NULL,
	`active_seconds` int unsigned NOT NULL,
	`idle_seconds` int unsigned NOT NULL,
	`efficiency_rate` decimal(5,4),
	`activity_count` int unsigned NOT NULL,
	`idle_count` int unsigned NOT NULL,
	`first_activity_at` datetime,
	`last_activity_at` datetime,
	`first_clock_in` datetime,
	`last_clock_out` datetime,
	`primary_role_id` int unsigned,
	`is_estimated` boolean NOT NULL,
	`is_finalized` boolean NOT NULL,
	`period_count` int unsigned NOT NULL,
	`open_until` datetime,
	`last_end` datetime,
	`monthly_target_points` decimal(12,2),
	`streak` int unsigned,
	`scored_at` datetime NOT NULL,
	`revised_at` datetime,
	CONSTRAINT `pk_daily_scores` PRIMARY KEY(`site_id`,`score_date`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `daily_costs` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`role_id` int unsigned NOT NULL,
	`hourly_cents` int unsigned NOT NULL,
	`is_default_rate` boolean NOT NULL,
	`labour_cents` int unsigned NOT NULL,
	`active_cents` int unsigned NOT NULL,
	`idle_cents` int unsigned NOT NULL,
	`break_cents` int unsigned NOT NULL,
	CONSTRAINT `pk_daily_costs` PRIMARY KEY(`site_id`,`score_date`,`employee_id`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `daily_role_totals` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`role_id` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(12,3) NOT NULL,
	`activity_count` int unsigned NOT NULL,
	`worked_seconds` int unsigned NOT NULL,
	CONSTRAINT `pk_daily_role_totals` PRIMARY KEY(`site_id`,`score_date`,`employee_id`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `hourly_presence` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`hour_start` datetime NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`work_seconds` int unsigned NOT NULL,
	CONSTRAINT `pk_hourly_presence` PRIMARY KEY(`site_id`,`score_date`,`hour_start`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `hourly_role_totals` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`hour_start` datetime NOT NULL,
	`role_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(12,3) NOT NULL,
	CONSTRAINT `pk_hourly_role_totals` PRIMARY KEY(`site_id`,`score_date`,`hour_start`,`role_id`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `hourly_site_totals` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`hour_start` datetime NOT NULL,
	`role_id` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(12,3) NOT NULL,
	`people` int unsigned NOT NULL,
	`present` int unsigned NOT NULL,
	CONSTRAINT `pk_hourly_site_totals` PRIMARY KEY(`site_id`,`score_date`,`hour_start`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `idle_periods` (
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`start_time` datetime NOT NULL,
	`end_time` datetime NOT NULL,
	`duration_seconds` int unsigned NOT NULL,
	`role_id` int unsigned,
	CONSTRAINT `pk_idle_periods` PRIMARY KEY(`site_id`,`employee_id`,`score_date`,`start_time`)
);
--> statement-breakpoint
CREATE TABLE `unmapped_totals` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`hour_start` datetime NOT NULL,
	`role_id` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(12,3) NOT NULL,
	CONSTRAINT `pk_unmapped_totals` PRIMARY KEY(`site_id`,`score_date`,`hour_start`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `employee_identities` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`external_id` varchar(191) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`external_name` varchar(191),
	`external_email` varchar(191),
	`employee_id` int unsigned,
	`status` enum('unmapped','suggested','verified','ignored') NOT NULL DEFAULT 'unmapped',
	`similarity` decimal(5,4),
	`verified_by` varchar(64),
	`verified_at` datetime,
	`touched_at` datetime,
	`first_seen_at` datetime NOT NULL,
	`last_seen_at` datetime NOT NULL,
	CONSTRAINT `employee_identities_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_identities_source_key` UNIQUE(`site_id`,`source`,`external_id`),
	CONSTRAINT `uq_identities_site_id` UNIQUE(`site_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `identity_rejections` (
	`identity_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`rejected_by` varchar(64) NOT NULL,
	`rejected_at` datetime NOT NULL,
	CONSTRAINT `pk_identity_rejections` PRIMARY KEY(`identity_id`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `employee_payrates` (
	`employee_id` int unsigned NOT NULL,
	`effective_from` date NOT NULL,
	`pay_type` enum('hourly','salary') NOT NULL,
	`amount_cents` int unsigned NOT NULL,
	CONSTRAINT `pk_employee_payrates` PRIMARY KEY(`employee_id`,`effective_from`)
);
--> statement-breakpoint
CREATE TABLE `employees` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`name` varchar(191) NOT NULL,
	`email` varchar(191),
	`connecteam_user_id` bigint unsigned,
	`is_active` boolean NOT NULL DEFAULT true,
	`is_contractor` boolean NOT NULL DEFAULT false,
	`is_scanning` boolean NOT NULL DEFAULT true,
	`display_alias` varchar(80),
	`hired_on` date,
	`archived_at` datetime,
	`current_streak` int unsigned NOT NULL DEFAULT 0,
	`best_streak` int unsigned NOT NULL DEFAULT 0,
	`achievement_points` int unsigned NOT NULL DEFAULT 0,
	`created_at` datetime NOT NULL,
	`updated_at` datetime NOT NULL,
	CONSTRAINT `employees_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_employees_site_id` UNIQUE(`site_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `achievements` (
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`achievement_key` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`period_key` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`earned_date` date NOT NULL,
	`points_awarded` int unsigned NOT NULL,
	`awarded_at` datetime NOT NULL,
	CONSTRAINT `pk_achievements` PRIMARY KEY(`site_id`,`employee_id`,`achievement_key`,`period_key`)
);
--> statement-breakpoint
CREATE TABLE `award_requests` (
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`token` bigint unsigned NOT NULL,
	CONSTRAINT `pk_award_requests` PRIMARY KEY(`site_id`,`employee_id`,`score_date`)
);
--> statement-breakpoint
CREATE TABLE `career_role_totals` (
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`role_id` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(14,3) NOT NULL,
	CONSTRAINT `pk_career_role_totals` PRIMARY KEY(`site_id`,`employee_id`,`role_id`)
);
--> statement-breakpoint
CREATE TABLE `career_totals` (
	`site_id` int unsigned NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`days_worked` int unsigned NOT NULL,
	`items` int unsigned NOT NULL,
	`points` decimal(14,2) NOT NULL,
	`clocked_seconds` bigint unsigned NOT NULL,
	`active_seconds` bigint unsigned NOT NULL,
	`clocked_items` int unsigned NOT NULL,
	`clocked_active_seconds` bigint unsigned NOT NULL,
	`target_points` decimal(14,2) NOT NULL,
	`first_activity_at` datetime,
	CONSTRAINT `pk_career_totals` PRIMARY KEY(`site_id`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `recalculations` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`from_day` date NOT NULL,
	`to_day` date NOT NULL,
	`role_id` int unsigned,
	`direction` enum('oldest_first','newest_first') NOT NULL,
	`reason` varchar(300) NOT NULL,
	`requested_by` varchar(64) NOT NULL,
	`status` enum('queued','running','done','cancelled','failed') NOT NULL,
	`stages` json NOT NULL,
	`next_day` date,
	`estimated_person_days` int unsigned NOT NULL,
	`estimated_seconds` int unsigned NOT NULL,
	`requested_at` datetime NOT NULL,
	`started_at` datetime,
	`updated_at` datetime NOT NULL,
	`finished_at` datetime,
	`error` varchar(2000),
	CONSTRAINT `recalculations_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `activity_type_aliases` (
	`site_id` int unsigned NOT NULL,
	`activity_type` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`role_id` int unsigned NOT NULL,
	`mapped_by` varchar(64) NOT NULL,
	`mapped_at` datetime NOT NULL,
	CONSTRAINT `pk_activity_type_aliases` PRIMARY KEY(`site_id`,`activity_type`)
);
--> statement-breakpoint
CREATE TABLE `role_config_versions` (
	`role_id` int unsigned NOT NULL,
	`valid_from` date NOT NULL,
	`multiplier` decimal(6,3) NOT NULL,
	`expected_per_hour` decimal(8,3) NOT NULL,
	`idle_threshold_minutes` int unsigned NOT NULL,
	`monthly_target_points` decimal(12,2),
	CONSTRAINT `pk_role_config_versions` PRIMARY KEY(`role_id`,`valid_from`)
);
--> statement-breakpoint
CREATE TABLE `role_configs` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`activity_type` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`role_name` varchar(80) NOT NULL,
	`department_name` varchar(80) NOT NULL,
	`role_type` enum('batch','continuous') NOT NULL,
	`flow_order` int NOT NULL,
	`is_finishing` boolean NOT NULL DEFAULT false,
	`is_active` boolean NOT NULL DEFAULT true,
	CONSTRAINT `role_configs_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_role_configs_type` UNIQUE(`site_id`,`activity_type`),
	CONSTRAINT `uq_role_configs_site_id` UNIQUE(`site_id`,`id`)
);
--> statement-breakpoint
CREATE TABLE `job_runs` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`job` varchar(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`slot` varchar(96) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`site_id` int unsigned,
	`status` enum('running','success','failed','skipped') NOT NULL,
	`started_at` datetime NOT NULL,
	`finished_at` datetime,
	`heartbeat_at` datetime NOT NULL,
	`counts` json,
	`error` varchar(2000),
	CONSTRAINT `job_runs_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_job_runs_slot` UNIQUE(`job`,`slot`)
);
--> statement-breakpoint
CREATE TABLE `sync_runs` (
	`id` bigint unsigned AUTO_INCREMENT NOT NULL,
	`site_id` int unsigned NOT NULL,
	`source` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`sync_type` varchar(48) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`status` enum('running','success','partial','failed') NOT NULL,
	`started_at` datetime NOT NULL,
	`finished_at` datetime,
	`heartbeat_at` datetime NOT NULL,
	`lock_key` varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
	`records` int unsigned NOT NULL DEFAULT 0,
	`watermark` varchar(64),
	`details` json NOT NULL,
	CONSTRAINT `sync_runs_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_sync_runs_lock` UNIQUE(`site_id`,`lock_key`)
);
--> statement-breakpoint
CREATE TABLE `score_requests` (
	`site_id` int unsigned NOT NULL,
	`score_date` date NOT NULL,
	`employee_id` int unsigned NOT NULL,
	`requested_at` datetime NOT NULL,
	`reason` varchar(64) NOT NULL,
	`version` bigint unsigned NOT NULL DEFAULT 1,
	`attempts` bigint unsigned NOT NULL DEFAULT 0,
	`last_error` varchar(500),
	CONSTRAINT `pk_score_requests` PRIMARY KEY(`site_id`,`score_date`,`employee_id`)
);
--> statement-breakpoint
CREATE TABLE `site_goals` (
	`site_id` int unsigned NOT NULL,
	`valid_from` date NOT NULL,
	`daily_goal_items` int unsigned,
	CONSTRAINT `pk_site_goals` PRIMARY KEY(`site_id`,`valid_from`)
);
--> statement-breakpoint
CREATE TABLE `sites` (
	`id` int unsigned AUTO_INCREMENT NOT NULL,
	`code` varchar(32) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL,
	`name` varchar(120) NOT NULL,
	`time_zone` varchar(64) NOT NULL,
	`day_start` char(5) NOT NULL DEFAULT '00:00',
	`week_start` tinyint NOT NULL DEFAULT 1,
	`currency` char(3) NOT NULL DEFAULT 'USD',
	`daily_goal_items` int unsigned,
	`default_hourly_cents` int unsigned NOT NULL DEFAULT 1300,
	`settings` json NOT NULL,
	`created_at` datetime NOT NULL,
	CONSTRAINT `sites_id` PRIMARY KEY(`id`),
	CONSTRAINT `uq_sites_code` UNIQUE(`code`)
);
--> statement-breakpoint
ALTER TABLE `accounts` ADD CONSTRAINT `accounts_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `api_keys` ADD CONSTRAINT `api_keys_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sessions` ADD CONSTRAINT `sessions_user_id_users_id_fk` FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `tv_screens` ADD CONSTRAINT `tv_screens_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_logs` ADD CONSTRAINT `activity_logs_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_logs` ADD CONSTRAINT `fk_activity_logs_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_logs` ADD CONSTRAINT `fk_activity_logs_identity` FOREIGN KEY (`site_id`,`identity_id`) REFERENCES `employee_identities`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_logs` ADD CONSTRAINT `fk_activity_logs_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_flags` ADD CONSTRAINT `activity_flags_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_flags` ADD CONSTRAINT `fk_activity_flags_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `alerts` ADD CONSTRAINT `alerts_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `data_issues` ADD CONSTRAINT `data_issues_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `data_issues` ADD CONSTRAINT `fk_data_issues_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `data_issues` ADD CONSTRAINT `fk_data_issues_identity` FOREIGN KEY (`site_id`,`identity_id`) REFERENCES `employee_identities`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `flag_days` ADD CONSTRAINT `flag_days_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `moves` ADD CONSTRAINT `moves_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `moves` ADD CONSTRAINT `fk_moves_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `moves` ADD CONSTRAINT `fk_moves_from` FOREIGN KEY (`site_id`,`from_role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `moves` ADD CONSTRAINT `fk_moves_to` FOREIGN KEY (`site_id`,`to_role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `audit_events` ADD CONSTRAINT `audit_events_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `clock_breaks` ADD CONSTRAINT `clock_breaks_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `clock_breaks` ADD CONSTRAINT `clock_breaks_employee_id_employees_id_fk` FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `clock_breaks` ADD CONSTRAINT `fk_clock_breaks_identity` FOREIGN KEY (`site_id`,`identity_id`) REFERENCES `employee_identities`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `clock_times` ADD CONSTRAINT `clock_times_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `clock_times` ADD CONSTRAINT `clock_times_employee_id_employees_id_fk` FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `clock_times` ADD CONSTRAINT `fk_clock_times_identity` FOREIGN KEY (`site_id`,`identity_id`) REFERENCES `employee_identities`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `connecteam_break_types` ADD CONSTRAINT `connecteam_break_types_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `connecteam_clocks` ADD CONSTRAINT `connecteam_clocks_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `connecteam_users` ADD CONSTRAINT `connecteam_users_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `connecteam_webhooks` ADD CONSTRAINT `connecteam_webhooks_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_reports` ADD CONSTRAINT `daily_reports_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_scores` ADD CONSTRAINT `daily_scores_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_scores` ADD CONSTRAINT `fk_daily_scores_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_scores` ADD CONSTRAINT `fk_daily_scores_role` FOREIGN KEY (`site_id`,`primary_role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_costs` ADD CONSTRAINT `daily_costs_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_costs` ADD CONSTRAINT `fk_daily_costs_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_role_totals` ADD CONSTRAINT `daily_role_totals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_role_totals` ADD CONSTRAINT `fk_daily_role_totals_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `daily_role_totals` ADD CONSTRAINT `fk_daily_role_totals_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `hourly_presence` ADD CONSTRAINT `hourly_presence_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `hourly_presence` ADD CONSTRAINT `fk_hourly_presence_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `hourly_role_totals` ADD CONSTRAINT `hourly_role_totals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `hourly_role_totals` ADD CONSTRAINT `fk_hourly_role_totals_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `hourly_role_totals` ADD CONSTRAINT `fk_hourly_role_totals_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `hourly_site_totals` ADD CONSTRAINT `hourly_site_totals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `idle_periods` ADD CONSTRAINT `idle_periods_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `idle_periods` ADD CONSTRAINT `fk_idle_periods_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `idle_periods` ADD CONSTRAINT `fk_idle_periods_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `unmapped_totals` ADD CONSTRAINT `unmapped_totals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `unmapped_totals` ADD CONSTRAINT `fk_unmapped_totals_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `employee_identities` ADD CONSTRAINT `employee_identities_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `employee_identities` ADD CONSTRAINT `fk_identities_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `identity_rejections` ADD CONSTRAINT `identity_rejections_identity_id_employee_identities_id_fk` FOREIGN KEY (`identity_id`) REFERENCES `employee_identities`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `identity_rejections` ADD CONSTRAINT `identity_rejections_employee_id_employees_id_fk` FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `employee_payrates` ADD CONSTRAINT `employee_payrates_employee_id_employees_id_fk` FOREIGN KEY (`employee_id`) REFERENCES `employees`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `employees` ADD CONSTRAINT `employees_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `achievements` ADD CONSTRAINT `achievements_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `achievements` ADD CONSTRAINT `fk_achievements_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `award_requests` ADD CONSTRAINT `award_requests_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `career_role_totals` ADD CONSTRAINT `career_role_totals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `career_role_totals` ADD CONSTRAINT `fk_career_role_totals_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `career_role_totals` ADD CONSTRAINT `fk_career_role_totals_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `career_totals` ADD CONSTRAINT `career_totals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `career_totals` ADD CONSTRAINT `fk_career_totals_employee` FOREIGN KEY (`site_id`,`employee_id`) REFERENCES `employees`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `recalculations` ADD CONSTRAINT `recalculations_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `recalculations` ADD CONSTRAINT `fk_recalculations_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_type_aliases` ADD CONSTRAINT `activity_type_aliases_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `activity_type_aliases` ADD CONSTRAINT `fk_activity_type_aliases_role` FOREIGN KEY (`site_id`,`role_id`) REFERENCES `role_configs`(`site_id`,`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `role_config_versions` ADD CONSTRAINT `role_config_versions_role_id_role_configs_id_fk` FOREIGN KEY (`role_id`) REFERENCES `role_configs`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `role_configs` ADD CONSTRAINT `role_configs_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `job_runs` ADD CONSTRAINT `job_runs_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `sync_runs` ADD CONSTRAINT `sync_runs_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `score_requests` ADD CONSTRAINT `score_requests_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE `site_goals` ADD CONSTRAINT `site_goals_site_id_sites_id_fk` FOREIGN KEY (`site_id`) REFERENCES `sites`(`id`) ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX `ix_accounts_user` ON `accounts` (`user_id`,`provider_id`);--> statement-breakpoint
CREATE INDEX `ix_api_keys_site` ON `api_keys` (`site_id`);--> statement-breakpoint
CREATE INDEX `ix_sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `ix_tv_screens_site` ON `tv_screens` (`site_id`);--> statement-breakpoint
CREATE INDEX `ix_verifications_identifier` ON `verifications` (`identifier`);--> statement-breakpoint
CREATE INDEX `ix_activity_logs_person_day` ON `activity_logs` (`site_id`,`employee_id`,`window_start`,`window_end`,`role_id`,`items_count`,`identity_id`);--> statement-breakpoint
CREATE INDEX `ix_activity_logs_window_end` ON `activity_logs` (`site_id`,`window_end`,`role_id`,`employee_id`,`identity_id`,`items_count`,`window_start`);--> statement-breakpoint
CREATE INDEX `ix_activity_logs_identity` ON `activity_logs` (`site_id`,`identity_id`,`window_start`);--> statement-breakpoint
CREATE INDEX `ix_activity_logs_role` ON `activity_logs` (`site_id`,`role_id`,`activity_type`,`window_start`);--> statement-breakpoint
CREATE INDEX `ix_activity_logs_archive_person` ON `activity_logs_archive` (`site_id`,`employee_id`,`window_start`);--> statement-breakpoint
CREATE INDEX `ix_activity_logs_archive_reference` ON `activity_logs_archive` (`site_id`,`source`,`reference_id`);--> statement-breakpoint
CREATE INDEX `ix_archive_log_table` ON `archive_log` (`site_id`,`table_name`,`status`,`cutoff`);--> statement-breakpoint
CREATE INDEX `ix_clock_times_archive_person` ON `clock_times_archive` (`site_id`,`employee_id`,`clock_in`);--> statement-breakpoint
CREATE INDEX `ix_daily_scores_archive_person` ON `daily_scores_archive` (`site_id`,`employee_id`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_activity_flags_day` ON `activity_flags` (`site_id`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_activity_flags_review` ON `activity_flags` (`site_id`,`reviewed_at`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_activity_flags_employee` ON `activity_flags` (`site_id`,`employee_id`,`flagged_at`);--> statement-breakpoint
CREATE INDEX `ix_alerts_due` ON `alerts` (`site_id`,`status`,`due_at`,`severity`,`kind`,`subject`);--> statement-breakpoint
CREATE INDEX `ix_data_issues_open` ON `data_issues` (`site_id`,`status`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_data_issues_employee` ON `data_issues` (`site_id`,`employee_id`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_data_issues_identity` ON `data_issues` (`site_id`,`identity_id`);--> statement-breakpoint
CREATE INDEX `ix_moves_time` ON `moves` (`site_id`,`moved_at`);--> statement-breakpoint
CREATE INDEX `ix_moves_employee` ON `moves` (`site_id`,`employee_id`);--> statement-breakpoint
CREATE INDEX `ix_moves_from` ON `moves` (`site_id`,`from_role_id`);--> statement-breakpoint
CREATE INDEX `ix_moves_to` ON `moves` (`site_id`,`to_role_id`);--> statement-breakpoint
CREATE INDEX `ix_audit_entity` ON `audit_events` (`entity`,`entity_id`,`occurred_at`,`actor_type`,`actor_id`,`action`);--> statement-breakpoint
CREATE INDEX `ix_audit_actor` ON `audit_events` (`actor_id`,`action`,`occurred_at`,`entity`,`entity_id`);--> statement-breakpoint
CREATE INDEX `ix_audit_site` ON `audit_events` (`site_id`,`occurred_at`);--> statement-breakpoint
CREATE INDEX `ix_clock_breaks_employee` ON `clock_breaks` (`employee_id`,`break_start`,`break_end`,`is_paid`);--> statement-breakpoint
CREATE INDEX `ix_clock_breaks_identity` ON `clock_breaks` (`site_id`,`identity_id`,`break_start`);--> statement-breakpoint
CREATE INDEX `ix_clock_breaks_range` ON `clock_breaks` (`site_id`,`break_start`);--> statement-breakpoint
CREATE INDEX `ix_clock_times_range` ON `clock_times` (`site_id`,`clock_in`,`clock_out`,`employee_id`,`total_minutes`,`break_minutes`,`is_active`);--> statement-breakpoint
CREATE INDEX `ix_clock_times_identity` ON `clock_times` (`site_id`,`identity_id`,`clock_in`);--> statement-breakpoint
CREATE INDEX `ix_clock_times_active` ON `clock_times` (`site_id`,`is_active`,`clock_in`);--> statement-breakpoint
CREATE INDEX `ix_connecteam_webhooks_waiting` ON `connecteam_webhooks` (`site_id`,`processed_at`,`next_attempt_at`);--> statement-breakpoint
CREATE INDEX `ix_daily_scores_board` ON `daily_scores` (`site_id`,`score_date`,`points_earned`,`items_processed`,`first_activity_at`,`employee_id`,`clocked_seconds`,`active_seconds`,`efficiency_rate`,`primary_role_id`,`open_until`,`scored_at`,`streak`);--> statement-breakpoint
CREATE INDEX `ix_daily_scores_person` ON `daily_scores` (`site_id`,`employee_id`,`score_date`,`points_earned`,`activity_count`,`primary_role_id`,`is_finalized`,`monthly_target_points`,`streak`,`items_processed`,`clocked_seconds`,`active_seconds`,`first_activity_at`);--> statement-breakpoint
CREATE INDEX `ix_daily_scores_final` ON `daily_scores` (`site_id`,`is_finalized`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_daily_scores_role` ON `daily_scores` (`site_id`,`primary_role_id`);--> statement-breakpoint
CREATE INDEX `ix_daily_costs_person` ON `daily_costs` (`site_id`,`employee_id`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_daily_role_totals_role` ON `daily_role_totals` (`site_id`,`role_id`,`score_date`,`employee_id`);--> statement-breakpoint
CREATE INDEX `ix_daily_role_totals_person` ON `daily_role_totals` (`site_id`,`employee_id`,`score_date`,`role_id`,`items`,`points`);--> statement-breakpoint
CREATE INDEX `ix_hourly_presence_person` ON `hourly_presence` (`site_id`,`employee_id`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_hourly_role_totals_person` ON `hourly_role_totals` (`site_id`,`employee_id`,`score_date`);--> statement-breakpoint
CREATE INDEX `ix_hourly_role_totals_role` ON `hourly_role_totals` (`site_id`,`role_id`);--> statement-breakpoint
CREATE INDEX `ix_idle_periods_role` ON `idle_periods` (`site_id`,`role_id`);--> statement-breakpoint
CREATE INDEX `ix_unmapped_totals_role` ON `unmapped_totals` (`site_id`,`role_id`);--> statement-breakpoint
CREATE INDEX `ix_identities_status` ON `employee_identities` (`site_id`,`status`,`last_seen_at`,`source`,`external_id`);--> statement-breakpoint
CREATE INDEX `ix_identities_employee` ON `employee_identities` (`site_id`,`employee_id`);--> statement-breakpoint
CREATE INDEX `ix_identity_rejections_employee` ON `identity_rejections` (`employee_id`);--> statement-breakpoint
CREATE INDEX `ix_employees_site_name` ON `employees` (`site_id`,`name`);--> statement-breakpoint
CREATE INDEX `ix_employees_site_email` ON `employees` (`site_id`,`email`);--> statement-breakpoint
CREATE INDEX `ix_employees_site_streak` ON `employees` (`site_id`,`current_streak`,`best_streak`);--> statement-breakpoint
CREATE INDEX `ix_achievements_day` ON `achievements` (`site_id`,`earned_date`,`achievement_key`);--> statement-breakpoint
CREATE INDEX `ix_career_role_totals_role` ON `career_role_totals` (`site_id`,`role_id`);--> statement-breakpoint
CREATE INDEX `ix_recalculations_status` ON `recalculations` (`site_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `ix_recalculations_role` ON `recalculations` (`site_id`,`role_id`);--> statement-breakpoint
CREATE INDEX `ix_activity_type_aliases_role` ON `activity_type_aliases` (`site_id`,`role_id`);--> statement-breakpoint
CREATE INDEX `ix_job_runs_history` ON `job_runs` (`job`,`status`,`started_at`);--> statement-breakpoint
CREATE INDEX `ix_job_runs_site` ON `job_runs` (`site_id`);--> statement-breakpoint
CREATE INDEX `ix_job_runs_age` ON `job_runs` (`started_at`);--> statement-breakpoint
CREATE INDEX `ix_sync_runs_type` ON `sync_runs` (`site_id`,`sync_type`,`status`,`started_at`,`finished_at`);--> statement-breakpoint
CREATE INDEX `ix_sync_runs_source` ON `sync_runs` (`site_id`,`source`,`status`,`finished_at`);--> statement-breakpoint
CREATE INDEX `ix_score_requests_order` ON `score_requests` (`site_id`,`attempts`,`score_date`);