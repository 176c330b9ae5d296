/// Figures of how suggestions fared over a time, from the log alone.
package struct AssistantFigures: Hashable, Sendable {
  /// How one rule or article fared.
  package struct Fare: Hashable, Sendable {
    package var shown = 0
    package var taken = 0
    /// Sent just as it was suggested.
    package var asItWas = 0
    /// Changed so much that it was a start at most.
    package var rewritten = 0
    /// A reply left without it.
    package var dismissed = 0
    var editedPercents: [Int] = []

    /// How much was changed, at the median.
    package var medianEditedPercent: Int? {
      editedPercents.isEmpty ? nil : editedPercents.sorted()[editedPercents.count / 2]
    }

    /// Whether nearly everybody who takes it writes it anew.
    package var isAlwaysRewritten: Bool {
      taken >= OversightFigures.smallestCell && rewritten * 5 >= taken * 4
    }
  }

  package private(set) var byOrigin: [String: Fare] = [:]
  private var keptWordCount = 0

  /// Above this share of changed words, in percent, nothing was edited but written anew.
  static let rewrittenPercent = 40
  /// What people type in a minute who type all day.
  static let wordsPerMinute = 40

  package init() {}

  /// How long it would have taken to type what was taken over.
  package var minutesSaved: Double { Double(keptWordCount) / Double(Self.wordsPerMinute) }

  mutating func count(_ use: SuggestionUse) {
    var fare = byOrigin[use.origin] ?? Fare()
    fare.taken += 1
    if let edited = use.editedPercent {
      fare.editedPercents.append(edited)
      if edited == 0 { fare.asItWas += 1 }
      if edited > Self.rewrittenPercent { fare.rewritten += 1 }
    }
    keptWordCount += use.keptWordCount
    byOrigin[use.origin] = fare
  }

  mutating func count(_ tally: SuggestionTally) {
    for (origin, count) in tally.counts {
      byOrigin[origin, default: Fare()].shown += count.shown
      byOrigin[origin, default: Fare()].dismissed += count.dismissed
    }
  }
}
