import Foundation

/// Turns a score and its circumstances into the chance that the rule is right.
///
/// A logistic model. Its weights were fitted on ten draws of rules from CLINC150's training set
/// (Larson et al. 2019): the direction with the examples of rules left out at full weight, standing
/// for questions nobody has an answer to; slope and intercept with a fifth of it, so that a score is
/// right about what customers do ask.
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
    bias: -6.37, margin: 1.93, gap: 1.54, knownShare: 3.17, similarity: 3.71, wordCount: 0.75)
  /// For rules with up to 25 examples, whose margins hold the cosine to the centroid as well.
  static let few = Confidence(
    bias: -3.96, margin: 2.00, gap: 1.30, knownShare: 2.50, similarity: 1.36, wordCount: 0.41)

  func probability(_ signs: Signs) -> Double {
    let sum =
      bias + margin * signs.margin + gap * signs.gap + knownShare * signs.knownShare
      + similarity * signs.similarity + wordCount * log(1 + Double(signs.wordCount))
    return 1 / (1 + exp(-sum))
  }
}
