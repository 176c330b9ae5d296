import Foundation

/// Turns a score and its circumstances into the chance that the rule is right.
///
/// A logistic model. Its weights were fitted on draws of 25, 60 and 110 rules from CLINC150's training
/// set (Larson et al. 2019): the direction with the examples of rules left out at full weight, standing
/// for questions nobody has an answer to; slope and intercept with a fifth of it, so that a score is
/// right about what customers do ask.
package struct Confidence: Sendable {
  var bias: Double
  var margin: Double
  var gap: Double
  var knownShare: Double
  var similarity: Double
  var explained: Double
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
    /// The share of the text's words that the rule's own examples hold, rare words counting more.
    package var explained: Double
    package var wordCount: Int
  }

  /// For rules with many examples.
  static let many = Confidence(
    bias: -1.24, margin: 3.00, gap: 0.16, knownShare: 0, similarity: 1.17, explained: 2.26,
    wordCount: 0)
  /// For rules with up to 25 examples, whose margins hold the cosine to the centroid as well; too few
  /// for the words that a rule holds to tell much.
  static let few = Confidence(
    bias: -3.96, margin: 2.00, gap: 1.30, knownShare: 2.50, similarity: 1.36, explained: 0,
    wordCount: 0.41)

  func probability(_ signs: Signs) -> Double {
    let sum =
      bias + margin * signs.margin + gap * signs.gap + knownShare * signs.knownShare
      + similarity * signs.similarity + explained * signs.explained
      + wordCount * log(1 + Double(signs.wordCount))
    return 1 / (1 + exp(-sum))
  }
}
