import Desk
import Foundation
import Masking
import Sealing
import Testing
import Text
import Tickets

@testable import TicketStore

struct NoticingTests {
  @Test(.timeLimit(.minutes(1))) func `own commits and those of others are noticed`() async throws {
    let workspace = try Workspace()
    let (store, other) = try (workspace.open(), workspace.open())
    let (own, elsewhere) = await (store.changes(), other.changes())
    let id = try await store.ticket("Help", "me")
    _ = try #require(await own.first { $0.contains(.tickets) })
    _ = try #require(await elsewhere.first { $0.contains([.tickets, .elsewhere]) })
    #expect(try await other.ticket(id).subject.screenForm == "Help")
  }

  @Test(.timeLimit(.minutes(1))) func `a commit that nobody rang for is noticed`() async throws {
    let workspace = try Workspace()
    let quick = StoreConfiguration(lookInterval: .milliseconds(20))
    let store = try workspace.open(quick)
    try await store.ticket("Help", "me")
    let other = try workspace.open()
    // Gone from the directory: no bell reaches it.
    for name in try FileManager.default.contentsOfDirectory(
      atPath: workspace.directory.appending(path: "open").path)
    {
      try FileManager.default.removeItem(
        at: workspace.directory.appending(path: "open/\(name)"))
    }
    let changes = await store.changes()
    try await Task.sleep(for: .milliseconds(50))
    try await other.ticket("Unheard", "of")
    _ = try #require(await changes.first { $0.contains(.elsewhere) })
    #expect(try await store.rows().count == 2)
  }

  @Test(.timeLimit(.minutes(1))) func `presence is seen by others, and ends`() async throws {
    let workspace = try Workspace()
    let (store, other) = try (workspace.open(), workspace.open())
    let id = try await store.ticket("Help", "me")
    let colleague = UserID(rawValue: 2)
    let changes = await other.changes()
    try await store.perform(
      .setPresence(colleague, .replying, id, until: workspace.clock.now + 5))
    try await store.perform(.setTyping(id, until: workspace.clock.now + 5))
    var seen = try await other.presence(at: id)
    for await change in changes where change.contains(.presence) {
      seen = try await other.presence(at: id)
      if seen.count == 2 { break }
    }
    #expect(
      seen == [
        Presence(name: "customer", activity: .typing),
        Presence(name: "user 2", activity: .replying),
      ])
    #expect(try await other.rows().first?.presence == seen)
    workspace.clock.advance(by: 6)
    #expect(try await other.presence(at: id) == [])
  }

  @Test(.timeLimit(.minutes(1))) func `who opens later hears who is there`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let id = try await store.ticket("Help", "me")
    try await store.perform(
      .setPresence(Workspace.user, .viewing, id, until: workspace.clock.now + 60))
    let other = try workspace.open()
    let changes = await other.changes()
    while try await other.presence(at: id).isEmpty {
      _ = await changes.first { $0.contains(.presence) }
    }
    #expect(try await other.presence(at: id).first?.activity == .viewing)
  }

  @Test func `a slow watcher gets everything as one`() async {
    let hub = ChangeHub()
    var changes = hub.changes().makeAsyncIterator()
    hub.announce(.tickets)
    hub.announce(.audit)
    hub.announce([.outbox, .tickets])
    #expect(await changes.next() == [.tickets, .audit, .outbox])
    hub.close()
    #expect(await changes.next() == nil)
  }

  @Test(.timeLimit(.minutes(1))) func `words are found as they are committed`() async throws {
    let workspace = try Workspace()
    let (store, other) = try (workspace.open(), workspace.open())
    let old = try await store.ticket("Broken lamp", "It flickers at night")
    let new = try await store.ticket("Invoice", "The lamp was charged twice")
    func found(_ words: SanitizedText, in store: TicketStore<Practice>) async throws -> [TicketID] {
      try await store.search(words: words, codes: [], for: Workspace.user, limit: 10)
        .map(\.ticket.id)
    }
    for store in [store, other] {
      while try await found("lamp", in: store).count < 2 {
        try await Task.sleep(for: .milliseconds(5))
      }
      #expect(try await found("lamp", in: store) == [new, old])
      #expect(try await found("LAMP flick", in: store) == [old])
      #expect(try await found("lamp NOT invoice\"", in: store) == [])
      #expect(try await found("\" * (", in: store) == [])
      #expect(try await found("", in: store) == [])
    }
  }

  @Test func `an exact identifier finds its customer's tickets`() async throws {
    let workspace = try Workspace()
    let store = try workspace.open()
    let vault = try await store.customer()
    let id = try await store.ticket("Help", "me", from: vault)
    try await store.ticket("Other", "one", from: store.customer(named: "Ben", address: "b@x.org"))
    let code = try #require(
      try await store.vault(of: vault.vault.key.owner).vault.identifiers.first
    ).lookupCode
    let rows = try await store.search(words: "", codes: [code], for: Workspace.user, limit: 10)
    #expect(rows.map(\.ticket.id) == [id])
  }
}
