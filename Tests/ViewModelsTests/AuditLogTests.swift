import Audit
import ConsoleFixtures
import Desk
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct AuditLogTests {
  private func opened() async -> ConsoleHarness {
    let harness = await ConsoleHarness.started(await FakeDesk.acme(user: FakeDesk.otto))
    await harness.press("L")
    return harness
  }

  @Test func `an agent is told that the log is for supervisors`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("L")
    #expect(harness.console.place == .desk)
    #expect(harness.console.messages.current?.notice.severity == .warning)
    #expect(await !harness.desk.log.contains { $0.hasPrefix("audit") })
  }

  @Test(arguments: [
    ("who:ben", 3), ("ticket:4079", 2), ("ticket:#4102", 1), ("reason:fraud", 1),
    ("who:ben reason:identity", 1), ("customer:c-66", 2), ("action:reveal", 4), ("called", 1),
    ("who:nobody", 10), ("kind:card", 1), ("kind:CREDIT_CARD", 1), ("outcome:denied", 1),
    ("is:break-glass", 1), ("is:refused", 1), ("is:look", 3), ("approver:otto", 1),
    ("host:desk-04", 10), ("host:elsewhere", 0), ("until:2020-01-01", 0), ("from:2020-01-01", 10),
    ("from:2020-02-30", 10), ("is:odd", 10),
  ])
  func `the log is filtered by person, ticket, reason and words`(typed: String, count: Int) async {
    let harness = await opened()
    await harness.press("/")
    await harness.type(typed)
    await harness.press("Enter")
    #expect(harness.console.audit?.records.count == count)
  }

  @Test func `a key narrows to the person of the entry`() async {
    let harness = await opened()
    await harness.press("j", "w", "t")
    #expect(harness.console.audit?.typed == "who:ben ticket:4079")
    #expect(harness.console.audit?.records.count == 2)
    await harness.press("c")
    #expect(harness.console.audit?.records.count == 10)
  }

  @Test func `typing a filter reads the log once and not at every letter`() async {
    let harness = await opened()
    let before = await harness.desk.log.count
    await harness.press("/")
    await harness.type("who:ben")
    #expect(await harness.desk.log.count == before)
    await harness.press("Enter")
    #expect(await harness.desk.log.count == before + 1)
  }

  @Test func `a filter that cannot be read is explained`() async {
    let harness = await opened()
    await harness.press("/")
    await harness.type("ticket:abc")
    await harness.press("Enter")
    #expect(harness.console.messages.current?.notice.text == "abc is no ticket's number.")
  }

  @Test func `a broken chain names its first bad entry and stays on the line`() async {
    let harness = await opened()
    await harness.desk.setAudit(
      AuditState(
        entryCount: 9, verifiedCount: 4, verifiedAt: FakeDesk.noon,
        firstBad: .init(seq: 5, problem: "its hash does not match")))
    await harness.press("v")
    #expect(harness.console.messages.current?.notice.severity == .failure)
    #expect(harness.console.messages.current?.notice.text.string.contains("entry 5") == true)
  }

  @Test func `keys for tickets do nothing in the log`() async {
    let harness = await opened()
    await harness.press("e", "n", "s", "a", "p", "u", "T")
    #expect(harness.console.place == .auditLog)
    #expect(harness.console.dialog == nil)
  }

  @Test func `an entry opens its ticket, masked`() async {
    let harness = await opened()
    await harness.press("j", "j", "o")
    #expect(harness.console.place == .desk)
    #expect(harness.console.conversation.ticket?.id.rawValue == 4_079)
    #expect(harness.console.reveals.open.isEmpty)
  }
}
