package import Foundation

/// How soon a customer gets an answer.
package struct ServiceLevel: Hashable, Sendable {
  /// The time to the first reply, by priority.
  package var firstReply: [Priority: Duration]

  package init(firstReply: [Priority: Duration]) {
    self.firstReply = firstReply
  }

  /// What a new workspace starts with.
  package static let standard = ServiceLevel(firstReply: [
    .urgent: .seconds(3_600), .high: .seconds(4 * 3_600), .normal: .seconds(8 * 3_600),
    .low: .seconds(24 * 3_600),
  ])

  /// When a reply to a message that came at `time` is due.
  package func dueDate(priority: Priority, after time: Date) -> Date? {
    firstReply[priority].map { time.addingTimeInterval(TimeInterval($0.components.seconds)) }
  }
}
