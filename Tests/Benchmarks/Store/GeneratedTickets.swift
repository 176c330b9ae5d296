import Desk
import Foundation
import Masking
import Sealing
import Text
import TicketStore
import Tickets
import Training

/// Tickets by seed: the same numbers give the same tickets.
///
/// Bodies are masked once and used again and again, so that filling a store measures the store.
struct GeneratedTickets {
  let ticketCount: Int
  let messagesPerTicket: Int
  /// Customers have five tickets each.
  var customerCount: Int { max(ticketCount / 5, 1) }

  private let bodies: [MaskedText]
  private let subjects: [MaskedText]
  private let start = Date(timeIntervalSince1970: 1_780_000_000)

  private static let words = """
    account invoice refund order parcel delivery address password login charge payment card late \
    broken missing return please thanks hello waiting days still never again support reply customer \
    number email change cancel subscription month update screen error browser phone lamp chair table
    """.split(whereSeparator: \.isWhitespace).map(String.init)

  init(ticketCount: Int, messagesPerTicket: Int, bodyByteCount: Int = 400, seed: UInt64 = 1) throws
  {
    self.ticketCount = ticketCount
    self.messagesPerTicket = messagesPerTicket
    var random = SeededGenerator(seed: seed)
    var vault = IdentifierVault<Practice>(
      key: .random(for: CustomerID(rawValue: 0)), lookup: .ephemeral())
    func text(_ byteCount: Int, _ number: Int) throws -> MaskedText {
      var text = "w\(number % 97)x"
      while text.utf8.count < byteCount {
        text += " " + (Self.words.randomElement(using: &random) ?? "")
      }
      return try Masker().mask(
        UnmaskedText(received: SanitizedText(sanitizing: text)), into: &vault)
    }
    bodies = try (0..<512).map { try text(bodyByteCount, $0) }
    subjects = try (0..<512).map { try text(40, $0) }
  }

  func body(_ number: Int) -> MaskedText { bodies[number % bodies.count] }
  func subject(_ number: Int) -> MaskedText { subjects[number % subjects.count] }
  func customerIndex(_ ticket: Int) -> Int { ticket % customerCount }
  func time(_ number: Int) -> Date { start + TimeInterval(number) }
  /// One in ten is still to be worked on.
  func status(_ ticket: Int) -> TicketStatus { ticket % 10 == 0 ? .open : .solved }

  /// Fills a store, a thousand mutations a transaction.
  func fill(_ store: TicketStore<Practice>) async throws {
    var customers: [CustomerID] = []
    while customers.count < customerCount {
      customers += try await store.addCustomers(min(10_000, customerCount - customers.count))
    }
    var batch: [Mutation<Practice>] = []
    for number in 0..<ticketCount {
      let customer = customers[customerIndex(number)]
      let nothingNew = VaultAddition<Practice>(
        customer: customer, identifiers: [], expectedVersion: 1)
      batch.append(
        .open(
          NewTicket(
            customer: customer, subject: subject(number), status: status(number),
            assignee: number % 20 == 0 ? UserID(rawValue: 1) : nil, createdAt: time(number),
            dueAt: status(number) == .open ? time(number) + 3_600 : nil),
          message(number, 0, nothingNew)))
      for index in 1..<max(messagesPerTicket, 1) {
        // Row ids count from 1 in an empty store.
        batch.append(
          .add(message(number, index, nothingNew), to: TicketID(rawValue: Int64(number + 1))))
      }
      if batch.count >= 1_000 {
        try await store.performAll(batch)
        batch.removeAll(keepingCapacity: true)
      }
    }
    try await store.performAll(batch)
  }

  private func message(
    _ ticket: Int, _ index: Int, _ addition: VaultAddition<Practice>
  ) -> NewMessage<Practice> {
    NewMessage(
      author: .customer, kind: index % 2 == 0 ? .incoming : .note,
      body: body(ticket &* 7 &+ index), sentAt: time(ticket) + TimeInterval(index),
      vault: addition)
  }
}
