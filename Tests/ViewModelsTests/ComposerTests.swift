import ConsoleFixtures
import Desk
import Foundation
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct ComposerTests {
  private func replying(_ text: String = "") async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "r")
    await harness.type(text)
    return harness
  }

  @Test func `letters are text and not commands`() async {
    let harness = await replying("quick replies, please: e n a s?")
    #expect(harness.console.composer.buffer.text == "quick replies, please: e n a s?")
    #expect(harness.console.dialog == nil)
  }

  @Test func `a draft is sealed a moment after the last key`() async {
    let harness = await replying("Hello")
    #expect(await !harness.desk.log.contains("draft 4102 Hello"))
    await harness.wait(1)
    #expect(await harness.desk.log.contains("draft 4102 Hello"))
    #expect(harness.console.composer.savedAt != nil)
  }

  @Test func `a draft survives going to another ticket and back`() async {
    let harness = await replying("Half a sentence")
    await harness.press("Esc", "J")
    #expect(harness.console.composer.ticket?.rawValue == 4_101)
    #expect(harness.console.composer.buffer.isEmpty)
    await harness.press("K")
    #expect(harness.console.composer.buffer.text == "Half a sentence")
  }

  @Test func `a reply is sent and can be called back for as long as the window is open`() async {
    let harness = await replying("Done.")
    await harness.press("^S")
    #expect(await harness.desk.log.contains("reply 4102 Done."))
    #expect(harness.console.composer.buffer.isEmpty)
    #expect(harness.console.undoOffer != nil)
    await harness.press("u")
    #expect(await harness.desk.log.contains("undo 4102"))
    #expect(harness.console.composer.buffer.text == "Done.")
    #expect(harness.console.focus == .composer)
  }

  @Test func `the window closes`() async {
    let harness = await replying("Done.")
    await harness.press("^S")
    await harness.wait(5)
    #expect(harness.console.undoOffer == nil)
    await harness.press("u")
    #expect(await !harness.desk.log.contains("undo 4102"))
    #expect(harness.console.messages.current?.notice.severity == .warning)
  }

  @Test func `a reply that could not be stored stays in the composer`() async {
    let harness = await replying("Precious words")
    await harness.desk.fail(with: .storeUnavailable("disk full"))
    await harness.press("^S")
    #expect(harness.console.composer.buffer.text == "Precious words")
    #expect(harness.console.messages.current?.notice.severity == .failure)
  }

  @Test func `a draft that could not be saved is saved later`() async {
    let harness = await replying("Hello")
    await harness.desk.fail(with: .storeUnavailable("busy"))
    await harness.wait(1)
    #expect(harness.console.composer.isUnsaved)
    await harness.type("!")
    await harness.wait(1)
    #expect(await harness.desk.log.contains("draft 4102 Hello!"))
  }

  @Test func `a raw card number is held and one key puts the token in its place`() async {
    let harness = await replying("Your card 4111 1111 1111 1111 is fine")
    await harness.wait(1)
    await harness.press("^S")
    guard case .held = harness.console.dialog else {
      Issue.record("the reply was not held")
      return
    }
    await harness.wait(0.4)
    await harness.press("^T")
    #expect(harness.console.composer.buffer.text == "Your card ‹card 1› is fine")
    await harness.press("^S")
    #expect(await harness.desk.log.contains("reply 4102 Your card ‹card 1› is fine"))
  }

  @Test func `a held reply leaves with a reason and not without`() async {
    let harness = await replying("4111 1111 1111 1111")
    await harness.press("^S")
    await harness.wait(0.4)
    await harness.press("^Y")
    guard case .held(let model) = harness.console.dialog else {
      Issue.record("the reply was not held")
      return
    }
    #expect(model.complaint != nil)
    await harness.type("the customer asked for it")
    await harness.press("^Y")
    #expect(await harness.desk.log.contains { $0.hasPrefix("reply 4102 4111") })
  }

  @Test func `a note stays a note when the conversation moves`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await harness.press("Enter", "n")
    await desk.edit(TicketID(rawValue: 4_102)) { $0.presence = [] }
    await desk.emit(.ticketsChanged([TicketID(rawValue: 4_102)]))
    #expect(
      await harness.until { harness.console.conversation.conversation?.presence.isEmpty == true })
    #expect(harness.console.composer.purpose == .note)
    await harness.type("for colleagues")
    await harness.press("^S")
    #expect(await desk.log.contains("note 4102 for colleagues"))
  }

  @Test func `a suggestion goes to where the cursor is, and into the reply's origin`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "1")
    #expect(harness.console.focus == .composer)
    #expect(harness.console.composer.composition.suggestion == "billing.duplicate")
    await harness.wait(1)
    #expect(harness.console.composer.unresolved == ["refund.reference"])
  }

  @Test func `digits choose panes in the queue and suggestions in the conversation`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("2")
    #expect(harness.console.focus == .conversation)
    await harness.press("Alt-1")
    #expect(harness.console.focus == .queue)
    await harness.press("4")
    #expect(harness.console.focus == .composer)
    await harness.press("2")
    #expect(harness.console.composer.buffer.text == "2")
  }

  @Test func `pasted text is text, whatever is in it`() async {
    let harness = await replying()
    harness.console.handle(.paste(SanitizedText(sanitizing: "a\nb\u{1B}[31m:q")))
    await harness.settle()
    #expect(harness.console.composer.buffer.text == "a\nb:q")
  }

  @Test func `keys typed while a ticket opens wait for it`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.closeGate()
    // The first of them was read ahead; the second has to be waited for.
    for notation in ["j", "j", "Enter", "r", "h", "i"] {
      if let press = KeyPress(notation: notation) { harness.console.handle(.key(press)) }
    }
    for _ in 0..<50 { await Task.yield() }
    #expect(harness.console.composer.buffer.isEmpty)
    await desk.openGate()
    await harness.settle()
    #expect(harness.console.composer.ticket?.rawValue == 4_098)
    #expect(harness.console.composer.buffer.text == "hi")
  }

  @Test func `throwing a draft away is asked first, and Enter does not do it`() async {
    let harness = await replying("Words")
    await harness.press("Alt-d")
    await harness.wait(0.4)
    await harness.press("Enter")
    #expect(harness.console.composer.buffer.text == "Words")
    await harness.press("Alt-d")
    await harness.wait(0.4)
    await harness.press("y")
    #expect(harness.console.composer.buffer.isEmpty)
    await harness.press("Alt-u")
    #expect(harness.console.composer.buffer.text == "Words")
  }
}
