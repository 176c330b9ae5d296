package import Audit
package import Foundation
import Masking
package import Text
import Tickets

/// What is typed after `/` in the access log, read as a filter.
///
/// `who:ben ticket:4102 reason:fraud customer:61 action:reveal kind:card outcome:denied approver:otto
/// host:desk-04 from:2026-11-01 until:2026-11-24 is:break-glass` and plain words, in any order.
package struct AuditQuery: Hashable, Sendable {
  package let filter: AuditFilter
  /// What could not be understood, as a sentence; the rest applies all the same.
  package let complaint: SanitizedText?

  /// Days are those of `calendar`.
  package init(
    _ typed: SanitizedText, people: [SanitizedText: Int64], calendar: Calendar = .current
  ) {
    var filter = AuditFilter()
    var words: [String] = []
    var complaint: SanitizedText?
    for part in typed.string.split(separator: " ") {
      let pair = part.split(separator: ":", maxSplits: 1).map(String.init)
      guard pair.count == 2, let key = Key(rawValue: pair[0].lowercased()) else {
        words.append(String(part))
        continue
      }
      complaint = Self.apply(key, pair[1], people, calendar, to: &filter) ?? complaint
    }
    filter.text = words.joined(separator: " ")
    self.filter = filter
    self.complaint = complaint
  }

  private enum Key: String {
    case who, ticket, customer, reason, action, kind, outcome, approver, host, from, until
    case `is`
  }

  /// Returns what is wrong with the value, if anything is.
  private static func apply(
    _ key: Key, _ value: String, _ people: [SanitizedText: Int64], _ calendar: Calendar,
    to filter: inout AuditFilter
  ) -> SanitizedText? {
    let shown = SanitizedText(sanitizing: value)
    switch key {
    case .who:
      filter.actor = person(value, people)
      if filter.actor == nil { return "Nobody here is called \(shown)." }
    case .approver:
      filter.approver = person(value, people)
      if filter.approver == nil { return "Nobody here is called \(shown)." }
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
    case .kind:
      filter.kind = IdentifierKind.builtIn.first {
        $0.rawValue == value.uppercased() || $0.word.string.lowercased() == value.lowercased()
      }
      if filter.kind == nil { return "\(shown) is no kind of identifier." }
    case .outcome:
      filter.outcome = AuditOutcome(rawValue: value.lowercased())
      if filter.outcome == nil { return "An outcome is success, denied, failed or pending." }
    case .host:
      filter.host = value
    case .from, .until:
      guard let day = AuditFilter.start(ofDay: value, in: calendar) else {
        return "\(shown) is no day; write it as in 2026-11-24."
      }
      filter.limit(
        fromDay: key == .from ? day : nil, throughDay: key == .until ? day : nil, in: calendar)
    case .is:
      return narrow(to: value.lowercased(), &filter)
    }
    return nil
  }

  /// Words for what is looked for most often.
  private static func narrow(to word: String, _ filter: inout AuditFilter) -> SanitizedText? {
    switch word {
    case "break-glass": filter.actions = [.revealBreakGlass]
    case "look": filter.actions = Set(AuditAction.known.filter(\.isLook))
    case "refused": filter.outcome = .denied
    default: return "Write is:look, is:refused or is:break-glass."
    }
    return nil
  }

  private static func person(_ name: String, _ people: [SanitizedText: Int64]) -> UserID? {
    people.first { $0.key.string.lowercased() == name.lowercased() }
      .map { UserID(rawValue: $0.value) }
  }
}
