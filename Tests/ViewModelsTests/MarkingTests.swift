import ConsoleFixtures
import Desk
import Foundation
import Masking
import Testing
import Text
import Tickets

@testable import ViewModels

/// Marking what was missed, and lifting a mask, by keys.
@MainActor
struct MarkingTests {
  private func opened() async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("Enter")
    return harness
  }

  private func selected(_ harness: ConsoleHarness) -> String? {
    harness.console.conversation.selection?.selectedWords.string
  }

  // MARK: Selecting

  @Test func `v selects a word, and moving goes from word to word and message to message`() async {
    let harness = await opened()
    await harness.press("v")
    // Nothing is laid out yet, so that it begins with the newest message.
    #expect(selected(harness) == "Also")
    await harness.press("w", "w")
    #expect(selected(harness) == "bank")
    await harness.press("b")
    #expect(selected(harness) == "my")
    await harness.press("b", "b")
    #expect(selected(harness) == "#3988", "the last word of the note before")
    await harness.press("Esc")
    #expect(harness.console.conversation.selection == nil)
  }

  @Test func `held at one end, the selection grows by word and by character, and shrinks`() async {
    let harness = await opened()
    await harness.press("v", "w", "v", "w", "w")
    #expect(selected(harness) == "my bank says")
    await harness.press("h", "h")
    #expect(selected(harness) == "my bank sa")
    await harness.press("b", "b")
    #expect(selected(harness) == "my")
    await harness.press("v", "w")
    #expect(selected(harness) == "bank", "let go, it is one word again")
  }

  @Test func `a token is never selected`() async throws {
    let harness = await opened()
    await harness.press("v")
    for _ in 0..<40 { await harness.press("w") }
    #expect(selected(harness) == "it")
    await harness.press("v", "w", "l", "l", "l", "l", "l", "l", "l")
    let words = try #require(selected(harness))
    #expect(words == "it: ", "up to the token and no further")
  }

  @Test func `a message that changes under a selection takes it away`() async {
    let harness = await opened()
    await harness.press("v")
    await harness.desk.edit(TicketID(rawValue: 4_102)) { $0.messages[2].body = .empty }
    harness.console.conversation.reload()
    await harness.settle()
    #expect(harness.console.conversation.selection == nil)
  }

  @Test func `another pane or ticket ends the selection`() async {
    let harness = await opened()
    await harness.press("v")
    harness.console.focus(.queue)
    #expect(harness.console.conversation.selection == nil)
    await harness.press("Enter", "v")
    #expect(harness.console.contexts.first == .selecting)
  }

  @Test func `lines are gone down and up in their columns`() {
    var selection = TextSelection(message: 0, text: MaskedText(literal: "one two\nthree four"))
    selection?.move(toCharacter: 14)
    #expect(selection?.selectedWords == "four")
    selection?.move(toCharacter: 0)
    selection?.toggleStretching()
    selection?.move(toCharacter: 9)
    #expect(selection?.selectedWords == "one two\nth")
  }

  @Test(
    arguments: [
      ("Call LT-20417, now.", ["Call", "LT-20417", "now"]),
      ("to a.b-c.", ["to", "a.b-c"]), ("+44 7700!", ["+44", "7700"]),
      ("«Zoë» — é", ["Zoë", "é"]), ("… ?!", []),
    ] as [(SanitizedText, [String])])
  func `what a word is`(text: SanitizedText, words: [String]) throws {
    let masked = Masker().redact(UnmaskedText(received: text))
    var found: [String] = []
    if var selection = TextSelection(message: 0, text: masked) {
      repeat { found.append(selection.selectedWords.string) } while selection.move(byWords: 1)
    }
    #expect(found == words)
  }

  // MARK: Marking

  @Test func `a miss is marked by its kind, and the ticket read again`() async {
    let harness = await opened()
    await harness.press("v", "w", "v", "w", "Enter")
    guard case .mark(let model) = harness.console.dialog else {
      Issue.record("the question comes up")
      return
    }
    #expect(model.words == "my bank" && model.kind == .unexamined)
    await harness.press("^Y")
    #expect(
      await harness.desk.log.allSatisfy { !$0.hasPrefix("mark") }, "too early a key is dropped")
    await harness.wait(0.4)
    await harness.press("l", "^Y")
    #expect(await harness.desk.log.contains("mark PERSON my bank"))
    #expect(harness.console.dialog == nil && harness.console.conversation.selection == nil)
    #expect(
      harness.console.messages.current?.notice.text.string.contains("name in 2 places") == true)
  }

  @Test func `the likely kind is proposed, unless one was chosen`() async {
    let harness = await opened()
    let context = harness.console.context
    let model = MarkModel(ticket: TicketID(rawValue: 1), words: "14/02/1961", context: context) {
      _, _ in
    }
    await harness.settle()
    #expect(model.kind == .dateOfBirth && model.likelyKind == .dateOfBirth)
    let other = MarkModel(ticket: TicketID(rawValue: 1), words: "14/02/1961", context: context) {
      _, _ in
    }
    other.moveKind(by: -1)
    let chosen = other.kind
    await harness.settle()
    #expect(other.kind == chosen)
  }

  @Test func `a refusal stays in the dialog`() async {
    let harness = await opened()
    await harness.press("v", "Enter")
    await harness.wait(0.4)
    await harness.desk.fail(with: .tooShort)
    await harness.press("^Y")
    guard case .mark(let model) = harness.console.dialog else {
      Issue.record("the dialog stays")
      return
    }
    #expect(model.complaint == DeskError.tooShort.sentence)
    #expect(harness.console.conversation.selection != nil)
  }

  // MARK: Lifting

  @Test func `a mask is lifted with a reason, and only where one may`() async {
    let harness = await opened()
    await harness.press("F")
    #expect(harness.console.dialog == nil, "no token is highlighted")
    await harness.press("x", "x", "F")
    #expect(harness.console.dialog == nil, "the customer goes by this number")
    await harness.press("x", "F")
    await harness.wait(0.4)
    await harness.press("^Y")
    guard case .lift(let model) = harness.console.dialog else {
      Issue.record("a reason is missing")
      return
    }
    #expect(model.complaint != nil)
    await harness.type("A part number")
    await harness.press("^Y")
    #expect(await harness.desk.log.contains("lift ‹iban 1› other A part number"))
    #expect(harness.console.dialog == nil)
  }

  // MARK: Details

  @Test func `a highlighted value says what it is and why it was masked`() async throws {
    let harness = await opened()
    await harness.press("x")
    let details = try #require(harness.console.conversation.details)
    #expect(details.standing == "mentioned · once in this ticket · needs a supervisor")
    #expect(details.grounds.string.contains("16 digits, Luhn holds, Visa range"))
    #expect(details.grounds.string.hasSuffix("%, very likely"))
  }
}
