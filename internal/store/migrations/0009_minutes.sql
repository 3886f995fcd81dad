-- Whose line of the attendance it is, so that who missed a meeting can be told; null once their data is erased.
ALTER TABLE attendance ADD COLUMN member INTEGER REFERENCES members ON DELETE SET NULL;
UPDATE attendance SET member = (SELECT id FROM members WHERE members.name = attendance.name)
	WHERE (SELECT count(*) FROM members WHERE members.name = attendance.name) = 1;
CREATE INDEX attendance_member ON attendance (member);

CREATE TABLE minutes ( -- The minutes of a meeting: how far they have come. Begun when the meeting is closed.
	meeting    INTEGER PRIMARY KEY REFERENCES meetings,
	state      TEXT NOT NULL,    -- draft, circulated, agreed, published
	version    INTEGER NOT NULL, -- the last one kept; 0 while they are a draft
	guests     TEXT NOT NULL,    -- who else was there
	circulated TEXT NOT NULL,
	agreed     TEXT NOT NULL,
	published  TEXT NOT NULL,
	signed     TEXT NOT NULL,    -- whose name stands under them
	agreed_at  INTEGER REFERENCES meetings -- null before, and when agreed by correspondence
) STRICT;
CREATE INDEX minutes_state ON minutes (state);
CREATE INDEX minutes_agreed_at ON minutes (agreed_at);

CREATE TABLE minutes_prose ( -- What the secretary writes under an item of draft minutes.
	meeting INTEGER NOT NULL REFERENCES minutes,
	item    INTEGER NOT NULL REFERENCES items,
	text    TEXT NOT NULL,
	edition INTEGER NOT NULL, -- rises with each change, so that of two who write at once the later is told
	by      INTEGER NOT NULL, -- a member's id, as in audit
	PRIMARY KEY (meeting, item)
) STRICT, WITHOUT ROWID;
CREATE INDEX minutes_prose_item ON minutes_prose (item);

CREATE TABLE minutes_versions ( -- Minutes as they were circulated, and as they were agreed: kept for good.
	meeting INTEGER NOT NULL REFERENCES minutes,
	version INTEGER NOT NULL,
	at      TEXT NOT NULL,
	open    TEXT NOT NULL CHECK (json_valid(open)),   -- what everybody may read: of closed items the stubs alone
	closed  TEXT NOT NULL CHECK (json_valid(closed)), -- the closed items, and the corrections under them
	PRIMARY KEY (meeting, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE corrections ( -- What a member proposes to put right in circulated minutes; the next meeting agrees it or does not.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting   INTEGER NOT NULL REFERENCES minutes,
	paragraph TEXT NOT NULL, -- its number, or "attendance"
	wording   TEXT NOT NULL, -- empty: the paragraph should go
	why       TEXT NOT NULL,
	member    INTEGER REFERENCES members ON DELETE SET NULL,
	at        TEXT NOT NULL,
	state     TEXT NOT NULL  -- proposed, made, not made
) STRICT;
CREATE INDEX corrections_meeting ON corrections (meeting);
CREATE INDEX corrections_member ON corrections (member);
