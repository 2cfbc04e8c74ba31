-- What follows from other tables is kept by the database itself, whoever writes. This script runs after every change of the schema:
-- where a migration rebuilds a table, its triggers go with the old one.

-- A sound shows the file that is there, of several the oldest; and keeps the last path it had where none is left.
DROP TRIGGER IF EXISTS Files_Inserted;
CREATE TRIGGER Files_Inserted AFTER INSERT ON Files WHEN NEW.SampleId IS NOT NULL
BEGIN
    UPDATE Samples SET (FileId, Path, Name, IsPresent) =
        (SELECT Id, Path, Name, NOT IsMissing FROM Files WHERE SampleId = NEW.SampleId ORDER BY IsMissing, Id LIMIT 1)
    WHERE Id = NEW.SampleId;
    DELETE FROM Names WHERE rowid = NEW.SampleId;
    INSERT INTO Names (rowid, Name, Folders)
        SELECT NEW.SampleId, group_concat(NameWords, ' '), group_concat(FolderWords, ' ') FROM Files WHERE SampleId = NEW.SampleId;
END;

DROP TRIGGER IF EXISTS Files_Deleted;
CREATE TRIGGER Files_Deleted AFTER DELETE ON Files WHEN OLD.SampleId IS NOT NULL
BEGIN
    UPDATE Samples SET FileId = NULL, IsPresent = 0 WHERE Id = OLD.SampleId;
    UPDATE Samples SET (FileId, Path, Name, IsPresent) =
        (SELECT Id, Path, Name, NOT IsMissing FROM Files WHERE SampleId = OLD.SampleId ORDER BY IsMissing, Id LIMIT 1)
    WHERE Id = OLD.SampleId AND EXISTS (SELECT 1 FROM Files WHERE SampleId = OLD.SampleId);
    DELETE FROM Names WHERE rowid = OLD.SampleId;
    INSERT INTO Names (rowid, Name, Folders)
        SELECT OLD.SampleId, group_concat(NameWords, ' '), group_concat(FolderWords, ' ') FROM Files WHERE SampleId = OLD.SampleId HAVING COUNT(*) > 0;
END;

DROP TRIGGER IF EXISTS Files_Moved;
CREATE TRIGGER Files_Moved AFTER UPDATE OF SampleId, Path, Name, NameWords, FolderWords ON Files
WHEN OLD.SampleId IS NOT NEW.SampleId OR OLD.Path <> NEW.Path OR OLD.NameWords <> NEW.NameWords OR OLD.FolderWords <> NEW.FolderWords
BEGIN
    UPDATE Samples SET FileId = NULL, IsPresent = 0 WHERE Id = OLD.SampleId;
    UPDATE Samples SET (FileId, Path, Name, IsPresent) =
        (SELECT Id, Path, Name, NOT IsMissing FROM Files WHERE SampleId = Samples.Id ORDER BY IsMissing, Id LIMIT 1)
    WHERE Id IN (OLD.SampleId, NEW.SampleId) AND EXISTS (SELECT 1 FROM Files WHERE SampleId = Samples.Id);
    DELETE FROM Names WHERE rowid IN (OLD.SampleId, NEW.SampleId);
    INSERT INTO Names (rowid, Name, Folders)
        SELECT SampleId, group_concat(NameWords, ' '), group_concat(FolderWords, ' ') FROM Files
        WHERE SampleId IN (OLD.SampleId, NEW.SampleId) GROUP BY SampleId;
END;

DROP TRIGGER IF EXISTS Files_Seen;
CREATE TRIGGER Files_Seen AFTER UPDATE OF IsMissing ON Files WHEN OLD.IsMissing <> NEW.IsMissing AND NEW.SampleId IS NOT NULL
BEGIN
    UPDATE Samples SET (FileId, Path, Name, IsPresent) =
        (SELECT Id, Path, Name, NOT IsMissing FROM Files WHERE SampleId = NEW.SampleId ORDER BY IsMissing, Id LIMIT 1)
    WHERE Id = NEW.SampleId;
END;

-- What changed lately, for programs that keep lists in memory: the last thousand sounds that were changed, and whether a sound came, went or is shown elsewhere.
CREATE TABLE IF NOT EXISTS Changes (Id INTEGER PRIMARY KEY, SampleId INTEGER NOT NULL, IsElsewhere INTEGER NOT NULL);

DROP TRIGGER IF EXISTS Samples_Inserted;
CREATE TRIGGER Samples_Inserted AFTER INSERT ON Samples
BEGIN
    INSERT INTO Changes (SampleId, IsElsewhere) VALUES (NEW.Id, 1);
    DELETE FROM Changes WHERE Id <= (SELECT MAX(Id) FROM Changes) - 1000;
END;

DROP TRIGGER IF EXISTS Samples_Updated;
CREATE TRIGGER Samples_Updated AFTER UPDATE ON Samples
BEGIN
    INSERT INTO Changes (SampleId, IsElsewhere) VALUES (NEW.Id, OLD.Path <> NEW.Path OR OLD.Name <> NEW.Name);
    DELETE FROM Changes WHERE Id <= (SELECT MAX(Id) FROM Changes) - 1000;
END;

DROP TRIGGER IF EXISTS Samples_Deleted;
CREATE TRIGGER Samples_Deleted AFTER DELETE ON Samples
BEGIN
    DELETE FROM Names WHERE rowid = OLD.Id;
    INSERT INTO Changes (SampleId, IsElsewhere) VALUES (OLD.Id, 1);
    DELETE FROM Changes WHERE Id <= (SELECT MAX(Id) FROM Changes) - 1000;
END;
