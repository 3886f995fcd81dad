-- When a message is of no use any more: from then on it is not sent, and its state is lapsed. Empty: it always is.
ALTER TABLE deliveries ADD COLUMN lapses TEXT NOT NULL DEFAULT '';
