import Foundation
import Masking
import Text

/// A rule whose conditions hold, with its chance of being right.
struct Candidate {
  /// The rule, by its place in the pack.
  let place: Int
  let minimumConfidence: Double
  let priority: Int
  /// Its place in the order of ids.
  let idRank: Int
  let hits: Keywords.Hits
  var confidence: Double
  /// What the examples said; `nil` where it has none, or is too far behind to be looked at.
  var signs: Confidence.Signs?
  /// Whether it may be shown by its own strength.
  var isSure: Bool { confidence >= minimumConfidence }

  /// What is shown beside a sure one must have at least this chance.
  static let leastShown = 0.15
}

extension Assistant {
  /// The rules whose conditions hold, surest first.
  func ranked(in situation: Situation) -> [Candidate] {
    var candidates = eligible(in: situation)
    score(&candidates, in: situation)
    candidates.removeAll { $0.confidence <= 0 }
    candidates.sort { $0.precedes($1) }
    return withoutOverridden(candidates)
  }

  private func eligible(in situation: Situation) -> [Candidate] {
    let matches = keywords.matches(in: situation.words)
    return rules.rules.indices.compactMap { place in
      let hits = keywords.hits(ofRule: place, in: matches)
      guard hits.isAllowed, rules.rules[place].gate.isOpen(in: situation) else { return nil }
      return Candidate(
        place: place, minimumConfidence: rules.rules[place].minimumConfidence,
        priority: rules.rules[place].priority, idRank: idRanks[place], hits: hits,
        confidence: hits.confidence)
    }
  }

  private func score(_ candidates: inout [Candidate], in situation: Situation) {
    if let ranker, !situation.words.words.isEmpty {
      scoreByExamples(&candidates, ranker: ranker, situation: situation)
    }
    for index in candidates.indices {
      guard let followUp = rules.rules[candidates[index].place].followUp else { continue }
      let recent = situation.context.repliedWith.suffix(followUp.turnCount)
      if recent.contains(where: followUp.after.contains) {
        candidates[index].confidence = min(0.99, candidates[index].confidence + followUp.boost)
      }
    }
  }

  /// Candidates worth a closer look than their score.
  private static let closeLookLimit = 5

  private func scoreByExamples(
    _ candidates: inout [Candidate], ranker: Ranker, situation: Situation
  ) {
    let query = ranker.query(situation.words)
    let scored = candidates.indices.compactMap { index in
      ranker.score(ofRule: candidates[index].place, in: query).map { (index: index, score: $0) }
    }.sorted { ($0.score, $1.index) > ($1.score, $0.index) }
    for (rank, entry) in scored.enumerated() {
      // A rule alone in the running leads by its distance from its own line.
      let rival = scored.count > 1 ? scored[rank == 0 ? 1 : 0].score : 0
      var probability = 0.01 / Double(rank + 1)
      if rank < Self.closeLookLimit {
        let likeness = ranker.likeness(ofRule: candidates[entry.index].place, to: query)
        let signs = Confidence.Signs(
          margin: Double(entry.score), gap: Double(entry.score - rival),
          knownShare: Double(query.vector.knownShare),
          similarity: Double(likeness?.similarity ?? 0),
          explained: Double(likeness?.explained ?? 0), wordCount: situation.words.words.count)
        candidates[entry.index].signs = signs
        probability = ranker.confidence.probability(signs) * (query.isForeign ? 0.5 : 1)
      }
      candidates[entry.index].confidence = candidates[entry.index].hits.raise(probability)
    }
  }

  /// Where a rule that is sure enough speaks, those it overrides keep silent.
  private func withoutOverridden(_ candidates: [Candidate]) -> [Candidate] {
    let silenced = Set(candidates.filter(\.isSure).flatMap { rules.rules[$0.place].overrides })
    return silenced.isEmpty
      ? candidates : candidates.filter { !silenced.contains(rules.rules[$0.place].id) }
  }
}

extension Candidate {
  /// By confidence; within the smaller gap of the two by priority; then by id, so that it is settled.
  func precedes(_ other: Candidate) -> Bool {
    (band, priority, confidence, other.idRank) > (
      other.band, other.priority, other.confidence, idRank
    )
  }

  /// Confidence in steps, so that "all but equal" is one notion for all and the order is total.
  private var band: Int { Int(confidence * 50) }
}

extension Keywords.Hits {
  /// What keywords add to a chance that was learned: half a step of its logarithm each.
  func raise(_ probability: Double) -> Double {
    let count = min(3, words.count)
    guard count > 0, probability > 0, probability < 1 else { return probability }
    let odds = log(probability / (1 - probability)) + 0.5 * Double(count)
    return 1 / (1 + exp(-odds))
  }
}
