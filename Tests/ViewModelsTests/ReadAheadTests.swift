import ConsoleFixtures
import Desk
import Text
import Testing
import Tickets
import ViewModels

@MainActor
@Suite struct ReadAheadTests {
  private let next = TicketID(rawValue: 4_101)

  private func press(_ notation: String, in harness: ConsoleHarness) {
    if let press = KeyPress(notation: notation) { harness.console.handle(.key(press)) }
  }

  @Test func `the next ticket and its suggestions show behind the key's frame, unwaited for`()
    async
  {
    let harness = await ConsoleHarness.started(.acme())
    let suggested = await harness.desk.suggested[next]
    await harness.desk.closeGate()
    press("j", in: harness)
    #expect(harness.console.queue.selectedTicket == next)
    await Task.yield()
    #expect(harness.console.conversation.ticket?.id == next)
    #expect(harness.console.suggestions.ticket == next)
    #expect(harness.console.suggestions.items == suggested)
    await harness.desk.openGate()
  }

  @Test func `what was read ahead is read again behind that`() async {
    let harness = await ConsoleHarness.started(.acme())
    await harness.desk.edit(next) { $0.ticket.priority = .urgent }
    press("j", in: harness)
    #expect(harness.console.conversation.ticket?.priority != .urgent)
    await harness.settle()
    #expect(harness.console.conversation.ticket?.priority == .urgent)
  }

  @Test func `any change at the desk has it forgotten`() async {
    let harness = await ConsoleHarness.started(.acme())
    let first = harness.console.conversation.ticket?.id
    await harness.desk.emit(.ticketsChanged([]))
    await harness.settle()
    await harness.desk.closeGate()
    press("j", in: harness)
    #expect(harness.console.conversation.ticket?.id == first)
    await harness.desk.openGate()
    await harness.settle()
    #expect(harness.console.conversation.ticket?.id == next)
  }

  @Test func `a draft that was just left is there when one comes back`() async {
    let harness = await ConsoleHarness.started(.acme())
    await harness.press("Enter", "r")
    await harness.type("half a thought")
    await harness.press("Esc", "Alt-1", "j", "j", "k", "k")
    #expect(harness.console.composer.buffer.text == "half a thought")
  }

  @Test func `a ticket that was read ahead and opened counts as read`() async {
    let harness = await ConsoleHarness.started(.acme())
    press("j", in: harness)
    press("Enter", in: harness)
    await harness.settle()
    #expect(await harness.desk.log.contains("seen 4101"))
  }
}
