import ConsoleFixtures
import Desk
import Foundation
import Testing
import Text
import Tickets
import ViewModels

@MainActor
@Suite struct WorkTests {
  private let first = TicketID(rawValue: 4_102)

  @Test func `a success shows at once, and the failure before it comes back until it is read`()
    async
  {
    let harness = await ConsoleHarness.started(.acme())
    let messages = harness.console.messages
    messages.report(.failure, "The theme stays as it was.")
    messages.report(.information, "Somebody came by.")
    #expect(messages.current?.notice.severity == .failure)
    messages.report(.success, "The theme was read again.")
    #expect(messages.current?.notice.severity == .success)
    await harness.wait(7)
    #expect(messages.current?.notice.text == "The theme stays as it was.")
    messages.dismiss()
    #expect(messages.current == nil)
  }

  @Test func `a ticket is assigned by a few letters, and that is taken back by u`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "a")
    await harness.wait(0.4)
    await harness.type("ben")
    await harness.press("Enter")
    #expect(harness.console.conversation.ticket?.assignee == FakeDesk.ben.id)
    await harness.press("u")
    #expect(harness.console.conversation.ticket?.assignee == FakeDesk.ines.id)
  }

  @Test func `nobody is offered a ticket whose role does not work on any`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "a")
    guard case .picker(let people) = harness.console.dialog else {
      Issue.record("no list to choose from")
      return
    }
    #expect(people.items.map(\.label) == ["otto", "ines", "ben", "nobody"])
  }

  @Test func `a change that came second is told, and the ticket read again`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.edit(first) { $0.ticket.version += 1 }
    await harness.press("Enter", ":")
    await harness.type("solve")
    await harness.press("Enter")
    #expect(harness.console.messages.current?.notice.severity == .failure)
    #expect(harness.console.conversation.ticket?.version == 2)
    #expect(harness.console.conversation.ticket?.status == .open)
  }

  @Test func `a new tag is typed, an old one is taken away`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "T")
    await harness.wait(0.4)
    await harness.type("vip")
    await harness.press("Enter")
    #expect(harness.console.conversation.ticket?.tags == ["billing", "refund", "vip"])
    await harness.press("T")
    await harness.wait(0.4)
    await harness.type("refund")
    await harness.press("Enter")
    #expect(harness.console.conversation.ticket?.tags == ["billing", "vip"])
  }

  @Test func `a snoozed ticket comes back on Monday at nine`() async throws {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "s")
    await harness.wait(0.4)
    await harness.type("Monday")
    await harness.press("Enter")
    let until = try #require(harness.console.conversation.ticket?.snoozedUntil)
    #expect(until == Date(timeIntervalSince1970: 1_796_029_200), "30 November 2026, 09:00 UTC")
  }

  @Test func `the palette runs a command and says why another cannot be`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press(":")
    await harness.type("mask everything")
    guard case .palette(let palette) = harness.console.dialog else {
      Issue.record("there is no palette")
      return
    }
    #expect(palette.selected?.command.id == "reveal.remask")
    #expect(palette.selected?.availability == .unavailable("everything is masked already."))
    await harness.press("Enter")
    #expect(
      harness.console.messages.current?.notice.text
        == "Mask everything again: everything is masked already.")
  }

  @Test func `search finds a customer by the whole number and opens the ticket`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("j", "S")
    await harness.type("+44 7700 900158")
    await harness.press("Enter", "Enter")
    #expect(harness.console.dialog == nil)
    #expect(harness.console.conversation.ticket?.id == first)
  }

  @Test func `a message while one reads above keeps the place and is counted`() async throws {
    let desk = await FakeDesk.acme(threadLength: 30)
    let harness = await ConsoleHarness.started(desk)
    await harness.press("Enter")
    harness.console.conversation.layout = ConversationLayout(
      starts: (0..<33).map { $0 * 5 }, lineCount: 165, visibleCount: 20)
    await harness.press("PgUp", "PgUp")
    let place = harness.console.conversation.scroll
    #expect(place == .at(message: 21, line: 4))
    await desk.edit(first) { [first] conversation in
      if let last = conversation.messages.last {
        conversation.messages.append(
          Message(
            id: MessageID(rawValue: 999), ticket: first, author: .customer, kind: .incoming,
            body: last.body, sentAt: last.sentAt))
      }
    }
    await desk.emit(.ticketsChanged([first]))
    #expect(await harness.until { harness.console.conversation.newBelow == 1 })
    #expect(harness.console.conversation.scroll == place)
    await harness.press("G")
    #expect(harness.console.conversation.newBelow == 0)
  }

  @Test func `another process's message shows without a key`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.edit(first) { $0.messages.removeLast() }
    await desk.emit(.ticketsChanged([]))
    #expect(
      await harness.until { harness.console.conversation.conversation?.messages.count == 2 })
  }

  @Test func `matches are walked by n and N and n is a note again after Esc`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "/")
    await harness.type("card")
    await harness.press("Enter", "n")
    #expect(harness.console.focus == .conversation)
    #expect(harness.console.conversation.foundMessage == 0)
    await harness.press("Esc", "n")
    #expect(harness.console.focus == .composer)
    #expect(harness.console.composer.purpose == .note)
  }

  @Test func `the lock takes nothing but the passphrase`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("Enter", "^X")
    #expect(harness.effects == [.lock])
    await harness.type("wrong")
    await harness.press("Enter")
    #expect(harness.console.lock?.complaint != nil)
    await harness.press("q", ":", "Esc")
    await harness.type("open")
    await harness.press("Enter")
    #expect(harness.console.lock == nil)
    #expect(harness.console.focus == .conversation)
    #expect(harness.console.dialog == nil)
  }

  @Test func `leaving is asked first, and q again does not do it`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("q")
    await harness.wait(0.4)
    await harness.press("q", "Enter")
    #expect(harness.effects.isEmpty)
    await harness.press("q")
    await harness.wait(0.4)
    await harness.press("y")
    #expect(harness.effects == [.quit])
  }

  @Test func `a failure stays on the line until it was read`() async {
    let desk = await FakeDesk.acme()
    let harness = await ConsoleHarness.started(desk)
    await desk.emit(.notice(Notice(.failure, "The outbox is full.")))
    #expect(await harness.until { harness.console.messages.current != nil })
    await harness.wait(60)
    #expect(harness.console.messages.current?.notice.text == "The outbox is full.")
    await harness.press("M")
    #expect(harness.console.messages.current == nil)
    #expect(harness.console.messages.history.count == 1)
  }

  @Test func `the next tick is never later than the next minute`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.wait(30)
    let deadline = harness.console.nextDeadline
    #expect(deadline.timeIntervalSince(harness.console.clock.now) <= 60)
    #expect(deadline > harness.console.clock.now)
  }

  @Test func `one's own presence is not shown to oneself`() async {
    let desk = await FakeDesk.acme()
    await desk.edit(first) {
      $0.presence = [
        Presence(name: "ines", activity: .viewing), Presence(name: "ben", activity: .viewing),
      ]
    }
    let harness = await ConsoleHarness.started(desk)
    #expect(harness.console.conversation.conversation?.presence.map(\.name) == ["ben"])
  }

  @Test func `themes are read again from the palette`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press(":")
    await harness.type("reload themes")
    await harness.press("Enter")
    #expect(harness.effects == [.reloadThemes])
  }

  @Test func `what can be inserted is what the desk can fill in`() async {
    let harness = await ConsoleHarness.started(await FakeDesk.acme())
    await harness.press("j", "Enter", "r", "^T")
    guard case .picker(let picker) = harness.console.dialog else {
      Issue.record("there is no list")
      return
    }
    let labels = picker.items.map(\.label.string)
    #expect(labels.contains("{{customer.email}}") && labels.contains("{{workspace.name}}"))
    #expect(!labels.contains("{{customer.phone}}"), "this customer's phone is not known")
  }
}
