CREATE TABLE packs ( -- The pack of a meeting's papers as everybody may read them, and its supplements, in every version.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER NOT NULL REFERENCES meetings,
	number  INTEGER NOT NULL, -- 0: the pack; from 1: which supplement
	version INTEGER NOT NULL, -- from 1
	state   TEXT NOT NULL,    -- wanted, made, failed
	sha     TEXT REFERENCES files, -- null until it is made
	name    TEXT NOT NULL,    -- of the file
	pages   INTEGER NOT NULL,
	items   TEXT NOT NULL CHECK (json_valid(items)),  -- the open items of which it tells more than their stubs
	papers  TEXT NOT NULL CHECK (json_valid(papers)), -- each with its revision, its number and its page
	wanted  TEXT NOT NULL,
	made    TEXT NOT NULL,    -- when it was made or failed; empty until then
	by      INTEGER REFERENCES members ON DELETE SET NULL, -- who asked for it
	reason  TEXT NOT NULL,    -- why it failed, or what in it could not be shown
	claim   TEXT NOT NULL,    -- who is making it, and
	lease   TEXT NOT NULL,    -- until when nobody else may
	tries   INTEGER NOT NULL,
	UNIQUE (meeting, number, version)
) STRICT;
CREATE INDEX packs_state ON packs (state);
CREATE INDEX packs_sha ON packs (sha);
CREATE INDEX packs_by ON packs (by);
