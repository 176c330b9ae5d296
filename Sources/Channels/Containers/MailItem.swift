/// One message of a container, or what stands in its place.
package struct MailItem: Sendable {
  package let position: Position
  /// What Maildir knows of it; empty elsewhere.
  package let flags: Set<MaildirFlag>
  /// The message, or why it could not be read; the rest goes on.
  package let content: Result<[UInt8], MailContainerError>

  init(
    position: Position, flags: Set<MaildirFlag> = [],
    content: Result<[UInt8], MailContainerError>
  ) {
    self.position = position
    self.flags = flags
    self.content = content
  }

  /// Where it stands, for a rejects file and for going on later.
  package struct Position: Hashable, Sendable {
    /// Counts files from zero in the container's order.
    package let fileIndex: Int
    /// Where in its file it starts.
    package let byteOffset: Int
  }
}

/// Maildir's info flags (`:2,FRS`).
package enum MaildirFlag: Character, Hashable, Sendable {
  case passed = "P"
  case replied = "R"
  case seen = "S"
  case trashed = "T"
  case draft = "D"
  case flagged = "F"
}
