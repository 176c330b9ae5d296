import ConsoleFixtures
import Desk
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct QueueTests {
  @Test func `the first ticket is selected and shown`() async {
    let harness = await ConsoleHarness.started(.acme())
    #expect(harness.console.queue.selectedTicket?.rawValue == 4_102)
    #expect(harness.console.conversation.ticket?.id.rawValue == 4_102)
    #expect(harness.console.suggestions.items.count == 2)
  }

  @Test func `passing by is not reading`() async {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("j", "j", "j")
    #expect(harness.console.conversation.ticket?.id.rawValue == 4_096)
    #expect(await !harness.desk.log.contains { $0.hasPrefix("seen") })
    await harness.press("Enter")
    #expect(await harness.desk.log.contains("seen 4096"))
    #expect(harness.console.focus == .conversation)
  }

  @Test func `a ticket in view for a while was read`() async {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("j")
    await harness.wait(2)
    #expect(await harness.desk.log.contains("seen 4101"))
  }

  @Test func `the selection follows its ticket when the order changes`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await harness.press("j", "j")
    let selected = harness.console.queue.selectedTicket
    await desk.moveToFront(TicketID(rawValue: 4_066))
    await desk.emit(.ticketsChanged([]))
    #expect(await harness.until { harness.console.queue.selectedIndex == 3 })
    #expect(harness.console.queue.selectedTicket == selected)
  }

  @Test func `a filter narrows as one types and Esc drops it`() async {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("/")
    await harness.type("account")
    #expect(harness.console.queue.total == 2)
    await harness.press("Enter")
    #expect(harness.console.queue.filterEditor == nil)
    #expect(harness.console.queue.filter == "account")
    await harness.press("/", "Esc")
    #expect(harness.console.queue.total == 12)
  }

  @Test func `moving stops at both ends`() async {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("k")
    #expect(harness.console.queue.selectedIndex == 0)
    await harness.press("G")
    #expect(harness.console.queue.selectedIndex == 11)
    await harness.press("j")
    #expect(harness.console.queue.selectedIndex == 11)
    await harness.press("g", "g")
    #expect(harness.console.queue.selectedIndex == 0)
  }

  @Test func `a long queue is read in windows`() async {
    let desk = FakeDesk(session: FakeDesk.session(), now: FakeDesk.noon)
    await desk.addPlain(count: 3_000)
    let harness = await ConsoleHarness.started(desk)
    let queue = harness.console.queue
    #expect(queue.total == 3_000)
    #expect(queue.row(at: 2_999) == nil)
    await harness.press("G")
    #expect(queue.selectedIndex == 2_999)
    #expect(queue.selectedTicket?.rawValue == 3_000)
    #expect(queue.row(at: 0) == nil)
    await harness.press("g", "g")
    #expect(queue.selectedTicket?.rawValue == 1)
  }

  @Test func `a queue that cannot be read says so and keeps what it has`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.failReading(with: .storeUnavailable("disk I/O error"))
    await harness.press("o")
    #expect(harness.console.messages.current?.notice.severity == .failure)
    #expect(harness.console.queue.total == 12)
  }
}
