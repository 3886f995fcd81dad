CREATE TABLE visits ( -- When a member last looked at the Home tab, and what is new since the visit before.
	member INTEGER PRIMARY KEY REFERENCES members ON DELETE CASCADE,
	last   TEXT NOT NULL, -- when it was last opened
	since  TEXT NOT NULL  -- the end of the visit before; empty on the first
) STRICT;

CREATE TABLE habits ( -- How often a member goes each of the ways that the Home tab may offer: never what was asked on it.
	member INTEGER NOT NULL REFERENCES members ON DELETE CASCADE,
	way    TEXT NOT NULL,
	times  INTEGER NOT NULL,
	PRIMARY KEY (member, way)
) STRICT, WITHOUT ROWID;
