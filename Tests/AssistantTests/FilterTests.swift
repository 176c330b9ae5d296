import Foundation
import Masking
import Testing
import Text

@testable import Assistant

@Suite struct FilterTests {
  static let lines = """
    {"text": "where is my \\"parcel\\"?", "label": "late/1"}
    {"text": "my parcel is late", "label": "late/1"}

    {"text": "refund: please \\\\ now # soon", "label": "money_back"}
    {"text": "geld zurück\\n🙂", "label": "money_back"}
    """

  @Test func `labelled sentences become rules with the same words`() throws {
    let files = try RuleWriter().fromExamples(Self.lines)
    #expect(files.keys.sorted() == ["001-late-1.yaml", "002-money-back.yaml"])
    let pack = try RulePack.load(files: files)
    #expect(pack.rules.map(\.id.rawValue) == ["late/1", "money_back"])
    #expect(pack.rules[1].title == "money back")
    #expect(
      pack.rules.flatMap(\.examples).map(\.screenForm.string) == [
        "where is my \"parcel\"?", "my parcel is late", "refund: please \\ now # soon",
        "geld zurück\n🙂",
      ])
  }

  @Test func `a line that is no example is named by its number`() {
    #expect(throws: AssistantError.malformedLine(2)) {
      try RuleWriter().fromExamples("{\"text\": \"a\", \"label\": \"b\"}\n{\"text\": 1}")
    }
  }

  @Test func `a filter answers with labels, scores and evidence, or with silence`() async throws {
    let pack = try RulePack.load(files: try RuleWriter().fromExamples(Self.lines))
    let assistant = Assistant(rules: pack)
    let shown = SuggestFilter(assistant: assistant, scope: .suggestions)
    let all = SuggestFilter(assistant: assistant, scope: .all(limit: 5))
    let answer = try await shown.answer(line: "{\"text\": \"where is my parcel\"}", number: 1)
    #expect(answer.contains("\"label\":\"late/1\""))
    #expect(answer.contains("parcel"))
    #expect(try await shown.answer(line: "{\"text\": \"qwertz\"}", number: 1) == "{\"top\":[]}")
    #expect(try await all.answer(line: "{\"text\": \"qwertz\"}", number: 1).contains("money_back"))
    await #expect(throws: AssistantError.malformedLine(7)) {
      try await shown.answer(line: "[]", number: 7)
    }
  }
}

@Suite struct CheckTests {
  @Test func `a reply is measured by its rule's checks`() throws {
    let assistant = Assistant(
      rules: try pack(
        """
          - id: refund
            examples: [where is my refund]
            checks: {max_words: 6, forbid: [guarantee, "within 24 hours"]}
        """))
    let id = RuleID(rawValue: "refund")
    #expect(assistant.check(composed("It takes five days."), from: id) == [])
    let reply = composed("We guaranteed it within 24 hours, {{name!}}, really {{x|y}}")
    #expect(
      assistant.check(reply, from: id) == [
        .unresolved(Placeholder(name: "name", isRequired: true)), .forbiddenWords("guarantee"),
        .forbiddenWords("within 24 hours"), .tooLong(wordCount: 9, limit: 6),
      ])
    #expect(assistant.check(reply, from: nil).map(\.isBlocking) == [true])
  }

  @Test func `a reply in another language is noticed`() {
    let assistant = Assistant(rules: RulePack())
    let german = composed("Wir haben Ihr Paket gestern an den Paketdienst gegeben.")
    #expect(
      assistant.check(german, from: nil, language: "en") == [
        .otherLanguage(found: "de", expected: "en")
      ])
    #expect(assistant.check(german, from: nil, language: "de") == [])
  }

  @Test func `a rule whose examples all go to another is reported as shadowed`() throws {
    let shadowed = try pack(
      """
        - {id: big, keywords: {boost: [tea, green, leaf]}, examples: [green tea set], overrides: [small], min_confidence: 0.1}
        - {id: small, examples: [green tea leaf, leaf of green tea]}
      """)
    #expect(shadowed.lint().map(\.problem).contains(.shadowedRule("small", by: "big")))
  }

  @Test func `an explanation in words names rule, words, conditions and runner-up`() async throws {
    let assistant = Assistant(
      rules: try pack(
        """
          - id: late
            title: parcel is late
            examples: [where is my parcel, my parcel is late]
            when: {all: [{channel: [email]}]}
          - {id: refund, title: money back, examples: [where is my refund, I want my money]}
          - {id: chat, examples: [hello], when: {all: [{channel: chat}]}}
        """))
    let text = try await SuggestFilter(assistant: assistant, scope: .suggestions)
      .explanation(of: "where is my parcel zorgblat").map(\.string).joined(separator: "\n")
    #expect(text.contains("1. late, parcel is late: "))
    #expect(text.contains("words: ") && text.contains("parcel”"))
    #expect(text.contains("conditions: channel: email"))
    #expect(text.contains("runner-up: refund, money back: "))
    #expect(text.contains("in no example: zorgblat"))
    #expect(text.contains("out: chat (not: channel: chat)"))
  }

  @Test func `examples that two rules claim are reported`() throws {
    let shared = try pack(
      """
        - {id: a, examples: [where is my parcel, parcel is late]}
        - {id: b, examples: [where is my parcels, give me money]}
      """)
    #expect(
      shared.lint().map(\.problem).contains(.sharedExample(rule: "b", with: "a")))
    #expect(
      try pack("  - {id: a, examples: [one two]}\n  - {id: b, examples: [three]}").lint() == [])
  }
}
