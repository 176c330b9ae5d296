package import Desk
import Foundation
import GRDB
import Masking
package import Sealing
package import Text
package import Tickets

extension TicketStore {
  package func search(
    words: SanitizedText, codes: [LookupCode], for user: UserID, limit: Int
  ) async throws(RepositoryError) -> [QueueRow] {
    try await reading { [self] db in
      var tickets: [Int64]
      if codes.isEmpty {
        tickets = try ticketsNewestFirst(db, with: words, limit: limit) { _ in true }
      } else {
        let owners = try Set(codes.flatMap { try customers(db, with: $0) })
        tickets = try ticketIDs(db, of: owners)
        if SearchIndex.query(words) != nil {
          let owned = Set(tickets)
          tickets = try ticketsNewestFirst(db, with: words, limit: limit, where: owned.contains)
        }
      }
      return try queueRows(db, tickets.prefix(limit), for: user)
    }
  }

  private func ticketsNewestFirst(
    _ db: Database, with words: SanitizedText, limit: Int, where isWanted: (Int64) -> Bool
  ) throws -> [Int64] {
    var tickets: [Int64] = []
    var seen: Set<Int64> = []
    var before: Int64?
    let owner = try db.cachedStatement(sql: "SELECT ticket FROM message WHERE id = ?")
    while tickets.count < limit {
      let batch = try index.messages(with: words, limit: limit * 4, before: before)
      for message in batch {
        // A message that was recalled is still proposed.
        guard let ticket = try owner.integer(.integer(message)),
          seen.insert(ticket).inserted, isWanted(ticket)
        else { continue }
        tickets.append(ticket)
      }
      guard let last = batch.last, batch.count == limit * 4 else { break }
      before = last
    }
    return tickets
  }

  private func ticketIDs(_ db: Database, of customers: Set<CustomerID>) throws -> [Int64] {
    try customers.flatMap { customer in
      try db.cachedStatement(sql: "SELECT id FROM ticket WHERE customer = ?")
        .integers(.integer(customer.rawValue))
    }.sorted(by: >)
  }

  private func queueRows(
    _ db: Database, _ tickets: ArraySlice<Int64>, for user: UserID
  ) throws -> [QueueRow] {
    let statement = try db.cachedStatement(sql: QueueStatement.row)
    return try tickets.compactMap { id in
      try statement.first(.integer(user.rawValue), .integer(id)) {
        try? queueRow(&$0, db, user)
      } ?? nil
    }
  }
}
