-- Spelling is corrected by words kept in memory: reading them here cost more the larger the record was.
DROP TABLE passages_spelled;
DROP TABLE passages_words;
DROP TRIGGER passages_come;
DROP TRIGGER passages_go;
CREATE TRIGGER passages_come AFTER INSERT ON passages BEGIN
	INSERT INTO passages_fts (rowid, title, body, also) VALUES (NEW.id, NEW.title, NEW.body, NEW.also);
END;
CREATE TRIGGER passages_go AFTER DELETE ON passages BEGIN
	INSERT INTO passages_fts (passages_fts, rowid, title, body, also) VALUES ('delete', OLD.id, OLD.title, OLD.body, OLD.also);
END;
