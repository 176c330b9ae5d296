package import Desk
import GRDB
import Sealing
package import Tickets

extension TicketStore {
  package func envelopes(of ticket: TicketID) async throws(RepositoryError) -> [Envelope] {
    try await reading { [self] db in
      let key = try dataKey(of: ticketRow(db, ticket).customer)
      let rows = try Row.fetchCursor(
        db.cachedStatement(
          sql: """
            SELECT \(MessageRow.columnNames) FROM message
            WHERE ticket = ? AND envelope IS NOT NULL ORDER BY id
            """),
        arguments: [ticket.rawValue])
      var envelopes: [Envelope] = []
      while let row = try rows.next() {
        var columns = ColumnReader(row)
        let message = try MessageRow(&columns)
        try message.verify(under: secrets.rowMAC)
        if let envelope = try message.openEnvelope(under: key) { envelopes.append(envelope) }
      }
      return envelopes
    }
  }
}
