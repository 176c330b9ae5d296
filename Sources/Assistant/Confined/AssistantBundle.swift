package import Foundation
package import Masking

/// All that an assistant is made of, as its authors wrote it: what goes into the process that it is
/// shut in, which opens no file itself.
package struct AssistantBundle: Sendable {
  let rules: SourceFiles
  let knowledge: SourceFiles
  /// How to mask, in a form that the executable reads; `nil` for the usual policy.
  package let policy: String?
  let ranking: Assistant.Ranking

  private init(
    rules: SourceFiles, knowledge: SourceFiles, policy: String?, ranking: Assistant.Ranking
  ) {
    self.rules = rules
    self.knowledge = knowledge
    self.policy = policy
    self.ranking = ranking
  }

  /// Files held in memory, by name.
  package init(
    rules: [String: String], knowledge: [String: String] = [:], policy: String? = nil,
    ranking: Assistant.Ranking = .learned
  ) {
    self.init(
      rules: SourceFiles(rules), knowledge: SourceFiles(knowledge), policy: policy,
      ranking: ranking)
  }

  /// Reads every rule file below a directory.
  /// - Throws: `unreadable`, `empty`, `invalid`.
  package init(rulesIn directory: URL, policy: String? = nil) throws(AssistantError) {
    self.init(
      rules: try SourceFiles(directory: directory, suffixes: [".yaml", ".yml"]),
      knowledge: SourceFiles([:]), policy: policy, ranking: .learned)
  }

  /// Reads and checks, and learns nothing yet.
  /// - Throws: `invalid`.
  package func read(
    masker: Masker
  ) throws(AssistantError) -> (rules: RulePack, knowledge: KnowledgeBase) {
    (
      try RulePack.load(rules, masker: masker), KnowledgeBase.load(knowledge, masker: masker)
    )
  }

  /// Reads, checks and learns, in this process.
  /// - Throws: `invalid`.
  package func assistant(masker: Masker) throws(AssistantError) -> Assistant {
    let (rules, knowledge) = try read(masker: masker)
    return Assistant(rules: rules, knowledge: knowledge, ranking: ranking, masker: masker)
  }
}

extension AssistantBundle {
  func write(to message: inout MessageWriter) {
    for files in [rules, knowledge] {
      message.append(list: files.contents) { message, file in
        message.append(file.name)
        message.append(file.text)
      }
    }
    message.append(optional: policy) { $0.append($1) }
    message.append(UInt8(ranking == .learned ? 0 : 1))
  }

  init(from message: inout MessageReader) throws(AssistantError) {
    func files() throws(AssistantError) -> SourceFiles {
      let contents = try message.list { message throws(AssistantError) in
        (name: try message.string(), text: try message.string())
      }
      return SourceFiles(contents: contents)
    }
    self.init(
      rules: try files(), knowledge: try files(),
      policy: try message.optional { message throws(AssistantError) in try message.string() },
      ranking: try message.byte() == 0 ? .learned : .keywordsOnly)
  }
}
