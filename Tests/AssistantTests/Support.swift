import Foundation
import Masking
import Testing
import Text

@testable import Assistant

/// The shipped rules and articles.
enum SampleData {
  private static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "SampleData")

  static var rulesDirectory: URL { root.appending(path: "rules") }
  static var knowledgeDirectory: URL { root.appending(path: "knowledge") }
}

func masked(_ text: String) -> MaskedText {
  Masker().maskForgetting(UnmaskedText(received: SanitizedText(sanitizing: text)))
}

func composed(_ text: String) -> MaskedText {
  Masker().redact(UnmaskedText(composed: SanitizedText(sanitizing: text)))
}

func context(
  _ texts: String..., language: String? = nil, tags: [SanitizedText] = [],
  facts: [String: MaskedText] = [:], repliedWith: [RuleID] = []
) -> AssistantContext {
  AssistantContext(
    turns: texts.map { .init(author: .customer, text: masked($0)) }, language: language,
    tags: tags, facts: facts, repliedWith: repliedWith)
}

func pack(_ rules: String, rest: String = "") throws -> RulePack {
  try RulePack.load(
    yaml: "schema: sealdesk.rules/1\n\(rest)\nrules:\n\(rules)", name: "test.yaml")
}

/// The faults of a text that cannot be taken.
func faults(_ yaml: String) -> [SourceFault] {
  do {
    _ = try RulePack.load(yaml: yaml, name: "test.yaml")
    return []
  } catch {
    guard case .invalid(let faults) = error else { return [] }
    return faults
  }
}
