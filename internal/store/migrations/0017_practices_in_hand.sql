-- A practice that the librarian has returned is in its author's hands again: what is typed into it is found by nobody else, as of a draft.
DROP VIEW findable_practice;
CREATE VIEW findable_practice AS -- who tells a story of failure stands in no passage
	SELECT 'practice' AS kind, id AS ref, 0 AS part, 0 AS meeting, substr(coalesce(nullif(verified, ''), shared), 1, 10) AS day,
		CASE WHEN state IN ('draft', 'returned') THEN 9 WHEN state = 'approved' AND licence IN ('OGL-UK-3.0', 'CC-BY-4.0') THEN 0 WHEN state = 'approved' THEN 2 ELSE 3 END AS sees,
		coalesce(',' || owner || ',', '') AS owners, '' AS until, title AS title,
		trim(problem || char(10) || did || char(10) || result || char(10) || but || char(10) || took || char(10) || topic || char(10) || sector || char(10) || organisation, char(10)) AS body
	FROM practices;
UPDATE practices SET state = state WHERE state = 'returned'; -- its trigger finds it anew
