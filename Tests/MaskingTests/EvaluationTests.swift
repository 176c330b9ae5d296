import Testing

@testable import Masking

/// The figures of `sealdesk mask evaluate`, against counts made by hand.
@Suite struct EvaluationTests {
  private static func span(_ start: Int, _ end: Int, _ type: String) -> LabelledSpan {
    LabelledSpan(start: start, end: end, type: type)
  }

  @Test func `a find of another kind hides characters and counts as none`() throws {
    var evaluation = MaskEvaluation()
    evaluation.add(
      scalarCount: 20, gold: [Self.span(0, 10, "EMAIL"), Self.span(12, 20, "PHONE")], ignored: [],
      found: [Self.span(0, 10, "EMAIL"), Self.span(12, 16, "CREDIT_CARD")])
    let total = evaluation.total
    #expect([total.gold, total.found, total.matched] == [2, 2, 1])
    #expect([total.characters, total.leaked] == [18, 4])
    #expect(total.precision == 0.5 && total.recall == 0.5 && total.f2 == 0.5)
    let phone = try #require(evaluation.kinds.first { $0.type == "PHONE" }?.figures)
    #expect([phone.gold, phone.found, phone.matched, phone.leaked] == [1, 0, 0, 4])
    #expect(evaluation.overMaskedShare == 0)
    #expect(evaluation.leakingMessageCount == 1)
  }

  @Test func `what touches only ignored places counts neither way`() {
    var evaluation = MaskEvaluation()
    evaluation.add(
      scalarCount: 10, gold: [], ignored: [Self.span(0, 4, "")],
      found: [Self.span(1, 3, "PHONE"), Self.span(5, 10, "EMAIL")])
    #expect(evaluation.total.found == 1)
    #expect(evaluation.overMaskedCharacterCount == 5)
    #expect(evaluation.otherCharacterCount == 10)
    #expect(evaluation.maskedMessageCount == 1 && evaluation.leakingMessageCount == 0)
  }

  @Test func `half of a span is a find, and each span is found once`() {
    var evaluation = MaskEvaluation()
    evaluation.add(
      scalarCount: 8, gold: [Self.span(0, 8, "PERSON")], ignored: [],
      found: [Self.span(0, 4, "PERSON"), Self.span(4, 8, "PERSON"), Self.span(4, 8, "PERSON")])
    let total = evaluation.total
    #expect([total.found, total.matched, total.leaked] == [2, 1, 0])
    var less = MaskEvaluation()
    less.add(
      scalarCount: 9, gold: [Self.span(0, 9, "PERSON")], ignored: [],
      found: [Self.span(0, 4, "PERSON")])
    #expect(less.total.matched == 0 && less.total.leaked == 5)
  }

  @Test func `F2 weighs a miss four times a false alarm`() {
    var evaluation = MaskEvaluation()
    evaluation.add(
      scalarCount: 40, gold: [Self.span(0, 4, "A"), Self.span(5, 9, "A")], ignored: [],
      found: [
        Self.span(0, 4, "A"), Self.span(10, 12, "A"), Self.span(20, 22, "A"),
        Self.span(30, 32, "A"),
      ])
    // Precision 1/4, recall 1/2: 5 · 1/8 / (1 + 1/2).
    #expect(abs(evaluation.total.f2 - 5.0 / 12) < 1e-12)
  }
}
