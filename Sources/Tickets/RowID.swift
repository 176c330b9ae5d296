/// The row id of one sort of thing: a ticket's cannot be passed where a message's is meant.
package struct RowID<Of>: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  /// The number in the store.
  package let rawValue: Int64

  /// Names the row with this number.
  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// By number.
  package static func < (left: RowID, right: RowID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Names a ticket; shown as `#1042`.
package typealias TicketID = RowID<Ticket>
/// Names a message of a conversation.
package typealias MessageID = RowID<Message>
/// Names a person who works here.
package typealias UserID = RowID<User>
/// Names an attachment.
package typealias AttachmentID = RowID<Attachment>
