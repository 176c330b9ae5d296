/// What the second version of the file adds: masks can be lifted, and stored texts examined again.
///
/// Once released it is never edited. No row is changed on the way: the descriptors of identifiers
/// say why something was masked from now on, and those without are read as before.
enum SchemaVersion2 {
  static let statements = """
    -- Values that somebody looked at and that identify nobody: they stay readable.
    CREATE TABLE allowed (
      seq INTEGER PRIMARY KEY,            -- of the entry that records the look
      code BLOB NOT NULL UNIQUE,          -- keyed HMAC of the value under its kind, in the clear
      actor INTEGER NOT NULL,
      at INTEGER NOT NULL,
      mac BLOB NOT NULL,
      reason BLOB NOT NULL
    ) STRICT;

    -- One row, once there was cause for it: how far stored texts were examined again.
    CREATE TABLE examination (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      version INTEGER NOT NULL,
      last_ticket INTEGER NOT NULL,       -- that was examined; 0 where no run is under way
      edition INTEGER NOT NULL,           -- counts changes of words that were stored before
      mac BLOB NOT NULL,
      report BLOB                         -- what the run has found so far
    ) STRICT;
    """
}
