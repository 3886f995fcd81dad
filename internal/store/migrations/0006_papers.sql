CREATE TABLE files ( -- What a paper or another record has of a file; the content stands once in the folder "files", under its SHA-256.
	sha  TEXT PRIMARY KEY,
	type TEXT NOT NULL,    -- media type, judged by the content
	size INTEGER NOT NULL, -- bytes
	at   TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE papers ( -- A paper for an agenda item, from the moment it is asked for.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	item      INTEGER NOT NULL REFERENCES items, -- for which it was asked or, once published, with which it was published
	title     TEXT NOT NULL,
	author    INTEGER REFERENCES members ON DELETE SET NULL, -- null: without a seat, or erased
	writer    TEXT NOT NULL,    -- the name of an author without a seat
	email     TEXT NOT NULL,    -- where that one is reached
	purpose   TEXT NOT NULL,    -- decision, discussion, information
	marking   TEXT NOT NULL,    -- TLP:CLEAR and the like; empty: not marked yet
	stage     TEXT NOT NULL,    -- asked, promised, received, published, withdrawn
	until     TEXT NOT NULL,    -- the day for which a late one is promised
	revision  INTEGER NOT NULL, -- the latest in paper_revisions; 0: nothing came yet
	out       INTEGER NOT NULL, -- the revision that is published; 0: none is
	chased    INTEGER NOT NULL, -- how many reminders its author was sent
	published TEXT NOT NULL,    -- empty until then
	late      TEXT NOT NULL,    -- why it came after the agenda was published
	at        TEXT NOT NULL
) STRICT;
CREATE INDEX papers_item ON papers (item);
CREATE INDEX papers_author ON papers (author, stage);

CREATE TABLE paper_revisions ( -- Every form in which a paper came: a file or a link.
	paper   INTEGER NOT NULL REFERENCES papers,
	number  INTEGER NOT NULL, -- from 1
	sha     TEXT REFERENCES files,
	name    TEXT NOT NULL,    -- of the file, as its author called it
	link    TEXT NOT NULL,
	changed TEXT NOT NULL,    -- what changed, in one line
	at      TEXT NOT NULL,
	by      INTEGER REFERENCES members ON DELETE SET NULL,
	PRIMARY KEY (paper, number)
) STRICT, WITHOUT ROWID;
CREATE INDEX paper_revisions_sha ON paper_revisions (sha);
CREATE INDEX paper_revisions_by ON paper_revisions (by);

CREATE TABLE uploads ( -- A file that somebody gave in Slack for a paper, to be fetched from there.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	paper   INTEGER NOT NULL REFERENCES papers,
	slack   TEXT NOT NULL,    -- Slack's id of the file
	name    TEXT NOT NULL,    -- empty until Slack was asked
	changed TEXT NOT NULL,    -- what changed, in one line
	by      INTEGER REFERENCES members ON DELETE SET NULL, -- who gave it
	state   TEXT NOT NULL,    -- waiting, fetching, fetched, refused
	tries   INTEGER NOT NULL,
	after   TEXT NOT NULL,    -- not to be tried before
	claim   TEXT NOT NULL,    -- who is fetching it, and
	lease   TEXT NOT NULL,    -- until when nobody else may
	note    TEXT NOT NULL,    -- why it was refused
	at      TEXT NOT NULL,
	UNIQUE (paper, slack)
) STRICT;
CREATE INDEX uploads_state ON uploads (state, after);
CREATE INDEX uploads_by ON uploads (by);

CREATE TABLE file_readings ( -- What was found on reading a file's content.
	sha      TEXT PRIMARY KEY REFERENCES files ON DELETE CASCADE,
	state    TEXT NOT NULL,    -- unread, read, unreadable
	kind     TEXT NOT NULL,    -- pdf, docx and the like, as the reader found it
	pages    INTEGER NOT NULL, -- 0: not known
	title    TEXT NOT NULL,    -- the document's own
	findings TEXT NOT NULL CHECK (json_valid(findings)), -- a list: what to put right so that everybody can read it
	at       TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX file_readings_state ON file_readings (state);

CREATE TABLE file_passages ( -- The text of a file, passage by passage.
	sha   TEXT NOT NULL REFERENCES files ON DELETE CASCADE,
	page  INTEGER NOT NULL, -- from 1; 0 where the format has no pages
	place INTEGER NOT NULL, -- order within the file, from 1
	text  TEXT NOT NULL,
	PRIMARY KEY (sha, place)
) STRICT, WITHOUT ROWID;
