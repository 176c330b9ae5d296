import Audit
import Desk
import Foundation
import Masking
import Sealing
import Text
import TicketStore
import Tickets

/// The store beside plain SQLite, in one run on one disk.
struct StoreBenchmark {
  let scale: Scale
  private let messagesPerTicket = 5

  private var ticketCount: Int { scale.tickets }

  private static let quiet = StoreConfiguration(searchWindow: 0)

  func figures() async throws -> [Figure] {
    let place = try TemporaryWorkspace()
    defer { place.remove() }
    let plain = try PlainStore(at: place.directory.appending(path: "plain.db"))
    var results = try await fill(plain, place)
    let (store, firstPage) = try await firstPage(place)
    results.append(Figure(name: "unlock to first page", value: firstPage, unit: "ms"))
    results += try await reads(store, plain)
    results += try await search(store)
    results += try await commits(store, plain)
    let verified = try await Stopwatch.wall { _ = try await store.verify() }
    results.append(Figure(name: "verify every row", value: verified / 1_000, unit: "ms"))
    store.close()
    return results
  }

  private func fill(
    _ plain: PlainStore, _ place: TemporaryWorkspace
  ) async throws -> [Figure] {
    let generated = try GeneratedTickets(
      ticketCount: ticketCount, messagesPerTicket: messagesPerTicket, seed: scale.seed)
    let store = try place.open(place.secrets, Self.quiet)
    let messageCount = Double(ticketCount * messagesPerTicket)
    let plainTime = try await Stopwatch.processor { try plain.fill(generated) }
    let time = try await Stopwatch.processor { try await generated.fill(store) }
    store.close()
    try plain.checkpoint()
    return [
      compared("ingest, CPU a message", time / messageCount, plainTime / messageCount, "µs"),
      compared(
        "file size", megabytes(place.directory, "tickets.db"),
        megabytes(place.directory, "plain.db"), "MB"),
    ]
  }

  /// Keys opened, file opened, first rows read; the passphrase's derivation apart.
  private func firstPage(
    _ place: TemporaryWorkspace
  ) async throws -> (TicketStore<Practice>, milliseconds: Double) {
    let clock = ContinuousClock()
    let start = clock.now
    let secrets = try place.unlock()
    let store = try place.open(secrets)
    _ = try await store.queue(QueueQuery(view: .team, limit: 50), for: TemporaryWorkspace.user)
    return (store, (clock.now - start) / .milliseconds(1))
  }

  private func reads(
    _ store: TicketStore<Practice>, _ plain: PlainStore
  ) async throws -> [Figure] {
    let count = min(ticketCount, 5_000)
    let ids = (0..<count).map { Int64($0 &* 7_919 % ticketCount + 1) }
    let (opening, plainOpening) = try await Stopwatch.taken(inTurn: 5) {
      for id in ids {
        _ = try await store.conversation(TicketID(rawValue: id), for: TemporaryWorkspace.user)
      }
    } and: {
      for id in ids { _ = try await plain.open(id) }
    }
    let query = QueueQuery(view: .team, limit: 50)
    let now = Date().milliseconds
    let (listing, plainListing) = try await Stopwatch.taken(inTurn: 5) {
      for _ in 0..<200 { _ = try await store.queue(query, for: TemporaryWorkspace.user) }
    } and: {
      for _ in 0..<200 { _ = try await plain.list(now: now) }
    }
    let filter = QueueQuery(view: .team, filter: "refund", limit: 50)
    let filtering = try await Stopwatch.wall {
      for _ in 0..<20 { _ = try await store.queue(filter, for: TemporaryWorkspace.user) }
    }
    return [
      compared("open a ticket", opening / Double(count), plainOpening / Double(count), "µs"),
      compared("list 50", listing / 200, plainListing / 200, "µs"),
      Figure(name: "list 50 filtered by a word", value: filtering / 20, unit: "µs"),
    ]
  }

  private func search(_ store: TicketStore<Practice>) async throws -> [Figure] {
    let building = try await Stopwatch.wall {
      while !store.isSearchComplete { try await Task.sleep(for: .milliseconds(5)) }
    }
    func find(_ words: SanitizedText) async throws -> Double {
      try await Stopwatch.wall {
        for _ in 0..<50 {
          _ = try await store.search(
            words: words, codes: [], for: TemporaryWorkspace.user, limit: 50)
        }
      } / 50
    }
    return [
      Figure(name: "search index, rest of building", value: building / 1_000, unit: "ms"),
      Figure(name: "search, common word", value: try await find("invoice"), unit: "µs"),
      Figure(name: "search, rare word", value: try await find("w13x"), unit: "µs"),
    ]
  }

  private func commits(
    _ store: TicketStore<Practice>, _ plain: PlainStore
  ) async throws -> [Figure] {
    let body = try GeneratedTickets(ticketCount: 1, messagesPerTicket: 1).body(0)
    let addition = VaultAddition<Practice>(
      customer: CustomerID(rawValue: 1), identifiers: [], expectedVersion: 1)
    let words = body.screenForm.string
    let (sealed, plainTime) = try await Stopwatch.taken(inTurn: 7) {
      for number in 0..<100 {
        try await store.perform(
          .add(
            NewMessage(
              author: .customer, kind: .incoming, body: body, sentAt: Date(), vault: addition),
            to: TicketID(rawValue: Int64(number % 100 + 1))))
      }
    } and: {
      for number in 0..<100 {
        try await plain.commit(number, body: words, at: Date().milliseconds)
      }
    }
    return [compared("single durable commit", sealed / 100, plainTime / 100, "µs")]
  }

  private func compared(
    _ name: String, _ value: Double, _ peer: Double, _ unit: String
  ) -> Figure {
    Figure(
      name: name, value: value, unit: unit, comparedTo: "plain SQLite, \(Int(peer)) \(unit)",
      ratio: value / peer)
  }

  private func megabytes(_ directory: URL, _ name: String) -> Double {
    let path = directory.appending(path: name).path
    let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
    return Double(size ?? 0) / 1_000_000
  }
}
