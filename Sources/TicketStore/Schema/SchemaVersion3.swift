/// What the third version of the file adds: requests for a supervisor's approval.
///
/// Once released it is never edited. No row is changed on the way: values that were sealed under the
/// customer's key alone stay so until they are masked again.
enum SchemaVersion3 {
  static let number = 3
  static let statements = """
    -- Requests to see what takes approval, what was said to them, and what was granted.
    CREATE TABLE approval (
      id INTEGER PRIMARY KEY,             -- seq of the entry that records the request
      version INTEGER NOT NULL,
      ticket INTEGER NOT NULL REFERENCES ticket(id),
      customer INTEGER NOT NULL REFERENCES customer(id),
      requester INTEGER NOT NULL,
      state INTEGER NOT NULL,             -- 0 waits, 1 approved, 2 denied, 3 has run out
      requested_at INTEGER NOT NULL,
      expires_at INTEGER NOT NULL,        -- of the request; once approved, of what was granted
      decided_at INTEGER,
      mac BLOB NOT NULL,
      request BLOB NOT NULL,
      decision BLOB
    ) STRICT;
    CREATE INDEX approval_open ON approval(expires_at) WHERE state <= 1;
    CREATE INDEX approval_requested ON approval(requested_at);
    """
}
