-- What its owner changes of a practice in the library stands at once; the librarian may put it back.
ALTER TABLE practices ADD COLUMN before TEXT NOT NULL DEFAULT ''; -- as JSON, its words and facts before its owner changed them; empty: the librarian has seen it as it stands
