/// The words that make a rule likely, or are needed for it.
package struct Keywords: Sendable {
  /// One of these must be there.
  package internal(set) var mustAny: [KeywordPattern] = []
  /// All of these must be there.
  package internal(set) var mustAll: [KeywordPattern] = []
  /// None of these may be there.
  package internal(set) var none: [KeywordPattern] = []
  /// Each of these makes the rule likelier.
  package internal(set) var boost: [KeywordPattern] = []

  var isEmpty: Bool { mustAny.isEmpty && mustAll.isEmpty && boost.isEmpty }

  /// The same as they have to be looked for in text whose synonyms were replaced.
  func reading(_ synonyms: SynonymTable) -> Keywords {
    var keywords = self
    keywords.mustAny = mustAny.map { $0.reading(synonyms) }
    keywords.mustAll = mustAll.map { $0.reading(synonyms) }
    keywords.none = none.map { $0.reading(synonyms) }
    keywords.boost = boost.map { $0.reading(synonyms) }
    return keywords
  }

  /// What was found.
  struct Hits {
    var isAllowed = true
    var words: [Range<Int>] = []

    /// How sure the keywords alone are: each leaves less doubt, a phrase less than a word.
    var confidence: Double {
      guard isAllowed else { return 0 }
      let doubt = words.prefix(4).reduce(1) { $0 * ($1.count > 1 ? 0.35 : 0.48) }
      return min(0.95, 1 - doubt)
    }
  }
}
