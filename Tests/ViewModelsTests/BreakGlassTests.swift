import ConsoleFixtures
import Desk
import Foundation
import Masking
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct BreakGlassTests {
  /// The dialog, with the account number chosen and a reason written.
  private func asking() async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(
      await FakeDesk.acme(policy: FakeDesk.glassBeforeAccounts))
    await harness.press("Enter", "x", "x", "x", "e")
    await harness.wait(0.4)
    await harness.press("Tab")
    await harness.type("the bank waits")
    return harness
  }

  private func breaking(_ passphrase: String = "open") async -> ConsoleHarness {
    let harness = await asking()
    await harness.press("^G")
    await harness.type(passphrase)
    return harness
  }

  private func model(_ harness: ConsoleHarness) throws -> EscalationModel {
    guard case .escalation(let model) = harness.console.dialog else { throw Missing.dialog }
    return model
  }

  private enum Missing: Error { case dialog }

  @Test func `without the key for it, a supervisor is asked`() async throws {
    let harness = await asking()
    #expect(try model(harness).chosen.map(\.screenForm) == ["‹iban 1›"])
    await harness.press("^Y")
    #expect(await harness.desk.log.last?.hasPrefix("ask ‹iban 1›") == true)
    #expect(harness.console.reveals.open.isEmpty)
  }

  @Test func `it takes a key of its own, the passphrase, and the key that confirms`() async throws {
    let harness = await breaking()
    #expect(try model(harness).isBreakingGlass && model(harness).passphraseCount == 4)
    #expect(await !harness.desk.log.contains { $0.hasPrefix("reveal") })
    await harness.press("Enter")
    #expect(await !harness.desk.log.contains("break-glass"))
    await harness.press("^Y")
    #expect(await harness.desk.log.contains("break-glass"))
    #expect(harness.console.dialog == nil && harness.console.reveals.isGlassBroken)
    await harness.press("E")
    #expect(!harness.console.reveals.isGlassBroken)
  }

  @Test func `a wrong passphrase is said, forgotten, and can be typed again`() async throws {
    let harness = await breaking("closed")
    await harness.press("^Y")
    let model = try model(harness)
    #expect(model.complaint == DeskError.wrongPassphrase(triesLeft: 4).sentence)
    #expect(model.passphraseCount == 0 && model.field == .passphrase)
    await harness.type("opem")
    await harness.press("Backspace")
    await harness.type("n")
    await harness.press("^Y")
    #expect(harness.console.reveals.isGlassBroken)
  }

  @Test func `what is typed as the passphrase reaches no text, and no command keeps it`()
    async throws
  {
    let harness = await breaking()
    harness.console.handle(.paste("pasted"))
    for keys in ["^W", "M-k", "M-u", "^A", "Space", "j"] { await harness.press(keys) }
    let model = try model(harness)
    #expect(model.sentence.text == "the bank waits")
    #expect(model.passphraseCount == 12, "a blank and a letter are typed, commands are not")
    await harness.press("Esc")
    #expect(model.passphraseCount == 0, "gone with the dialog")
  }

  @Test func `a lock forgets it`() async throws {
    let harness = await breaking()
    let model = try model(harness)
    await harness.press("^X")
    #expect(model.passphraseCount == 0 && harness.console.dialog == nil)
  }

  @Test func `the time is cut to what the policy has for it`() async throws {
    var policy = FakeDesk.glassBeforeAccounts
    policy.breakGlass.longestDuration = .seconds(120)
    let harness = await ConsoleHarness.started(await FakeDesk.acme(policy: policy))
    await harness.press("Enter", "x", "x", "x", "e")
    await harness.wait(0.4)
    #expect(try model(harness).duration == .seconds(300))
    await harness.press("^G")
    #expect(try model(harness).duration == .seconds(120))
  }

  @Test func `the key does nothing where the policy has no glass to break`() async throws {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "x", "e")
    await harness.wait(0.4)
    await harness.press("^G")
    #expect(try !model(harness).isBreakingGlass)
    // Nor where something else is chosen besides.
    let mixed = await asking()
    await mixed.press("S-Tab", "S-Tab", "*", "^G")
    #expect(try !model(mixed).isBreakingGlass)
    // To choose something else ends it.
    let turned = await breaking()
    let model = try model(turned)
    await turned.press("Tab", "*")
    #expect(!model.isBreakingGlass && model.passphraseCount == 0)
  }

  @Test func `the key pressed again goes back to asking`() async throws {
    let harness = await breaking()
    await harness.press("^G")
    #expect(try !model(harness).isBreakingGlass && model(harness).passphraseCount == 0)
    await harness.press("^Y")
    #expect(await harness.desk.log.last?.hasPrefix("ask ‹iban 1›") == true)
  }

  @Test func `nothing is asked of the desk without the passphrase`() async throws {
    let harness = await breaking("")
    await harness.press("^Y")
    #expect(try model(harness).complaint == "Type your passphrase once more.")
    #expect(await !harness.desk.log.contains("break-glass"))
  }

  // MARK: Supervisors

  private func alarmed() async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(await FakeDesk.acme(user: FakeDesk.otto))
    await harness.desk.addEmergencies()
    _ = await harness.until { !harness.console.emergencies.emergencies.isEmpty }
    return harness
  }

  @Test func `a supervisor is told at once, and until they have seen it`() async {
    let harness = await alarmed()
    let words: SanitizedText =
      "Break-glass: ben opened ‹iban 1› on #4079. B shows what and why."
    #expect(harness.console.messages.current?.notice.text == words)
    await harness.wait(60)
    #expect(harness.console.messages.current?.notice.text == words, "it does not fade")
    #expect(harness.console.emergencies.unseen.map(\.id) == [48_209])
    #expect(harness.console.emergencies.overdue.map(\.id) == [47_020])
    await harness.press("B")
    await harness.wait(0.4)
    await harness.press("Enter")
    #expect(await harness.desk.log.last == "acknowledge 48209")
    #expect(harness.console.emergencies.unseen.isEmpty)
    // Said once.
    await harness.press("Esc")
    await harness.desk.emit(.auditChanged)
    await harness.settle()
    #expect(harness.console.messages.current == nil)
  }

  @Test func `what could not be recorded as seen is not seen`() async {
    let harness = await alarmed()
    await harness.press("B")
    await harness.wait(0.4)
    await harness.desk.fail(with: .notRecorded("disk full"))
    await harness.press("Enter")
    #expect(harness.console.emergencies.complaint != nil)
    #expect(harness.console.emergencies.unseen.count == 1)
  }

  @Test(arguments: [-1.0, 1])
  func `an overdue access review is said when a supervisor's console opens`(days: Double) async {
    let desk = await FakeDesk.acme(user: FakeDesk.otto)
    await desk.setAccessReview(due: FakeDesk.noon.addingTimeInterval(days * 86_400))
    let harness = await ConsoleHarness.started(desk)
    let said = harness.console.messages.current?.notice.text.string
    #expect((said?.contains("overdue since 2026-11-23") ?? false) == (days < 0))
  }

  @Test func `an agent has no such list`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.desk.addEmergencies()
    await harness.press("B")
    #expect(harness.console.dialog == nil && harness.console.emergencies.emergencies.isEmpty)
  }
}
