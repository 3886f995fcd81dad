-- Circulated minutes can be called back, and passages of agreed ones struck out.
ALTER TABLE minutes ADD COLUMN recalled TEXT NOT NULL DEFAULT ''; -- when a draft of them was last called back; empty: never
ALTER TABLE minutes ADD COLUMN why TEXT NOT NULL DEFAULT '';      -- and why: for those who received it
ALTER TABLE minutes_versions ADD COLUMN state TEXT NOT NULL DEFAULT 'circulated'; -- circulated, recalled, agreed
UPDATE minutes_versions SET state = 'agreed' WHERE version > 1;

CREATE TABLE redactions ( -- A passage that was struck out of agreed minutes. It stands in no version of them any more.
	id        INTEGER PRIMARY KEY AUTOINCREMENT,
	meeting   INTEGER NOT NULL REFERENCES minutes,
	paragraph TEXT NOT NULL,    -- its number
	why       TEXT NOT NULL,    -- everybody reads it
	was       TEXT NOT NULL,    -- how the paragraph read: for the chair and the secretary
	at        TEXT NOT NULL,
	by        INTEGER NOT NULL  -- a member's id, as in audit
) STRICT;
CREATE INDEX redactions_meeting ON redactions (meeting);

-- What a correction of the attendance says of a seat, as the minutes have it; empty: it is of words.
ALTER TABLE corrections ADD COLUMN seat TEXT NOT NULL DEFAULT '';

-- What is closed by now stood open in the versions of agendas that its item was put off from.
UPDATE agenda_versions SET lines = (SELECT json_group_array(iif(i.closed <> '', json_remove(l.value, '$.ask', '$.purpose', '$.pulled', '$.late'), json(l.value)) ORDER BY l.key)
		FROM json_each(agenda_versions.lines) l LEFT JOIN items i ON i.id = l.value ->> '$.item')
	WHERE EXISTS (SELECT 1 FROM json_each(agenda_versions.lines) l JOIN items i ON i.id = l.value ->> '$.item' AND i.closed <> '' WHERE l.value ->> '$.ask' IS NOT NULL);
