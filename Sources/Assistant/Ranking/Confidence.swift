import Foundation

/// Turns a score and its circumstances into the chance that the rule is right.
///
/// A logistic model. Its weights were fitted where some rules were left out of the training data, so
/// that their examples stood for questions nobody has an answer to.
package struct Confidence: Sendable {
  var bias: Double
  var margin: Double
  var gap: Double
  var knownShare: Double
  var similarity: Double
  var wordCount: Double

  /// What is known of one candidate.
  package struct Signs: Hashable, Sendable {
    /// How far on the rule's side the text lies.
    package var margin: Double
    /// The lead over the best other rule, negative where there is none.
    package var gap: Double
    /// The share of words that training has seen.
    package var knownShare: Double
    /// To the nearest example.
    package var similarity: Double
    package var wordCount: Int
  }

  /// For rules with many examples.
  static let many = Confidence(
    bias: -6.65, margin: 1.68, gap: 2.29, knownShare: 4.34, similarity: 1.79, wordCount: 0.50)
  /// For rules with up to 25 examples, whose margins hold the cosine to the centroid as well.
  static let few = Confidence(
    bias: -4.05, margin: 1.66, gap: 2.12, knownShare: 2.53, similarity: 0.12, wordCount: 0.42)

  func probability(_ signs: Signs) -> Double {
    let sum =
      bias + margin * signs.margin + gap * signs.gap + knownShare * signs.knownShare
      + similarity * signs.similarity + wordCount * log(1 + Double(signs.wordCount))
    return 1 / (1 + exp(-sum))
  }
}
