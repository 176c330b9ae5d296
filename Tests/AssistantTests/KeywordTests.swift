import Masking
import Testing
import Text

@testable import Assistant

@Suite struct KeywordTests {
  @Test func `the index finds what looking for each pattern finds`() throws {
    let words = [
      "card", "cards", "charged", "twice", "deliver", "delivery", "delivered", "not", "parcel",
      "paket", "the", "refund",
    ]
    var random = SplitMix(seed: 11)
    func word() -> String { words[Int(random.next() % UInt64(words.count))] }
    func phrase() -> String {
      switch random.next() % 4 {
      case 0: "\(word()) \(word())"
      case 1: "\(word().prefix(4))*"
      case 2: "\(word()) \(word().prefix(3))*"
      default: word()
      }
    }
    for _ in 0..<200 {
      var rule = Rule(
        id: RuleID(rawValue: "a"), title: "", place: SourcePlace(file: "", line: 1), revision: "")
      rule.keywords.boost = (0..<4).compactMap { _ in KeywordPattern(phrase()) }
      rule.keywords.none = (0..<1).compactMap { _ in KeywordPattern(phrase()) }
      let text = WordSequence(masked((0..<8).map { _ in word() }.joined(separator: " ")))
      let index = KeywordIndex([rule])
      let hits = index.hits(ofRule: 0, in: index.matches(in: text))
      let isAllowed = rule.keywords.none.allSatisfy { $0.firstMatch(in: text) == nil }
      #expect(hits.isAllowed == isAllowed)
      let expected = isAllowed ? rule.keywords.boost.compactMap { $0.firstMatch(in: text) } : []
      #expect(Set(hits.words) == Set(expected))
    }
  }

  @Test func `a keyword that is a synonym of another counts once, and is found as either`() throws {
    let assistant = Assistant(
      rules: try pack(
        "  - {id: a, keywords: {boost: [parcel, paket, mein paket]}}",
        rest: "synonyms: {parcel: [paket]}"), ranking: .keywordsOnly)
    let once = assistant.rank(context("parcel"), limit: 1).first
    #expect(once?.score == assistant.rank(context("paket"), limit: 1).first?.score)
    let phrase = assistant.rank(context("wo ist mein paket"), limit: 1).first
    #expect((phrase?.score ?? 0) > (once?.score ?? 1))
  }

  @Test func `a condition on words reads synonyms as well`() throws {
    let assistant = Assistant(
      rules: try pack(
        """
          - {id: a, keywords: {boost: [late]}, when: {none: [{keyword: [paket]}]}}
        """, rest: "synonyms: {parcel: [paket]}"))
    #expect(assistant.suggest(for: context("late")).count == 1)
    #expect(assistant.suggest(for: context("late paket")).isEmpty)
  }
}
