import Masking
import Testing
import Text

@testable import Assistant

@Suite struct KnowledgeTests {
  static let files = [
    "returns.md":
      "# Returns\n\nIntro text.\n\n## How it works\nPrint a label.\n\n## How it works\nAgain.\n",
    "returns.de.md": "# Rückgabe\n\n## So geht es\nEtikett drucken und abgeben.\n",
    "team/tone.md": "---\ntitle: Tone\ninternal: true\n---\nNever promise a refund tomorrow.\n",
    "code.md": "# Code\n```\n# not a heading\n```\n",
  ]

  @Test func `an article is cut at its headings`() {
    let knowledge = KnowledgeBase.load(files: Self.files)
    let sections = knowledge.sections.filter { $0.anchor.path == "returns.md" }
    #expect(sections.map(\.anchor.anchor) == ["", "how-it-works", "how-it-works-2"])
    #expect(sections.map(\.title) == ["Returns", "Returns: How it works", "Returns: How it works"])
    #expect(sections[1].text.screenForm == "Print a label.")
    #expect(knowledge.sections.first { $0.anchor.path == "returns.de.md" }?.language == "de")
    #expect(knowledge.sections.count { $0.anchor.path == "code.md" } == 1)
  }

  @Test func `the section that shares the rarest words comes first`() {
    let knowledge = KnowledgeBase.load(files: Self.files)
    let hits = knowledge.find(WordSequence(masked("print the label")), language: "en", limit: 2)
    #expect(hits.first?.section.anchor == ArticleAnchor(path: "returns.md", anchor: "how-it-works"))
    #expect(hits.first?.words == [0, 2])
    #expect(knowledge.find(WordSequence(masked("weather")), language: "en", limit: 2).isEmpty)
    #expect(
      KnowledgeBase.empty.find(WordSequence(masked("label")), language: "en", limit: 2).isEmpty)
  }

  @Test func `an internal article is shown and never offered as a reply`() {
    let assistant = Assistant(rules: RulePack(), knowledge: .load(files: Self.files))
    let suggestions = assistant.suggest(for: context("promise refund tomorrow"))
    #expect(suggestions.first?.source == .article(path: "team/tone.md", anchor: ""))
    #expect(suggestions.first?.reply == .empty)
    #expect(suggestions.first?.excerpt.isEmpty == false)
  }
}
