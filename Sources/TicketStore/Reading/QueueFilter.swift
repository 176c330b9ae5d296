import Desk
import Foundation
import Masking
import Text
import Tickets

/// What a person typed to narrow a list: `refund tag:billing is:pending from:mk`.
struct QueueFilter: Hashable {
  private(set) var words: [String] = []
  private(set) var tags: [String] = []
  private(set) var statuses: Set<TicketStatus> = []
  private(set) var priorities: Set<Priority> = []
  private(set) var languages: [String] = []
  private(set) var isUnreadOnly = false
  private(set) var senders: [String] = []
  /// Something that no ticket can be, such as `is:unheard-of`.
  private(set) var isImpossible = false

  var isEmpty: Bool { self == QueueFilter() }

  private init() {}

  init(_ typed: SanitizedText) {
    for part in typed.string.split(whereSeparator: \.isWhitespace) {
      let halves = part.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[1].isEmpty else {
        words.append(Self.fold(String(part)))
        continue
      }
      take(name: halves[0].lowercased(), value: String(halves[1]), typed: String(part))
    }
  }

  private mutating func take(name: String, value: String, typed: String) {
    switch name {
    case "tag": tags.append(Self.fold(value))
    case "from": senders.append(Self.fold(value))
    case "lang": languages.append(Self.fold(value))
    case "priority":
      if let priority = Priority(rawValue: value.lowercased()) {
        priorities.insert(priority)
      } else {
        isImpossible = true
      }
    case "is":
      if value.lowercased() == "unread" {
        isUnreadOnly = true
      } else if let status = TicketStatus(rawValue: value.lowercased()) {
        statuses.insert(status)
      } else {
        isImpossible = true
      }
    default: words.append(Self.fold(typed))
    }
  }

  /// Without case and accents, for comparing.
  static func fold(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text.lowercased() }
    return text.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
  }

  /// Whether a row stays; the cheap questions come first.
  func matches(_ row: QueueRow, foldedSubject: (Ticket) -> [UInt8]) -> Bool {
    let ticket = row.ticket
    guard !isImpossible, statuses.isEmpty || statuses.contains(ticket.status),
      priorities.isEmpty || priorities.contains(ticket.priority),
      !isUnreadOnly || row.unreadCount > 0
    else { return false }
    if !tags.isEmpty {
      let own = ticket.tags.map { Self.fold($0.string) }
      guard tags.allSatisfy(own.contains) else { return false }
    }
    guard languages.allSatisfy({ $0 == ticket.language }) else { return false }
    guard senders.allSatisfy({ Self.isSender($0, row.requesterHint) }) else { return false }
    guard !words.isEmpty else { return true }
    let subject = foldedSubject(ticket)
    return words.allSatisfy { Self.isPart($0, of: subject) }
  }

  /// By bytes: to compare by characters takes thirty times as long.
  private static func isPart(_ word: String, of subject: [UInt8]) -> Bool {
    let word = word.utf8
    guard let first = word.first else { return true }
    var rest = subject[...]
    while let start = rest.firstIndex(of: first) {
      rest = rest[start...]
      if rest.starts(with: word) { return true }
      rest = rest.dropFirst()
    }
    return false
  }

  /// Compares initials, for only they are to be seen.
  ///
  /// `ben` finds `B••• K•••`, and so does `bk`. An exact name is a lookup, which the log records,
  /// and no matter for a filter.
  private static func isSender(_ typed: String, _ hint: SanitizedText) -> Bool {
    let folded = fold(hint.string)
    if folded.contains(typed) { return true }
    let initials = folded.split(separator: " ").compactMap(\.first)
    guard let first = typed.first else { return true }
    return initials.contains(first) || String(initials).hasPrefix(typed)
  }
}
