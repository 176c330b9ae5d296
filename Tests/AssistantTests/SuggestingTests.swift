import Foundation
import Masking
import Testing
import Text
import Tickets

@testable import Assistant

@Suite struct SuggestingTests {
  static let two = """
      - id: late
        title: parcel is late
        examples: [my parcel has not arrived, where is my package, delivery is late, still waiting for my parcel, tracking does not move]
        keywords: {boost: [parcel, late]}
        reply: {en: "Sorry, {{customer.first_name|there}}.", de: "Verzeihung, {{customer.first_name}}."}
      - id: refund
        title: refund is missing
        examples: [where is my refund, I want my money back, refund has not come, when do I get the money, you owe me a refund]
        keywords: {boost: [refund, money]}
        reply: "It takes {{shop.days}} days."
    """

  private func assistant(_ rules: String = two, rest: String = "values: {shop.days: \"5\"}") throws
    -> Assistant
  {
    Assistant(rules: try pack(rules, rest: rest))
  }

  private func top(_ assistant: Assistant, _ context: AssistantContext) -> String? {
    assistant.suggest(for: context).first?.ruleID?.rawValue
  }

  @Test func `the rule whose examples are nearest comes first`() throws {
    let assistant = try assistant()
    #expect(top(assistant, context("my package is late")) == "late")
    #expect(top(assistant, context("please give me my money back")) == "refund")
    #expect(top(assistant, context("xyzzy plugh")) == nil)
    #expect(top(assistant, context("")) == nil)
  }

  @Test func `the same input gives the same output`() throws {
    let text = context("my parcel is late and I want a refund")
    #expect(try assistant().suggest(for: text) == assistant().suggest(for: text))
  }

  @Test func `evidence lies where the words stand`() throws {
    let text = context("Hello! Where is my REFUND?")
    let suggestion = try #require(try assistant().suggest(for: text).first)
    let evidence = try #require(suggestion.evidence.last)
    guard case .text(let words) = text.lastCustomerText.segments[evidence.segment] else {
      Issue.record("evidence in a token")
      return
    }
    let bytes = Array(words.string.utf8)[evidence.range]
    #expect(String(decoding: bytes, as: UTF8.self) == evidence.words.string)
    #expect(evidence.words.string.contains("REFUND"))
  }

  @Test func `words of the subject count, and are not shown as evidence`() throws {
    let text = AssistantContext(
      subject: masked("my refund"),
      turns: [.init(author: .customer, text: masked("when does the money come"))])
    let suggestion = try #require(try assistant().suggest(for: text).first)
    #expect(suggestion.ruleID?.rawValue == "refund")
    #expect(suggestion.evidence.allSatisfy { !$0.words.string.contains("refund") })
  }

  @Test func `the reply is in the customer's language`() throws {
    let assistant = try assistant()
    let german = context("my parcel has not arrived", language: "de-AT")
    let suggestion = try #require(assistant.suggest(for: german).first)
    #expect(suggestion.language == "de")
    #expect(suggestion.reply.screenForm.string.hasPrefix("Verzeihung"))
    let unserved = context("my parcel has not arrived", language: "fi")
    #expect(assistant.suggest(for: unserved).first?.language == "en")
  }

  @Test func `facts and the shop's values fill the gaps, the rest stays open`() throws {
    let assistant = try assistant(rest: "values: {shop.days: \"5\"}")
    let refund = assistant.suggest(for: context("where is my refund")).first
    #expect(refund?.reply.screenForm.string == "It takes 5 days.")
    let known = context(
      "my parcel has not arrived", facts: ["customer.first_name": masked("X")])
    #expect(assistant.suggest(for: known).first?.reply.screenForm.string == "Sorry, X.")
    let open = assistant.suggest(for: context("my parcel has not arrived")).first?.reply
    #expect(open?.placeholders.map(\.name) == ["customer.first_name"])
  }

  @Test func `a customer's braces never become a placeholder`() throws {
    let assistant = try assistant()
    let hostile = context(
      "my parcel has not arrived",
      facts: ["customer.first_name": masked("{{agent.password!}}")])
    let reply = try #require(assistant.suggest(for: hostile).first?.reply)
    #expect(reply.placeholders.isEmpty)
    #expect(!reply.screenForm.string.contains("{{"))
  }

  @Test func `a missing fact is asked for, and found where it was said`() throws {
    let assistant = try assistant(
      """
        - id: cancel
          examples: [please cancel my order, I want to cancel, stop the order]
          needs: [order_ref]
          reply: "{{order_ref!}} is cancelled."
      """,
      rest: "slots: {order_ref: {pattern: LT-#####, ask: \"Which order?\"}}")
    let asked = try #require(assistant.suggest(for: context("please cancel my order")).first)
    #expect(asked.asksFor == "order_ref")
    #expect(asked.reply.screenForm.string == "Which order?")
    let told = assistant.suggest(for: context("my order is lt-20417", "please cancel it now"))
    #expect(told.first?.asksFor == nil)
    #expect(told.first?.reply.screenForm.string == "LT-20417 is cancelled.")
    let wrong = assistant.suggest(for: context("please cancel order LT-204177"))
    #expect(wrong.first?.asksFor == "order_ref")
  }

  @Test(arguments: [
    ("all: [{channel: chat}]", false), ("all: [{channel: [chat, email]}]", true),
    ("all: [{tag: vip}]", true), ("all: [{tag: vip}, {lang: de}]", false),
    ("any: [{lang: de}, {status: open}]", true), ("any: [{lang: de}, {status: solved}]", false),
    ("none: [{tag: VIP}]", false), ("none: [{keyword: [\"lawyer*\"]}]", true),
    ("none: [{keyword: [\"parc*\"]}]", false), ("all: [{queue: inbox}, {priority: normal}]", true),
    ("all: [{known: plan}]", true), ("all: [{fact: {plan: [gold, pro]}}]", true),
    ("all: [{fact: {plan: free}}]", false),
  ])
  func `a rule speaks only where its conditions hold`(gate: String, opens: Bool) throws {
    let assistant = try assistant(
      """
        - id: late
          when: {\(gate)}
          examples: [my parcel has not arrived, where is my package, parcel is late]
      """)
    let text = context(
      "my parcel has not arrived", language: "en", tags: ["vip"], facts: ["plan": masked("Gold")])
    #expect((top(assistant, text) == "late") == opens)
    if !opens {
      #expect(assistant.explain(text).excluded.map(\.rule.rawValue) == ["late"])
    }
  }

  @Test func `keywords that must not be there silence a rule`() throws {
    let assistant = try assistant(
      "  - {id: a, keywords: {must_any: [cancel*], must_all: [order], none: [subscription]}}")
    #expect(top(assistant, context("cancel the order")) == "a")
    #expect(top(assistant, context("cancel it")) == nil)
    #expect(top(assistant, context("cancel the subscription order")) == nil)
  }

  @Test func `a rule silences those it overrides`() throws {
    let rules = """
        - {id: general, keywords: {boost: [card, lost card]}}
        - {id: lost, keywords: {boost: [lost card]}, overrides: [general]}
      """
    let assistant = try assistant(rules)
    #expect(
      assistant.suggest(for: context("my lost card")).map(\.ruleID?.rawValue) == ["lost"])
    #expect(top(assistant, context("my card")) == "general")
  }

  @Test func `priority decides only between equals`() throws {
    let equal = try assistant(
      """
        - {id: a, keywords: {boost: [card]}}
        - {id: b, keywords: {boost: [card]}, priority: 5}
        - {id: c, keywords: {boost: [card, lost]}}
      """)
    #expect(top(equal, context("card")) == "b")
    #expect(top(equal, context("lost card")) == "c")
  }

  @Test func `a rule gains after the one it follows`() throws {
    let assistant = try assistant(
      """
        - {id: first, keywords: {boost: [password]}}
        - {id: second, keywords: {boost: [password]}, context: {after: first, within_turns: 2, boost: 0.2}}
      """)
    #expect(top(assistant, context("password")) == "first")
    let later = context("password", repliedWith: [RuleID(rawValue: "first")])
    #expect(top(assistant, later) == "second")
    let tooLate = context(
      "password", repliedWith: ["first", "x", "y"].map { RuleID(rawValue: $0) })
    #expect(top(assistant, tooLate) == "first")
  }

  @Test func `a counterexample takes a sentence away`() throws {
    let rules = """
        - id: card
          examples: [my card has not come, where is my new card, waiting for my card, card is late]
      """
    let with = try assistant(
      rules + "\n    not_examples: [the machine ate my card, my card was swallowed]")
    let sentence = context("the machine ate my card")
    let before = try assistant(rules).rank(sentence, limit: 1).first?.score ?? 0
    let after = with.rank(sentence, limit: 1).first?.score ?? 0
    #expect(after < before)
  }

  @Test func `notes and events stay out of the conversation`() {
    let now = Date(timeIntervalSince1970: 0)
    let messages = [Message.Kind.incoming, .note, .event, .reply, .unparsed].enumerated().map {
      Message(
        id: MessageID(rawValue: Int64($0.offset)), ticket: TicketID(rawValue: 1), author: .customer,
        kind: $0.element, body: masked("\($0.element)"), sentAt: now)
    }
    let turns = AssistantContext.turns(of: messages)
    #expect(turns.map(\.text.screenForm.string) == ["incoming", "reply"])
  }

  @Test func `a reload that fails keeps the rules in use`() throws {
    var shelf = RuleShelf(try assistant())
    shelf.reload { () throws(AssistantError) in
      (try RulePack.load(yaml: "rules: [", name: "broken.yaml"), .empty)
    }
    #expect(shelf.lastFailure != nil)
    #expect(top(shelf.assistant, context("where is my refund")) == "refund")
    shelf.reload { () throws(AssistantError) in
      (
        try RulePack.load(
          yaml: "schema: sealdesk.rules/1\nrules: [{id: new, keywords: {boost: [refund]}}]",
          name: "new.yaml"), .empty
      )
    }
    #expect(shelf.lastFailure == nil)
    #expect(top(shelf.assistant, context("where is my refund")) == "new")
  }

  @Test func `an explanation names the nearest example, the place and the unknown words`() throws {
    let explanation = try assistant().explain(context("where is my refund, zorgblat"))
    let best = try #require(explanation.candidates.first)
    #expect(best.rule.rawValue == "refund")
    #expect(best.place == SourcePlace(file: "test.yaml", line: 9))
    #expect(best.nearestExample?.text.screenForm.string == "where is my refund")
    #expect(best.words.first?.word.string == "refund")
    #expect(explanation.unknownWords == ["zorgblat"])
  }
}
