import Assistant
import Audit
import Masking
import Text
import Tickets

/// What of the assistant's was on the screen of this session, and how it fared: numbers, no words.
struct SuggestionLedger {
  private struct Offer {
    var suggestions: [Suggestion]
    /// Those that were counted as shown since the last reply.
    var counted: Set<String> = []
  }

  private var offers: [TicketID: Offer] = [:]
  private(set) var tally = SuggestionTally()

  /// Tickets whose suggestions are remembered; further back nobody scrolls.
  private static let ticketLimit = 500
  /// So many counts are written down before the session ends.
  private static let flushCount = 200
  private var uncounted = 0

  var isDue: Bool { uncounted >= Self.flushCount }

  /// The assistant said this of a ticket, which may never be looked at.
  mutating func offer(_ suggestions: [Suggestion], for ticket: TicketID) {
    if offers[ticket] == nil, offers.count >= Self.ticketLimit { offers = [:] }
    offers[ticket, default: Offer(suggestions: [])].suggestions = suggestions
  }

  /// Somebody has read the ticket, and what was beside it.
  mutating func show(_ ticket: TicketID) {
    guard let offer = offers[ticket] else { return }
    for suggestion in offer.suggestions
    where offers[ticket]?.counted.insert(suggestion.originName).inserted == true {
      tally.show(suggestion.originName)
      uncounted += 1
    }
  }

  /// A reply left, begun with a suggestion or not.
  /// - Returns: how the suggestion fared.
  mutating func reply(
    to ticket: TicketID, saying body: MaskedText, from origin: String?
  ) -> SuggestionUse? {
    let offer = offers.removeValue(forKey: ticket)
    for counted in offer?.counted.sorted() ?? [] where counted != origin { tally.dismiss(counted) }
    guard let origin else { return nil }
    guard let suggested = offer?.suggestions.first(where: { $0.originName == origin }) else {
      return SuggestionUse(origin: origin, editedPercent: nil)
    }
    let change = WordChange(from: suggested.reply, to: body)
    return SuggestionUse(
      origin: origin, editedPercent: change.percent, keptWordCount: change.keptWordCount)
  }

  /// What there is to write down, once.
  mutating func take() -> SuggestionTally? {
    defer { (tally, uncounted) = (SuggestionTally(), 0) }
    return tally.isEmpty ? nil : tally
  }
}

/// How much of a text was changed, word by word (Levenshtein's distance over the longer one).
struct WordChange: Equatable {
  let percent: Int
  let keptWordCount: Int

  /// A reply is shorter; beyond this both are compared by their beginnings.
  private static let wordLimit = 600

  init(from suggested: MaskedText, to sent: MaskedText) {
    let old = Self.words(suggested)
    let new = Self.words(sent)
    let longer = max(old.count, new.count)
    let distance = Self.distance(old, new)
    percent = longer == 0 ? 0 : min(100, (distance * 100 + longer - 1) / longer)
    keptWordCount = max(0, longer - distance)
  }

  private static func words(_ text: MaskedText) -> [Substring] {
    Array(text.screenForm.string.split(whereSeparator: \.isWhitespace).prefix(wordLimit))
  }

  private static func distance(_ old: [Substring], _ new: [Substring]) -> Int {
    var row = Array(0...new.count)
    for (place, word) in old.enumerated() {
      var diagonal = row[0]
      row[0] = place + 1
      for column in 0..<new.count {
        let best = min(
          diagonal + (word == new[column] ? 0 : 1), row[column] + 1, row[column + 1] + 1)
        diagonal = row[column + 1]
        row[column + 1] = best
      }
    }
    return row[new.count]
  }
}
