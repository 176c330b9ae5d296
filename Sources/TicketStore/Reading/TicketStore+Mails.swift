package import Desk
import GRDB
import Sealing
package import Tickets

extension TicketStore {
  package func mails(of ticket: TicketID) async throws(RepositoryError) -> [ThreadedMail] {
    try await reading { [self] db in
      let key = try dataKey(of: ticketRow(db, ticket).customer)
      var mails: [ThreadedMail] = []
      try db.cachedStatement(
        sql: """
          SELECT \(MessageRow.columnNames) FROM message
          WHERE ticket = ? AND envelope IS NOT NULL ORDER BY id
          """
      ).forEach(.integer(ticket.rawValue)) { columns in
        let message = try MessageRow(&columns)
        try message.verify(under: secrets.rowMAC)
        if let envelope = try message.openEnvelope(under: key) {
          mails.append(ThreadedMail(message: MessageID(rawValue: message.id), envelope: envelope))
        }
      }
      return mails
    }
  }
}
