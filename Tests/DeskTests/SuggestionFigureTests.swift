import Assistant
import Audit
import Masking
import Testing
import Text
import Tickets

@testable import Desk

/// What stands in the log of how suggestions fared.
@Suite struct SuggestionFigureTests {
  private static let rules = """
    schema: sealdesk.rules/1
    rules:
      - id: late
        examples: [where is my parcel, my parcel is late]
        reply: {en: Your parcel is on its way and should be there in three days.}
      - {id: lost, examples: [my parcel is lost, the parcel is gone], reply: {en: We look for it.}, min_confidence: 0}
    """

  @Test(arguments: [
    ("Your parcel is on its way and should be there in three days.", "late edited=0 kept=13"),
    ("Your parcel is on its way and should be there in four days.", "late edited=8 kept=12"),
    ("No.", "late edited=100 kept=0"),
  ])
  func `how much of it was changed is measured in words`(sent: String, detail: String) throws {
    let assistant = Assistant(rules: try RulePack.load(yaml: Self.rules, name: "own.yaml"))
    var ledger = SuggestionLedger()
    let ticket = TicketID(rawValue: 1)
    let context = AssistantContext(turns: [
      .init(author: .customer, text: MaskedText(literal: "where is my parcel"))
    ])
    ledger.offer(assistant.suggest(for: context), for: ticket)
    ledger.show(ticket)
    ledger.show(ticket)
    let body = Masker().redact(UnmaskedText(composed: SanitizedText(sanitizing: sent)))
    let use = ledger.reply(to: ticket, saying: body, from: "late")
    #expect(use?.detail == detail)
    let shown = ledger.take()
    #expect(shown?.detail.hasPrefix("late 1/0") == true)
    let rest = ledger.take()
    #expect(rest == nil)
    let later = ledger.reply(to: ticket, saying: body, from: "late")
    #expect(later?.detail == "late")
  }

  @Test func `a reply without any leaves all aside that were shown`() throws {
    let assistant = Assistant(rules: try RulePack.load(yaml: Self.rules, name: "own.yaml"))
    var ledger = SuggestionLedger()
    let ticket = TicketID(rawValue: 1)
    let context = AssistantContext(turns: [
      .init(author: .customer, text: MaskedText(literal: "where is my parcel"))
    ])
    ledger.offer(assistant.suggest(for: context), for: ticket)
    _ = ledger.reply(to: ticket, saying: .empty, from: nil)
    let unseen = ledger.take()
    #expect(unseen == nil)
    ledger.offer(assistant.suggest(for: context), for: ticket)
    ledger.show(ticket)
    _ = ledger.reply(to: ticket, saying: .empty, from: nil)
    let left = ledger.take()
    #expect(left?.detail.hasPrefix("late 1/1") == true)
  }
}
