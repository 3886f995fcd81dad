ALTER TABLE items RENAME TO items_before;
CREATE TABLE items ( -- Something for the council to decide, discuss or hear: proposed by a member, or standing.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting   INTEGER REFERENCES meetings, -- for which it was proposed or on whose agenda it is; deferred: after which it waits
	title     TEXT NOT NULL,    -- seen by everybody
	ask       TEXT NOT NULL,    -- what is asked of the council, in one sentence
	purpose   TEXT NOT NULL,    -- decision, discussion, information
	minutes   INTEGER NOT NULL, -- the time allotted to it
	sponsor   INTEGER REFERENCES members ON DELETE SET NULL,
	presenter TEXT NOT NULL,    -- who speaks to it, a member or a guest
	closed    TEXT NOT NULL,    -- why it is not for the public; empty: open
	state     TEXT NOT NULL,    -- proposed, accepted, deferred, merged, withdrawn, carried
	part      TEXT NOT NULL,    -- opening, business, closing
	standing  TEXT NOT NULL,    -- the standing item that it was made of; else empty
	place     INTEGER NOT NULL, -- where it stands on the agenda, from 1; 0: not on it
	number    TEXT NOT NULL,    -- as published, for good; empty before
	carried   INTEGER NOT NULL, -- how often it was put off to a later meeting
	pulled    INTEGER NOT NULL, -- 1: for information, but to be spoken about
	"into"    INTEGER REFERENCES items, -- the item in which it goes on, when merged or carried
	late      TEXT NOT NULL,    -- why it came after the agenda was published
	at        TEXT NOT NULL
) STRICT;
INSERT INTO items SELECT id, meeting, title, '', 'discussion', 15, sponsor, '', '', 'proposed', 'business', '', 0, '', 0, 0, NULL, '', at FROM items_before;
DROP TABLE items_before;
CREATE INDEX items_meeting ON items (meeting, place);
CREATE INDEX items_sponsor ON items (sponsor);
CREATE INDEX items_into ON items ("into");
CREATE INDEX items_state ON items (state);

CREATE TABLE agendas ( -- The agenda of a meeting: how far it has come. What is on it stands in items.
	meeting   INTEGER PRIMARY KEY REFERENCES meetings,
	version   INTEGER NOT NULL, -- rises with every change that a reader can see
	published TEXT NOT NULL,    -- empty: a draft
	late      TEXT NOT NULL     -- the chair's reason, when it was published late
) STRICT;

CREATE TABLE agenda_versions ( -- What everybody could read on an agenda at each of its versions; of closed items the stubs alone.
	meeting INTEGER NOT NULL REFERENCES agendas,
	version INTEGER NOT NULL,
	at      TEXT NOT NULL,
	lines   TEXT NOT NULL CHECK (json_valid(lines)),
	PRIMARY KEY (meeting, version)
) STRICT, WITHOUT ROWID;
