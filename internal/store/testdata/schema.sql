CREATE TABLE audit ( -- Who changed what, and when: people and records by reference, never by content.
	id    INTEGER PRIMARY KEY,
	at    TEXT NOT NULL,
	by    INTEGER NOT NULL, -- a member's id, kept after the member is erased; 0 is the program or its operator
	did   TEXT NOT NULL,    -- "member.added"
	about TEXT NOT NULL     -- "member/12"
) STRICT;

CREATE INDEX audit_about ON audit (about, at);

CREATE INDEX audit_at ON audit (at);

CREATE INDEX audit_by ON audit (by, at);

CREATE TABLE keys ( -- What was handled already, by its idempotency key; kept for 24 hours.
	key TEXT PRIMARY KEY,
	at  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_at ON keys (at);

CREATE TABLE looked ( -- The version of a pack's entry that a member last saw.
	member  INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	entry   TEXT NOT NULL,
	version TEXT NOT NULL,
	PRIMARY KEY (member, entry)
) STRICT, WITHOUT ROWID;

CREATE TABLE members ( -- A person with a seat, in Slack or outside it; ids are never used again.
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	slack_id     TEXT NOT NULL, -- empty outside Slack
	name         TEXT NOT NULL,
	organisation TEXT NOT NULL,
	sector       TEXT NOT NULL,
	region       TEXT NOT NULL,
	title        TEXT NOT NULL,
	expertise    TEXT NOT NULL CHECK (json_valid(expertise)), -- a list of phrases
	standing     TEXT NOT NULL,
	grants       TEXT NOT NULL CHECK (json_valid(grants)),    -- standings lent for a time
	role         TEXT NOT NULL, -- an id of the pack's roles, or empty
	email        TEXT NOT NULL,
	joined       TEXT NOT NULL, -- empty when not known
	left         TEXT NOT NULL  -- empty while the seat lasts
) STRICT;

CREATE UNIQUE INDEX members_slack_id ON members (slack_id) WHERE slack_id <> '';

CREATE TABLE settings ( -- A choice of the council's or its operator's, by name.
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);
