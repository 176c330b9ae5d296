/// How a suggested reply fared, as it stands in the detail of `macro.run`: which rule, and how much of
/// it was left; never what was written.
package struct SuggestionUse: Hashable, Sendable {
  /// The rule's id, or the article's path and anchor.
  package let origin: String
  /// How much was changed, 0 to 100; `nil` where the suggestion was no longer at hand.
  package let editedPercent: Int?
  /// How many of its words were sent.
  package let keptWordCount: Int

  package init(origin: String, editedPercent: Int?, keptWordCount: Int = 0) {
    self.origin = origin
    self.editedPercent = editedPercent
    self.keptWordCount = keptWordCount
  }

  /// `billing.duplicate edited=12 kept=46`.
  package var detail: String {
    editedPercent.map { "\(origin) edited=\($0) kept=\(keptWordCount)" } ?? origin
  }

  /// Reads what `detail` wrote; entries of earlier versions name the origin alone.
  package init(detail: String) {
    let words = detail.split(separator: " ", omittingEmptySubsequences: false)
    guard words.count >= 3, let edited = Self.number(words[words.count - 2], "edited="),
      let kept = Self.number(words[words.count - 1], "kept=")
    else {
      self.init(origin: detail, editedPercent: nil)
      return
    }
    self.init(
      origin: words.dropLast(2).joined(separator: " "), editedPercent: min(100, edited),
      keptWordCount: kept)
  }

  private static func number(_ word: Substring, _ name: String) -> Int? {
    word.hasPrefix(name) ? Int(word.dropFirst(name.count)) : nil
  }
}

/// How often each suggestion was on the screen, and how often a reply left without it, as it stands in
/// the detail of `suggestion.tally`.
package struct SuggestionTally: Hashable, Sendable {
  package struct Count: Hashable, Sendable {
    package var shown = 0
    package var dismissed = 0
  }

  package private(set) var counts: [String: Count] = [:]

  package init() {}

  package var isEmpty: Bool { counts.isEmpty }

  package mutating func show(_ origin: String) {
    counts[Self.name(origin), default: Count()].shown += 1
  }

  package mutating func dismiss(_ origin: String) {
    counts[Self.name(origin), default: Count()].dismissed += 1
  }

  /// `billing.duplicate 12/3; delivery.late 4/0`, by name.
  package var detail: String {
    counts.sorted { $0.key < $1.key }
      .map { "\($0.key) \($0.value.shown)/\($0.value.dismissed)" }.joined(separator: "; ")
  }

  /// Reads what `detail` wrote, and passes over what it did not.
  package init(detail: String) {
    for entry in detail.split(separator: ";") {
      let words = entry.split(separator: " ")
      let numbers = words.last?.split(separator: "/").compactMap { Int($0) } ?? []
      guard words.count > 1, numbers.count == 2, numbers.allSatisfy({ $0 >= 0 }) else { continue }
      counts[words.dropLast().joined(separator: " "), default: Count()].shown += numbers[0]
      counts[words.dropLast().joined(separator: " "), default: Count()].dismissed += numbers[1]
    }
  }

  private static func name(_ origin: String) -> String { origin.replacing(";", with: ",") }
}
