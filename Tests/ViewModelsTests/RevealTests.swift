import ConsoleFixtures
import Desk
import Foundation
import Masking
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct RevealTests {
  private func escalating() async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "x", "x", "e")
    await harness.wait(0.4)
    return harness
  }

  private func revealed() async -> ConsoleHarness {
    let harness = await escalating()
    await harness.press("Tab")
    await harness.type("asked to be called")
    await harness.press("^Y")
    return harness
  }

  private func model(_ harness: ConsoleHarness) throws -> EscalationModel {
    guard case .escalation(let model) = harness.console.dialog else {
      throw Missing.dialog
    }
    return model
  }

  private enum Missing: Error { case dialog }

  @Test func `the token under the cursor is the one asked for`() async throws {
    let harness = await escalating()
    let model = try model(harness)
    #expect(model.chosen.map(\.screenForm) == ["‹phone 1›"])
    #expect(model.items.map(\.token.screenForm).first == "‹card 1›")
  }

  @Test func `nothing is asked for without a reason`() async throws {
    let harness = await escalating()
    await harness.press("^Y")
    #expect(try model(harness).complaint != nil)
    #expect(await !harness.desk.log.contains { $0.hasPrefix("reveal") })
  }

  @Test func `neither e nor Enter confirms`() async throws {
    let harness = await escalating()
    await harness.press("Tab")
    await harness.type("eeee")
    await harness.press("Enter", "e")
    #expect(await !harness.desk.log.contains { $0.hasPrefix("reveal") })
    #expect(try model(harness).sentence.text == "eeeee")
  }

  @Test func `a reveal shows with its clock and ends by itself`() async {
    let harness = await revealed()
    #expect(harness.console.dialog == nil)
    #expect(harness.console.reveals.open.count == 1)
    #expect(
      await harness.desk.log.contains("reveal ‹phone 1› contact asked to be called"))
    await harness.wait(299)
    #expect(harness.console.reveals.open.count == 1)
    await harness.wait(1)
    #expect(harness.console.reveals.open.isEmpty)
    #expect(await harness.desk.openReveals.allSatisfy(\.isClosed))
    #expect(await harness.desk.log.contains("remask 1"))
  }

  @Test(arguments: ["E", "^X", "^Z"])
  func `masking, locking and suspending wipe the value`(key: String) async {
    let harness = await revealed()
    await harness.press(key)
    #expect(harness.console.reveals.open.isEmpty)
    #expect(await harness.desk.openReveals.allSatisfy(\.isClosed))
  }

  @Test(arguments: [true, false])
  func `losing the focus masks where the policy says so`(remasks: Bool) async {
    var policy = EscalationPolicy.standard
    policy.remasksOnFocusLoss = remasks
    let desk = await FakeDesk.acme(policy: policy)
    let harness = await ConsoleHarness.started(desk)
    await harness.press("Enter", "x", "x", "e")
    await harness.wait(0.4)
    await harness.press("Tab")
    await harness.type("why")
    await harness.press("^Y")
    harness.console.handle(.focusLost)
    await harness.settle()
    #expect(harness.console.reveals.open.isEmpty == remasks)
  }

  @Test func `what the log could not record is not opened, and the dialog says why`() async throws {
    let harness = await escalating()
    await harness.desk.fail(with: .notRecorded("disk full"))
    await harness.press("Tab")
    await harness.type("why")
    await harness.press("^Y")
    #expect(harness.console.reveals.open.isEmpty)
    #expect(
      try model(harness).complaint
        == "The log could not be written (disk full), so nothing was opened.")
  }

  @Test func `a kind that nobody may see cannot be chosen`() async throws {
    var policy = EscalationPolicy.standard
    policy.classes[.card] = .never
    let harness = await ConsoleHarness.started(await FakeDesk.acme(policy: policy))
    await harness.press("Enter", "x", "e")
    await harness.wait(0.4)
    #expect(try model(harness).chosen.isEmpty)
    await harness.press("Space")
    #expect(try model(harness).chosen.isEmpty)
    #expect(try model(harness).complaint != nil)
  }

  @Test func `the duration stays within the policy`() async throws {
    let harness = await escalating()
    await harness.press("Tab", "Tab")
    for _ in 0..<30 { await harness.press("Right") }
    #expect(try model(harness).duration == .seconds(900))
    for _ in 0..<30 { await harness.press("Left") }
    #expect(try model(harness).duration == .seconds(60))
  }

  @Test func `keys pressed before the dialog was seen do nothing`() async throws {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "x", "x", "e", "Tab", "^Y", "Esc")
    #expect(try model(harness).complaint == nil)
    await harness.wait(0.31)
    await harness.press("Esc")
    #expect(harness.console.dialog == nil)
  }

  @Test func `an answer that comes to a locked screen is wiped`() async {
    let harness = await escalating()
    await harness.press("Tab")
    await harness.type("why")
    harness.console.handle(.key(KeyPress(.character("y"), .control)))
    harness.console.handle(.key(KeyPress(.character("x"), .control)))
    await harness.settle()
    #expect(harness.console.lock != nil)
    #expect(harness.console.reveals.open.isEmpty)
    #expect(await harness.desk.openReveals.allSatisfy(\.isClosed))
  }
}
