package import Masking
package import Text

/// Why the assistant suggests what it does, and why not the rest.
package struct Explanation: Sendable {
  package let language: String
  /// The rules whose conditions hold, surest first.
  package let candidates: [Candidate]
  /// The rules whose conditions do not hold, with the one that failed.
  package let excluded: [Exclusion]
  /// Words of the text which no example holds.
  package let unknownWords: [SanitizedText]

  /// A rule in the running.
  package struct Candidate: Sendable {
    package let rule: RuleID
    package let revision: String
    package let title: SanitizedText
    package let place: SourcePlace
    package let score: Double
    /// Below this it keeps silent.
    package let threshold: Double
    /// What the examples said of it; `nil` where it has none.
    package let signs: Confidence.Signs?
    package let gates: [SanitizedText]
    package let evidence: [Suggestion.Evidence]
    /// Its words that weigh most, with what each adds.
    package let words: [(word: SanitizedText, weight: Double)]
    /// The example most like the text, and how like, 0 to 1.
    package let nearestExample: (text: MaskedText, similarity: Double)?

    /// The score in whole percent.
    package var percent: Int { Int(score * 100) }
  }

  /// A rule out of the running.
  package struct Exclusion: Sendable {
    package let rule: RuleID
    package let reason: SanitizedText
  }
}

extension Assistant {
  private static let explainedLimit = 5

  /// The whole reckoning behind `suggest(for:)`.
  package func explain(_ context: AssistantContext) -> Explanation {
    let situation = Situation(context, pack: rules)
    let candidates = ranked(in: situation)
    return Explanation(
      language: situation.language,
      candidates: candidates.prefix(Self.explainedLimit).map { explain($0, in: situation) },
      excluded: exclusions(in: situation),
      unknownWords: ranker?.unknownWords(in: situation.words).map {
        SanitizedText(sanitizing: situation.words.text($0))
      } ?? [])
  }

  private func explain(_ candidate: Candidate, in situation: Situation) -> Explanation.Candidate {
    let rule = rules.rules[candidate.place]
    let nearest = ranker.flatMap { ranker in
      ranker.likeness(ofRule: candidate.place, to: ranker.query(situation.words))
    }
    let contributions =
      ranker?.contributions(toRule: candidate.place, in: situation.words) ?? []
    let weights = zip(situation.words.words, contributions)
      .map { word, weight in
        (word: SanitizedText(sanitizing: situation.words.text(word)), weight: Double(weight))
      }
      .sorted { ($0.weight, $1.word.string) > ($1.weight, $0.word.string) }
    return Explanation.Candidate(
      rule: rule.id, revision: rule.revision, title: rule.title, place: rule.place,
      score: candidate.confidence, threshold: rule.minimumConfidence,
      signs: candidate.signs, gates: rule.gate.verdict(on: situation).reasons,
      evidence: evidence(for: candidate, in: situation),
      words: Array(weights.prefix(8)),
      nearestExample: nearest.map { ($0.nearest, Double($0.similarity)) })
  }

  private func exclusions(in situation: Situation) -> [Explanation.Exclusion] {
    let matches = keywords.matches(in: situation.words)
    return rules.rules.enumerated().compactMap { place, rule in
      let verdict = rule.gate.verdict(on: situation)
      guard verdict.isOpen else {
        return .init(rule: rule.id, reason: verdict.reasons.last ?? "its conditions")
      }
      return keywords.hits(ofRule: place, in: matches).isAllowed
        ? nil : .init(rule: rule.id, reason: "its keywords")
    }
  }
}
