-- 1: the secretary has not started the meeting's reminders yet.
ALTER TABLE meetings ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
