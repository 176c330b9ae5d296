package import Audit
import Foundation
package import Text
import Tickets

/// What is typed after `/` in the access log, read as a filter.
///
/// `who:ben ticket:4102 reason:fraud customer:61 action:reveal` and plain words, in any order.
package struct AuditQuery: Hashable, Sendable {
  package let filter: AuditFilter
  /// What could not be understood, as a sentence; the rest applies all the same.
  package let complaint: SanitizedText?

  package init(_ typed: SanitizedText, people: [SanitizedText: Int64]) {
    var filter = AuditFilter()
    var words: [String] = []
    var complaint: SanitizedText?
    for part in typed.string.split(separator: " ") {
      let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
      guard pair.count == 2, let key = Key(rawValue: pair[0].lowercased()) else {
        words.append(String(part))
        continue
      }
      complaint = Self.apply(key, pair[1], people, to: &filter) ?? complaint
    }
    filter.text = words.joined(separator: " ")
    self.filter = filter
    self.complaint = complaint
  }

  private enum Key: String {
    case who, ticket, customer, reason, action
  }

  /// Returns what is wrong with the value, if anything is.
  private static func apply(
    _ key: Key, _ value: String, _ people: [SanitizedText: Int64], to filter: inout AuditFilter
  ) -> SanitizedText? {
    let shown = SanitizedText(sanitizing: value)
    switch key {
    case .who:
      guard let id = people.first(where: { $0.key.string.lowercased() == value.lowercased() })
      else { return "Nobody here is called \(shown)." }
      filter.actor = UserID(rawValue: id.value)
    case .ticket:
      guard let number = Int64(value.drop { $0 == "#" }) else {
        return "\(shown) is no ticket's number."
      }
      filter.ticket = TicketID(rawValue: number)
    case .customer:
      guard let number = Int64(value.hasPrefix("c-") ? value.dropFirst(2) : value[...]) else {
        return "\(shown) is no customer's number."
      }
      filter.limit(toCustomer: number)
    case .reason:
      filter.reasonCode = value
    case .action:
      filter.actions = Set(
        AuditAction.known.filter { $0.rawValue.hasPrefix(value.lowercased()) })
      if filter.actions.isEmpty { return "No action begins with \(shown)." }
    }
    return nil
  }
}
