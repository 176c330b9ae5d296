import ConsoleFixtures
import Desk
import Foundation
import Masking
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct ApprovalsTests {
  private func supervisor() async -> ConsoleHarness {
    let desk = await FakeDesk.acme(user: FakeDesk.otto)
    let harness = await ConsoleHarness.started(desk)
    await desk.addApprovals()
    _ = await harness.until { harness.console.approvals.toDecide.count == 1 }
    return harness
  }

  private func shown(_ harness: ConsoleHarness) -> SanitizedText? {
    harness.console.messages.current?.notice.text
  }

  @Test func `a kind that takes a supervisor is asked for, and opens nothing`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "x", "e")
    await harness.wait(0.4)
    await harness.press("Tab")
    await harness.type("the bank asks")
    await harness.press("^Y")
    #expect(harness.console.dialog == nil)
    #expect(await harness.desk.log.contains("ask ‹card 1› contact the bank asks"))
    #expect(await !harness.desk.log.contains { $0.hasPrefix("reveal") })
    #expect(harness.console.reveals.open.isEmpty)
  }

  @Test func `a request is said at once to a supervisor, and waits at the top`() async {
    let harness = await supervisor()
    #expect(shown(harness) == "ines asks to see ‹card 1› on #4102: R shows the request.")
    await harness.press("R")
    #expect(harness.console.approvals.selected?.id == ApprovalID(rawValue: 48_190))
    #expect(harness.console.approvals.approvals.count == 3)
  }

  @Test func `a decision takes a note, and keys that nobody presses by accident`() async {
    let harness = await supervisor()
    await harness.press("R")
    await harness.wait(0.4)
    await harness.press("^Y")
    #expect(harness.console.approvals.complaint != nil)
    await harness.type("yes")
    await harness.press("Enter")
    #expect(await harness.desk.log.isEmpty)
    await harness.press("^Y")
    #expect(await harness.desk.log == ["approve 48190 yes"])
    #expect(harness.console.approvals.note.isEmpty)
  }

  @Test func `a no is told with its note`() async {
    let harness = await supervisor()
    await harness.press("R")
    await harness.wait(0.4)
    await harness.type("not needed")
    await harness.press("^N")
    #expect(await harness.desk.log == ["deny 48190 not needed"])
  }

  @Test func `what was decided is not decided again`() async {
    let harness = await supervisor()
    await harness.press("R")
    await harness.wait(0.4)
    await harness.type("after all")
    await harness.press("Down", "^Y")
    #expect(harness.console.approvals.complaint == DeskError.notPending.sentence)
    #expect(await harness.desk.log.isEmpty)
  }

  @Test func `who asked is told, opens it with Enter, and sees it on the ticket`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.setApprovals([await desk.approval()])
    _ = await harness.until { harness.console.approvals.approvals.count == 1 }
    #expect(shown(harness) == nil, "one's own request is no news")
    await desk.setApprovals([await desk.approval(48_190, .approved, note: "go on")])
    _ = await harness.until { harness.console.approvals.toOpen.count == 1 }
    #expect(shown(harness) == "Approved: ‹card 1› on #4102. R, then Enter, opens it.")
    await harness.press("R")
    await harness.wait(0.4)
    await harness.press("Enter")
    #expect(harness.console.dialog == nil)
    #expect(harness.console.reveals.open.map(\.token.screenForm) == ["‹card 1›"])
    #expect(harness.console.conversation.ticket?.id == TicketID(rawValue: 4_102))
  }

  @Test func `what is opened after the dialog was left is wiped`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.setApprovals([await desk.approval(48_190, .approved, note: "go on")])
    _ = await harness.until { harness.console.approvals.toOpen.count == 1 }
    await harness.press("R")
    await harness.wait(0.4)
    harness.console.handle(.key(KeyPress(.enter)))
    harness.console.handle(.key(KeyPress(.escape)))
    await harness.settle()
    #expect(harness.console.reveals.open.isEmpty)
    #expect(await desk.openReveals.allSatisfy(\.isClosed))
  }

  @Test func `a refusal is said in the dialog, which stays`() async {
    let harness = await supervisor()
    await harness.desk.fail(with: .notRecorded("disk full"))
    await harness.press("R")
    await harness.wait(0.4)
    await harness.type("yes")
    await harness.press("^Y")
    #expect(
      harness.console.approvals.complaint
        == "The log could not be written (disk full), so nothing was opened.")
    #expect(harness.console.dialog != nil)
  }
}
