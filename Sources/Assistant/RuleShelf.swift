package import Masking

/// Holds the assistant in use, and keeps it when new rules turn out to be faulty.
package struct RuleShelf: Sendable {
  /// The assistant made from the last rules that were good.
  package private(set) var assistant: Assistant
  /// What was wrong with the last attempt; `nil` after a good one.
  package private(set) var lastFailure: AssistantError?

  package init(_ assistant: Assistant) {
    self.assistant = assistant
  }

  /// Takes new rules and articles, or keeps the old and remembers why.
  ///
  /// An unchanged pack is not learnt again.
  package mutating func reload(
    masker: Masker = Masker(),
    _ load: () throws(AssistantError) -> (rules: RulePack, knowledge: KnowledgeBase)
  ) {
    do {
      let (rules, knowledge) = try load()
      lastFailure = nil
      assistant = assistant.replacing(rules: rules, knowledge: knowledge, masker: masker)
    } catch {
      lastFailure = error
    }
  }
}
