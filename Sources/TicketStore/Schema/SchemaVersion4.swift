/// What the fourth version of the file adds: customers whose data nobody erases.
///
/// Once released it is never edited. No row is changed on the way.
enum SchemaVersion4 {
  static let number = 4
  static let statements = """
    -- Customers whose data is kept from being erased, and why.
    CREATE TABLE hold (
      customer INTEGER PRIMARY KEY REFERENCES customer(id),
      actor INTEGER NOT NULL,
      since INTEGER NOT NULL,
      mac BLOB NOT NULL,
      reason BLOB NOT NULL                -- sealed under the workspace's key
    ) STRICT;
    """
}
