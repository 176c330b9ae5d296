package import Foundation
package import Masking
package import Sealing
package import Text

/// A customer's case.
package struct Ticket: Hashable, Sendable, Identifiable {
  package let id: TicketID
  package let customer: CustomerID
  package var subject: MaskedText
  package var status: TicketStatus
  package var priority: Priority
  package var assignee: UserID?
  /// The team's inbox it came in by.
  package var queue: SanitizedText
  package var tags: [SanitizedText]
  /// The customer's language, as a BCP 47 primary subtag: `de`.
  package var language: String?
  package var channel: Channel
  package var createdAt: Date
  package var updatedAt: Date
  /// When the next reply is due; `nil` where nobody waits for one.
  package var dueAt: Date?
  /// When a snoozed ticket comes back.
  package var snoozedUntil: Date?
  /// Counts every change, for noticing that somebody else was first.
  package var version: Int

  package init(
    id: TicketID, customer: CustomerID, subject: MaskedText, status: TicketStatus = .new,
    priority: Priority = .normal, assignee: UserID? = nil, queue: SanitizedText = "inbox",
    tags: [SanitizedText] = [], language: String? = nil, channel: Channel = .email,
    createdAt: Date, updatedAt: Date, dueAt: Date? = nil, snoozedUntil: Date? = nil,
    version: Int = 1
  ) {
    self.id = id
    self.customer = customer
    self.subject = subject
    self.status = status
    self.priority = priority
    self.assignee = assignee
    self.queue = queue
    self.tags = tags
    self.language = language
    self.channel = channel
    self.createdAt = createdAt
    self.updatedAt = updatedAt
    self.dueAt = dueAt
    self.snoozedUntil = snoozedUntil
    self.version = version
  }
}

/// Where a ticket stands.
package enum TicketStatus: String, Sendable, Codable, CaseIterable {
  case new, open, pending, hold, snoozed, solved, closed, spam, merged, deleted

  /// Whether somebody still has to do something.
  package var isActive: Bool {
    switch self {
    case .new, .open, .pending, .hold, .snoozed: true
    case .solved, .closed, .spam, .merged, .deleted: false
    }
  }
}

/// How pressing a ticket is.
package enum Priority: String, Sendable, Codable, CaseIterable, Comparable {
  case low, normal, high, urgent

  /// Low comes first.
  package static func < (left: Priority, right: Priority) -> Bool {
    left.rank < right.rank
  }

  /// 0 for low to 3 for urgent.
  package var rank: Int {
    switch self {
    case .low: 0
    case .normal: 1
    case .high: 2
    case .urgent: 3
    }
  }
}

/// How a ticket came in.
package enum Channel: String, Sendable, Codable, CaseIterable {
  case email, chat, phone, web
}
