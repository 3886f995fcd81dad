CREATE TABLE attendance ( -- Who was at a meeting that was held, by name: the minutes' own record, kept for good.
	meeting      INTEGER NOT NULL REFERENCES meetings,
	place        INTEGER NOT NULL, -- order within the meeting
	name         TEXT NOT NULL,
	organisation TEXT NOT NULL,
	answer       TEXT NOT NULL,    -- attending, apologies, deputy; empty when nothing was said
	deputy       TEXT NOT NULL,    -- who deputised
	PRIMARY KEY (meeting, place)
) STRICT, WITHOUT ROWID;

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

CREATE TABLE buddies ( -- A newcomer and the member who helps the newcomer in; kept so that no pair comes again.
	newcomer INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	buddy    INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	at       TEXT NOT NULL,
	PRIMARY KEY (newcomer, buddy)
) STRICT, WITHOUT ROWID;

CREATE INDEX buddies_buddy ON buddies (buddy);

CREATE TABLE cards ( -- When a member last said that the card is right.
	member    INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	confirmed TEXT NOT NULL
) STRICT;

CREATE TABLE consents ( -- What a member decided about a field of the card, when, and to which words.
	id         INTEGER PRIMARY KEY,
	member     INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	field      TEXT NOT NULL,
	visibility TEXT NOT NULL,
	wording    TEXT NOT NULL,
	at         TEXT NOT NULL
) STRICT;

CREATE INDEX consents_member ON consents (member, id);

CREATE TABLE deliveries ( -- A message that leaves the building unasked: one row a message, under a key that is its own for good.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	key       TEXT NOT NULL UNIQUE,    -- job/meeting/revision/due/addressee
	job       TEXT NOT NULL,
	meeting   INTEGER REFERENCES meetings, -- null when it is about none
	member    INTEGER REFERENCES members ON DELETE CASCADE, -- addressee, or one of the next two
	channel   TEXT NOT NULL,
	email     TEXT NOT NULL,
	message   TEXT NOT NULL CHECK (json_valid(message)),
	due       TEXT NOT NULL,           -- when it fell due
	after     TEXT NOT NULL,           -- not to be sent before: the addressee's hours
	unasked   INTEGER NOT NULL,        -- 1: counts towards one direct message a week
	asks      TEXT NOT NULL,           -- what it asks the member for, such as a reply; given, it is not sent
	edits     INTEGER REFERENCES deliveries ON DELETE CASCADE, -- the delivery whose post it changes
	state     TEXT NOT NULL,           -- due, claimed, sent, skipped, failed
	look      INTEGER NOT NULL,        -- 1: it may have been sent already: look for its key first
	claim     TEXT NOT NULL,           -- who is sending it
	lease     TEXT NOT NULL,           -- until when nobody else may
	tries     INTEGER NOT NULL,
	sent      TEXT NOT NULL,
	posted_in TEXT NOT NULL,           -- Slack's conversation and
	ts        TEXT NOT NULL,           -- Slack's name of the message in it
	note      TEXT NOT NULL            -- why it was skipped or failed
) STRICT;

CREATE INDEX deliveries_due ON deliveries (due);

CREATE INDEX deliveries_edits ON deliveries (edits);

CREATE INDEX deliveries_meeting ON deliveries (meeting, job);

CREATE INDEX deliveries_member ON deliveries (member, after);

CREATE INDEX deliveries_state ON deliveries (state, after);

CREATE TABLE items ( -- Something that a member wants on an agenda.
	id      INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting INTEGER REFERENCES meetings, -- null until it has a meeting
	title   TEXT NOT NULL,
	sponsor INTEGER REFERENCES members ON DELETE SET NULL,
	at      TEXT NOT NULL
) STRICT;

CREATE INDEX items_meeting ON items (meeting);

CREATE INDEX items_sponsor ON items (sponsor);

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

CREATE TABLE meetings ( -- A meeting of the council; a cancelled one stays, with its reason.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	title     TEXT NOT NULL,
	local     TEXT NOT NULL,    -- what the clock on the wall shows: 2027-03-11T10:00
	zone      TEXT NOT NULL,    -- Europe/London
	starts    TEXT NOT NULL,    -- the same in UTC, for searching
	minutes   INTEGER NOT NULL, -- its length; 0 when not known
	place     TEXT NOT NULL,
	join_link TEXT NOT NULL,
	state     TEXT NOT NULL,
	reason    TEXT NOT NULL,
	revision  INTEGER NOT NULL, -- rises when the time or the state changes
	sequence  INTEGER NOT NULL, -- rises when anything changes that a calendar shows
	channel   TEXT NOT NULL     -- empty: the council's usual one
) STRICT;

CREATE INDEX meetings_starts ON meetings (starts);

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

CREATE TABLE preferences ( -- How a member wants to hear from the program unasked.
	member       INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	hours_from   INTEGER NOT NULL,
	hours_until  INTEGER NOT NULL,
	channel_only INTEGER NOT NULL,
	muted        TEXT NOT NULL,     -- until when
	buddy        INTEGER NOT NULL   -- 1: offers to help newcomers in
) STRICT;

CREATE TABLE replies ( -- What a member answered to a notice of meeting.
	meeting      INTEGER NOT NULL REFERENCES meetings,
	member       INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	answer       TEXT NOT NULL,
	deputy_name  TEXT NOT NULL,
	deputy_slack TEXT NOT NULL,
	deputy_email TEXT NOT NULL,
	at           TEXT NOT NULL,
	by           INTEGER NOT NULL, -- the member, or who recorded it for the member
	PRIMARY KEY (meeting, member)
) STRICT, WITHOUT ROWID;

CREATE INDEX replies_deputy ON replies (deputy_slack) WHERE deputy_slack <> '';

CREATE INDEX replies_member ON replies (member);

CREATE TABLE settings ( -- A choice of the council's or its operator's, by name.
	name  TEXT PRIMARY KEY,
	value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE sqlite_sequence(name,seq);

CREATE TABLE terms ( -- A time for which a member holds an office or a seat.
	member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	office TEXT NOT NULL,
	since  TEXT NOT NULL,
	until  TEXT NOT NULL, -- empty when no end is set
	PRIMARY KEY (member, office, since)
) STRICT, WITHOUT ROWID;
