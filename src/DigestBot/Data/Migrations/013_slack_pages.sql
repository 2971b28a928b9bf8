-- Of Slack's posts: a hash of what each says, so that a second attempt at a message that says something else now notices.
ALTER TABLE slack_posts ADD COLUMN says TEXT NOT NULL DEFAULT '';
