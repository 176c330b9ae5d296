import Foundation
package import Masking
package import Text

/// Answers lines of JSON with lines of JSON: `{"text": …}` with `{"top": [{"label", "score", "evidence"}]}`.
///
/// The text goes through the masker before anything else reads it.
package struct SuggestFilter: Sendable {
  /// What a line is answered with.
  package enum Scope: Sendable {
    /// What an agent would see; nothing where the assistant keeps silent.
    case suggestions
    /// Every rule whose conditions hold, sure or not, up to a limit.
    case all(limit: Int)
  }

  private let assistant: any Suggester
  private let scope: Scope
  private let masker: Masker

  package init(assistant: any Suggester, scope: Scope, masker: Masker = Masker()) {
    self.assistant = assistant
    self.scope = scope
    self.masker = masker
  }

  private struct Question: Decodable {
    var text: String
    var language: String?
  }

  fileprivate struct Answer: Encodable {
    var top: [Entry]

    struct Entry: Encodable {
      var label: String
      var score: Double
      var evidence: [String]
    }
  }

  /// Answers one line; `number` is its place in the input, from 1.
  /// - Throws: `malformedLine`, `unavailable`.
  package func answer(line: String, number: Int) async throws(AssistantError) -> String {
    guard let question = try? JSONDecoder().decode(Question.self, from: Data(line.utf8)) else {
      throw .malformedLine(number)
    }
    let context = context(question.text, language: question.language)
    let entries = try await entries(for: context)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(Answer(top: entries)) else {
      preconditionFailure("strings and finite numbers always have a JSON form")
    }
    return String(decoding: data, as: UTF8.self)
  }

  /// Why a text is answered as it is, line by line.
  /// - Throws: `unavailable`.
  package func explanation(
    of text: String
  ) async throws(AssistantError) -> [SanitizedText] {
    try await assistant.explanation(of: context(text, language: nil))
  }

  private func context(_ text: String, language: String?) -> AssistantContext {
    let text = masker.maskForgetting(UnmaskedText(received: SanitizedText(sanitizing: text)))
    return AssistantContext(turns: [.init(author: .customer, text: text)], language: language)
  }

  private func entries(
    for context: AssistantContext
  ) async throws(AssistantError) -> [Answer.Entry] {
    switch scope {
    case .suggestions:
      try await assistant.suggestions(for: context).compactMap { suggestion in
        suggestion.ruleID.map {
          .init(label: $0, score: suggestion.score, evidence: suggestion.evidence)
        }
      }
    case .all(let limit):
      try await assistant.ranking(of: context, limit: limit).map {
        .init(label: $0.id, score: $0.score, evidence: $0.evidence)
      }
    }
  }
}

extension SuggestFilter.Answer.Entry {
  init(label: RuleID, score: Double, evidence: [Suggestion.Evidence]) {
    self.init(
      label: label.rawValue, score: (score * 100_000).rounded() / 100_000,
      evidence: evidence.map(\.words.string))
  }
}

extension Assistant {
  /// The rules whose conditions hold, surest first, however unsure they are.
  package func rank(_ context: AssistantContext, limit: Int) -> [RankedRule] {
    let situation = Situation(context, pack: rules)
    return ranked(in: situation).prefix(limit).enumerated().map { place, candidate in
      // Evidence is for people, who read the first.
      let evidence = place == 0 ? evidence(for: candidate, in: situation) : []
      return RankedRule(
        id: rules.rules[candidate.place].id, score: candidate.confidence, evidence: evidence)
    }
  }
}
