-- What anyone finds is what anyone may read: no meeting that is not announced yet, no item of its agenda, and of an item no presenter, who need not show a name to the public.
DROP VIEW findable_item;
CREATE VIEW findable_item AS -- thrice: as anyone may read it, a closed item by its stub; an open one with its presenter, for members; a closed one by its words, for the secretary and its sponsor
	SELECT 'item' AS kind, i.id AS ref, p.part AS part, coalesce(i.meeting, 0) AS meeting, coalesce(substr(m.local, 1, 10), substr(i.at, 1, 10)) AS day,
		CASE WHEN p.part = 1 THEN 4
			WHEN p.part = 2 AND i.place > 0 THEN 2
			WHEN i.place > 0 AND a.published <> '' AND (m.waiting = 0 OR m.state = 'held') THEN 0
			WHEN i.place > 0 THEN 1 WHEN i.state = 'deferred' THEN 2 ELSE 4 END AS sees,
		CASE WHEN i.place > 0 AND p.part = 0 THEN 0 ELSE coalesce(i.sponsor, 0) END AS owner, '' AS until, i.title AS title,
		CASE WHEN p.part > 0 THEN trim(i.ask || char(10) || i.presenter, char(10)) WHEN i.closed <> '' THEN 'Closed: ' || i.closed ELSE i.ask END AS body
	FROM items i JOIN (SELECT 0 AS part UNION ALL SELECT 1 UNION ALL SELECT 2) p LEFT JOIN meetings m ON m.id = i.meeting LEFT JOIN agendas a ON a.meeting = i.meeting
	WHERE i.part = 'business' AND (p.part = 0 OR p.part = 1 AND i.closed <> '' OR p.part = 2 AND i.closed = '' AND i.presenter <> '');

DROP VIEW findable_meeting;
CREATE VIEW findable_meeting AS
	SELECT 'meeting' AS kind, id AS ref, 0 AS part, id AS meeting, substr(local, 1, 10) AS day, CASE WHEN waiting = 0 OR state = 'held' THEN 0 ELSE 2 END AS sees, 0 AS owner, '' AS until,
		coalesce(nullif(title, ''), 'Meeting of the council') AS title, trim(place || char(10) || reason, char(10)) AS body
	FROM meetings;

DROP TRIGGER meetings_found_anew;
CREATE TRIGGER meetings_found_anew AFTER UPDATE ON meetings BEGIN
	DELETE FROM passages WHERE kind = 'meeting' AND ref = OLD.id OR kind = 'item' AND ref IN (SELECT id FROM items WHERE meeting = NEW.id);
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_meeting WHERE ref = NEW.id;
	INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
		SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item WHERE ref IN (SELECT id FROM items WHERE meeting = NEW.id);
END;

DELETE FROM passages WHERE kind IN ('item', 'meeting');
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_item;
INSERT INTO passages (kind, ref, part, entry, meeting, day, sees, owner, until, title, body, also)
	SELECT kind, ref, part, '', meeting, day, sees, owner, until, title, body, '' FROM findable_meeting;
