CREATE TABLE setups ( -- The setting up, or the repair, of one organisation's IT department.
	id           INTEGER PRIMARY KEY AUTOINCREMENT,
	organisation TEXT NOT NULL,
	folded       TEXT NOT NULL,    -- the organisation's name as names are compared
	body         TEXT NOT NULL,
	size         TEXT NOT NULL,
	mode         TEXT NOT NULL,
	begun_by     INTEGER REFERENCES members ON DELETE SET NULL,
	begun        TEXT NOT NULL,
	shared       INTEGER NOT NULL, -- 1: colleagues of the organisation may join
	token        TEXT NOT NULL UNIQUE
) STRICT;
CREATE UNIQUE INDEX setups_shared ON setups (folded) WHERE shared = 1;
CREATE INDEX setups_begun_by ON setups (begun_by);

CREATE TABLE setup_people ( -- Who works on a setup; each member on one at most.
	member  INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	setup   INTEGER NOT NULL REFERENCES setups ON DELETE CASCADE,
	door    TEXT NOT NULL,
	touched TEXT NOT NULL,   -- when the member last did anything in it
	snoozed TEXT NOT NULL,   -- a check-in that was asked for
	quiet   INTEGER NOT NULL -- 1: wants no check-ins
) STRICT;
CREATE INDEX setup_people_setup ON setup_people (setup);
CREATE TRIGGER setups_left AFTER DELETE ON setup_people BEGIN
	DELETE FROM setups WHERE id = OLD.setup AND NOT EXISTS (SELECT 1 FROM setup_people WHERE setup = OLD.setup);
END;

CREATE TABLE setup_steps ( -- A step of a setup that is done or put off; an open one has no row.
	setup INTEGER NOT NULL REFERENCES setups ON DELETE CASCADE,
	step  TEXT NOT NULL,
	done  INTEGER NOT NULL,
	until TEXT NOT NULL, -- put off until then
	by    INTEGER REFERENCES members ON DELETE SET NULL,
	at    TEXT NOT NULL,
	PRIMARY KEY (setup, step)
) STRICT, WITHOUT ROWID;
CREATE INDEX setup_steps_step ON setup_steps (step, done);
CREATE INDEX setup_steps_by ON setup_steps (by);

CREATE TABLE setup_cells ( -- A cell of a setup's coverage grid of which something was said.
	setup    INTEGER NOT NULL REFERENCES setups ON DELETE CASCADE,
	layer    TEXT NOT NULL,
	function TEXT NOT NULL,
	cover    TEXT NOT NULL,
	PRIMARY KEY (setup, layer, function)
) STRICT, WITHOUT ROWID;

CREATE TABLE selfchecks ( -- What a member said of a skill in a self-check: nobody else's affair.
	member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	role   TEXT NOT NULL,
	skill  TEXT NOT NULL,
	answer TEXT NOT NULL,
	at     TEXT NOT NULL,
	PRIMARY KEY (member, role, skill)
) STRICT, WITHOUT ROWID;

CREATE TABLE questions ( -- A question that the pack could not answer; its words only if the asker agreed.
	id     INTEGER PRIMARY KEY AUTOINCREMENT,
	at     TEXT NOT NULL,
	words  TEXT NOT NULL, -- empty: not kept
	asker  INTEGER REFERENCES members ON DELETE CASCADE, -- null: asked without a name
	put_to TEXT NOT NULL  -- whom it was put to, as an addressee; empty: nobody
) STRICT;
CREATE INDEX questions_asker ON questions (asker);
