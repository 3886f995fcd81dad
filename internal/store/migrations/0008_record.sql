CREATE TABLE decisions ( -- What the council decided, under a number that is for good. None is ever removed.
	id          INTEGER PRIMARY KEY AUTOINCREMENT,
	year        INTEGER NOT NULL,
	place       INTEGER NOT NULL, -- within its year, from 1: D-2027-04 is 2027 and 4
	words       TEXT NOT NULL,
	dissent     TEXT NOT NULL,    -- who saw it otherwise; empty when nothing was recorded
	meeting     INTEGER REFERENCES meetings,
	item        INTEGER REFERENCES items,
	day         TEXT NOT NULL,    -- when it was taken
	closed      TEXT NOT NULL,    -- why it is not for the public, whatever its item is; empty: as its item
	replaced_by INTEGER REFERENCES decisions, -- the later decision that took its place
	at          TEXT NOT NULL,
	UNIQUE (year, place)
) STRICT;
CREATE INDEX decisions_meeting ON decisions (meeting);
CREATE INDEX decisions_item ON decisions (item);
CREATE INDEX decisions_replaced_by ON decisions (replaced_by);

CREATE TABLE actions ( -- What somebody is to do for the council, by a day.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	what    TEXT NOT NULL,
	due     TEXT NOT NULL, -- the last day for it: 2027-03-31
	state   TEXT NOT NULL, -- open, done, dropped
	meeting INTEGER REFERENCES meetings,
	item    INTEGER REFERENCES items,
	closed  TEXT NOT NULL, -- as of a decision
	at      TEXT NOT NULL
) STRICT;
CREATE INDEX actions_meeting ON actions (meeting);
CREATE INDEX actions_item ON actions (item);
CREATE INDEX actions_state ON actions (state, due);

CREATE TABLE action_owners ( -- Who is to carry out an action.
	action INTEGER NOT NULL REFERENCES actions,
	place  INTEGER NOT NULL,
	member INTEGER REFERENCES members ON DELETE SET NULL,
	name   TEXT NOT NULL, -- of somebody outside the council; else empty
	PRIMARY KEY (action, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX action_owners_member ON action_owners (member);

CREATE TABLE action_steps ( -- The history of an action: what was said of it, by whom and when.
	id      INTEGER PRIMARY KEY,
	action  INTEGER NOT NULL REFERENCES actions,
	at      TEXT NOT NULL,
	by      INTEGER REFERENCES members ON DELETE SET NULL,
	did     TEXT NOT NULL, -- agreed, done, later, dropped, opened, changed, handed over
	was_due TEXT NOT NULL, -- where the day changed
	due     TEXT NOT NULL,
	note    TEXT NOT NULL
) STRICT;
CREATE INDEX action_steps_action ON action_steps (action);
CREATE INDEX action_steps_by ON action_steps (by);

CREATE TABLE captures ( -- Something that was said and is meant for the record; the secretary approves it or drops it.
	id            INTEGER PRIMARY KEY AUTOINCREMENT,
	kind          TEXT NOT NULL, -- decision, action, note
	words         TEXT NOT NULL,
	due           TEXT NOT NULL,
	dissent       TEXT NOT NULL,
	meeting       INTEGER REFERENCES meetings,
	item          INTEGER REFERENCES items,
	day           TEXT NOT NULL, -- when it was said
	unread_due    TEXT NOT NULL, -- what was written for the day and could not be read
	unread_owners TEXT NOT NULL CHECK (json_valid(unread_owners)), -- likewise for people: a list
	by            INTEGER REFERENCES members ON DELETE SET NULL,
	at            TEXT NOT NULL,
	channel       TEXT NOT NULL, -- the message it was taken from; empty: written in a form
	ts            TEXT NOT NULL,
	line          INTEGER NOT NULL, -- which tagged line of the message, from 1; 0: by shortcut or form
	link          TEXT NOT NULL,
	state         TEXT NOT NULL, -- captured, approved, dropped
	action        INTEGER REFERENCES actions,   -- what it became
	decision      INTEGER REFERENCES decisions
) STRICT;
CREATE UNIQUE INDEX captures_message ON captures (channel, ts, line, kind) WHERE ts <> '' AND line = 0 AND state <> 'dropped';
CREATE UNIQUE INDEX captures_line ON captures (channel, ts, line) WHERE line > 0;
CREATE INDEX captures_state ON captures (state, meeting);
CREATE INDEX captures_by ON captures (by);

CREATE TABLE capture_owners ( -- Who is to carry out a captured action.
	capture INTEGER NOT NULL REFERENCES captures,
	place   INTEGER NOT NULL,
	member  INTEGER REFERENCES members ON DELETE SET NULL,
	name    TEXT NOT NULL,
	PRIMARY KEY (capture, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX capture_owners_member ON capture_owners (member);

CREATE TABLE taken ( -- When an item was taken at its meeting.
	meeting INTEGER NOT NULL REFERENCES meetings,
	item    INTEGER NOT NULL REFERENCES items,
	began   TEXT NOT NULL,
	ended   TEXT NOT NULL, -- empty while the item is on
	how     TEXT NOT NULL, -- on, taken, skipped, carried
	PRIMARY KEY (meeting, item, began)
) STRICT, WITHOUT ROWID;

-- So that words typed below a post of ours are known for what they are about.
CREATE INDEX deliveries_ts ON deliveries (ts) WHERE ts <> '';
