import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

@testable import Training

/// A practice desk with its customers, its outbox, and a clock in the test's hand.
struct Stage {
  let place: Place<Practice>
  let time = TestClock()
  let customers: SimulatedCustomers

  init() throws {
    place = try Workspace<Practice>().place(of: "ben")
    customers = SimulatedCustomers(
      repository: place.store, clock: time, now: { [clock = place.clock] in clock.now })
  }

  var outbox: PracticeOutbox {
    PracticeOutbox(
      repository: place.store, clock: time, now: { [clock = place.clock] in clock.now })
  }

  func desk() -> SupportDesk<Practice> { place.desk(observer: customers) }

  /// Lets the undo window close and the reply leave.
  func letReplyLeave() async {
    place.clock.advance(by: .seconds(6))
    await outbox.deliverDue()
  }

  /// Lets whoever sleeps sleep to the end.
  func pass(_ duration: Duration) async {
    await time.waitForSleepers()
    time.advance(by: duration)
  }

  func words(of ticket: TicketID) async throws -> [String] {
    try await place.store.messages(of: ticket).map(\.body.screenForm.string)
  }

  /// Waits until the ticket holds so many messages.
  func waitForMessages(_ count: Int, of ticket: TicketID) async throws {
    while try await place.store.messages(of: ticket).count < count { await Task.yield() }
  }

  static func steps(_ yaml: String) throws -> [LiveStep] {
    let queue = try SampleQueue(
      yaml: """
        workspace: W
        tickets:
          - {subject: S, from: {name: M, email: e}, messages: [], live: [\(yaml)]}
        """)
    return queue.tickets.first?.live ?? []
  }
}

struct SimulatedCustomersTests {
  @Test(.timeLimit(.minutes(1)))
  func `a customer types, and then the message comes`() async throws {
    let stage = try Stage()
    let ticket = try await stage.place.ticket(saying: "Hello")
    await stage.customers.learn(
      try Stage.steps("{when: opened, after: 4s, typing: 3s, say: \"Call +44 7700 900158!\"}"),
      for: ticket)
    let run = Task { await stage.customers.run() }
    try await stage.desk().markSeen(ticket)
    await stage.pass(.seconds(4))
    await stage.time.waitForSleepers()
    #expect(
      try await stage.place.store.presence(at: ticket)
        == [Presence(name: "customer", activity: .typing)])
    #expect(try await stage.words(of: ticket) == ["Hello"])
    stage.time.advance(by: .seconds(3))
    try await stage.waitForMessages(2, of: ticket)
    #expect(try await stage.words(of: ticket) == ["Hello", "Call ‹phone 1›!"])
    run.cancel()
    await run.value
  }

  @Test(.timeLimit(.minutes(1)))
  func `a recalled reply is not answered, and the one after it is`() async throws {
    let stage = try Stage()
    let ticket = try await stage.place.ticket(saying: "Hello")
    await stage.customers.learn(
      try Stage.steps("{when: replied, after: 1s, typing: 1s, say: Thanks}"), for: ticket)
    let run = Task { await stage.customers.run() }
    let desk = stage.desk()
    let first = try #require(try await desk.submit(.init(text: "Hi", purpose: .reply), to: ticket))
    try await desk.undo(first)
    // The line comes back once the customer has noticed.
    while await stage.customers.remainingLines(of: ticket) == 0 { await Task.yield() }
    #expect(try await stage.words(of: ticket) == ["Hello"])
    _ = try await desk.submit(.init(text: "Hi again", purpose: .reply), to: ticket)
    await stage.letReplyLeave()
    await stage.pass(.seconds(1))
    await stage.pass(.seconds(1))
    try await stage.waitForMessages(3, of: ticket)
    #expect(try await stage.words(of: ticket) == ["Hello", "Hi again", "Thanks"])
    run.cancel()
    await run.value
  }

  @Test(.timeLimit(.minutes(1)))
  func `what is answered depends on what was said`() async throws {
    let stage = try Stage()
    let ticket = try await stage.place.ticket(saying: "Hello")
    await stage.customers.learn(
      try Stage.steps(
        """
        {when: replied, mentions: [locked], after: 0s, typing: 0s, say: Who was it?},
        {when: replied, mentions: [Cannot], after: 0s, typing: 0s, say: I see},
        {when: replied, after: 0s, typing: 0s, say: What?}
        """), for: ticket)
    let run = Task { await stage.customers.run() }
    let desk = stage.desk()
    for (count, text) in ["I cannot say", "Good morning", "It is LOCKED"].enumerated() {
      _ = try await desk.submit(
        .init(text: SanitizedText(sanitizing: text), purpose: .reply), to: ticket)
      await stage.letReplyLeave()
      try await stage.waitForMessages(3 + 2 * count, of: ticket)
    }
    #expect(
      try await stage.words(of: ticket)
        == [
          "Hello", "I cannot say", "I see", "Good morning", "What?", "It is LOCKED", "Who was it?",
        ])
    run.cancel()
    await run.value
  }

  @Test(.timeLimit(.minutes(1)))
  func `the outbox sleeps until a reply is due`() async throws {
    let stage = try Stage()
    let ticket = try await stage.place.ticket(saying: "Hello")
    let run = Task { await stage.outbox.run() }
    _ = try await stage.desk().submit(.init(text: "Hi", purpose: .reply), to: ticket)
    await stage.time.waitForSleepers()
    stage.place.clock.advance(by: .seconds(5))
    stage.time.advance(by: .seconds(5))
    while true {
      if case .sent? = try await stage.place.store.messages(of: ticket).last?.delivery { break }
      await Task.yield()
    }
    run.cancel()
    await run.value
  }
}
