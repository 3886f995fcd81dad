CREATE TABLE practices ( -- An entry of the practice library: what a body did about a problem.
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	title        TEXT NOT NULL,
	problem      TEXT NOT NULL,
	did          TEXT NOT NULL,
	result       TEXT NOT NULL,
	cost         TEXT NOT NULL, -- a band; empty: not stated
	took         TEXT NOT NULL, -- how long it took, in the author's words
	again        TEXT NOT NULL, -- yes, but, no
	but          TEXT NOT NULL, -- what they would do otherwise
	topic        TEXT NOT NULL,
	sector       TEXT NOT NULL,
	organisation TEXT NOT NULL, -- empty in a story of failure
	licence      TEXT NOT NULL, -- OGL-UK-3.0, CC-BY-4.0, members
	owner        INTEGER REFERENCES members ON DELETE SET NULL, -- null: on the librarian's list; always null in a story of failure
	contact      INTEGER REFERENCES members ON DELETE SET NULL, -- null: ask the librarian
	story        INTEGER NOT NULL, -- 1: a story of failure; its teller stands in practice_tellers alone
	state        TEXT NOT NULL, -- draft, proposed, returned, approved, retired
	word         TEXT NOT NULL, -- what the librarian said when returning it
	cites        TEXT NOT NULL, -- the number of a decision that it rests on
	review       TEXT NOT NULL, -- the day by which it is to be checked; empty: none yet
	verified     TEXT NOT NULL, -- when somebody last said that it is right
	verified_by  INTEGER REFERENCES members ON DELETE SET NULL,
	first        TEXT NOT NULL, -- when the librarian asked that it be posted next; empty: in its turn
	"into"       INTEGER REFERENCES practices ON DELETE SET NULL, -- the practice that took its place
	shared       TEXT NOT NULL,
	token        TEXT NOT NULL UNIQUE -- names the form it was first typed into, so that sending it again keeps no second one
) STRICT;
CREATE INDEX practices_state ON practices (state);
CREATE INDEX practices_owner ON practices (owner);
CREATE INDEX practices_contact ON practices (contact);
CREATE INDEX practices_verified_by ON practices (verified_by);
CREATE INDEX practices_into ON practices ("into");

CREATE TABLE practice_tellers ( -- Who tells a story of failure: for the secretary alone. No search, page or export of anybody else reads it.
	practice INTEGER PRIMARY KEY REFERENCES practices ON DELETE CASCADE,
	member   INTEGER NOT NULL REFERENCES members ON DELETE CASCADE
) STRICT;
CREATE INDEX practice_tellers_member ON practice_tellers (member);

CREATE TABLE practice_uses ( -- A member's word that their body used a practice.
	practice INTEGER NOT NULL REFERENCES practices ON DELETE CASCADE,
	member   INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	sector   TEXT NOT NULL, -- the member's, when they said so
	line     TEXT NOT NULL, -- how it went, in one line
	at       TEXT NOT NULL,
	PRIMARY KEY (practice, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX practice_uses_member ON practice_uses (member);

CREATE TABLE practice_quotes ( -- What a person said in a thread that was saved as a draft. Until they agree nobody else reads it.
	id       INTEGER PRIMARY KEY AUTOINCREMENT,
	practice INTEGER NOT NULL REFERENCES practices ON DELETE CASCADE,
	member   INTEGER REFERENCES members ON DELETE CASCADE, -- null: somebody without a seat
	slack_id TEXT NOT NULL,
	name     TEXT NOT NULL,
	words    TEXT NOT NULL,
	answer   TEXT NOT NULL, -- named, nameless, no; empty: not answered
	asked    TEXT NOT NULL,
	answered TEXT NOT NULL  -- when they agreed, or did not
) STRICT;
CREATE INDEX practice_quotes_practice ON practice_quotes (practice);
CREATE INDEX practice_quotes_member ON practice_quotes (member);

CREATE TABLE practice_shown ( -- Each time that a practice was posted to the channel.
	practice INTEGER NOT NULL REFERENCES practices ON DELETE CASCADE,
	at       TEXT NOT NULL,
	delivery TEXT NOT NULL UNIQUE -- the key of the message
) STRICT;
CREATE INDEX practice_shown_practice ON practice_shown (practice);
