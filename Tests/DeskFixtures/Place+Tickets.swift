package import Desk
import Foundation
package import Masking
import Sealing
package import Text
import TicketStore
package import Tickets

/// Somebody who writes to the desk.
package struct Customer: Sendable {
  package var name: SanitizedText
  package var email: SanitizedText
  package var phone: SanitizedText?

  package init(name: SanitizedText, email: SanitizedText, phone: SanitizedText? = nil) {
    self.name = name
    self.email = email
    self.phone = phone
  }

  package static let mara = Customer(
    name: "Mara Okafor", email: "mara.okafor@example.net", phone: "+44 7700 900158")
  package static let jonas = Customer(
    name: "Jonas Weller", email: "jonas.weller@example.org")
}

extension Place {
  /// Opens a ticket of a new customer, as mail would.
  @discardableResult
  package func ticket(
    of customer: Customer = .mara, subject: SanitizedText = "Charged twice",
    saying words: SanitizedText, attachments: [(name: SanitizedText, bytes: [UInt8])] = []
  ) async throws -> TicketID {
    var vault = try await store.vault(of: store.addCustomer())
    _ = try vault.vault.addProfile(UnmaskedText(received: customer.name), kind: .person)
    _ = try vault.vault.addProfile(UnmaskedText(received: customer.email), kind: .email)
    if let phone = customer.phone {
      _ = try vault.vault.addProfile(UnmaskedText(received: phone), kind: .phone)
    }
    let masker = Masker()
    let title = try masker.mask(UnmaskedText(received: subject), into: &vault.vault)
    let body = try masker.mask(UnmaskedText(received: words), into: &vault.vault)
    var files: [NewAttachment] = []
    for file in attachments {
      files.append(
        NewAttachment(
          name: try masker.mask(UnmaskedText(received: file.name), into: &vault.vault),
          mediaType: "text/plain", bytes: file.bytes))
    }
    let outcome = try await store.perform(
      .open(
        NewTicket(
          customer: vault.vault.key.owner, subject: title, createdAt: clock.now,
          dueAt: clock.now + 3_600),
        NewMessage(
          author: .customer, kind: .incoming, body: body, sentAt: clock.now, attachments: files,
          vault: vault.addition)))
    guard let id = outcome.ticket else { throw RepositoryError.notFound }
    return id
  }

  /// One more message of the customer, or a colleague's note.
  @discardableResult
  package func message(
    _ words: SanitizedText, on id: TicketID, kind: Message.Kind = .incoming
  ) async throws -> MessageID {
    var vault = try await vault(of: id)
    let body = try Masker().mask(UnmaskedText(received: words), into: &vault.vault)
    let outcome = try await store.perform(
      .add(
        NewMessage(
          author: kind == .incoming ? .customer : .agent(user.id, name: user.name), kind: kind,
          body: body, sentAt: clock.now, vault: vault.addition),
        to: id))
    guard let message = outcome.message else { throw RepositoryError.notFound }
    return message
  }

  package func vault(of id: TicketID) async throws -> VersionedVault<R> {
    try await store.vault(of: store.ticket(id).customer)
  }

  /// The customer's tokens of one kind, in their order.
  package func tokens(_ kind: IdentifierKind, of id: TicketID) async throws -> [Token] {
    try await vault(of: id).vault.identifiers.map(\.token).filter { $0.kind == kind }
  }
}
