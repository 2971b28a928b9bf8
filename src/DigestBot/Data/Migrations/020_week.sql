-- Which week a schedule means: of two where it is fortnightly, of a month where it is monthly.
ALTER TABLE subscriptions ADD COLUMN week INTEGER NOT NULL DEFAULT 0;
