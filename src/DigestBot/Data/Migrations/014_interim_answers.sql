-- The row that says an answer is on its way. The answer's own row takes the place of its post, by the outbox's corrects.
ALTER TABLE inbound ADD COLUMN interim INTEGER;
