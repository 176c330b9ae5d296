import Audit
package import Desk
package import Foundation
package import Masking
package import Sealing
import Text
package import Tickets

/// Parses mail, finds its ticket, masks it, and keeps it in one transaction with its record.
///
/// Raw text ends here.
package struct MailFiler<R: Realm>: Sendable {
  let repository: any TicketRepository<R>
  let parser: InboundMailParser
  let codes: ThreadCodes
  let serviceLevel: ServiceLevel
  let masker: Masker
  let now: @Sendable () -> Date

  /// `own` are the desk's addresses, for telling its own mail from a customer's; at `domain` its
  /// Message-IDs are made; `authenticationServer` is whose word on senders is believed.
  package init(
    repository: any TicketRepository<R>, own: OwnAddresses, domain: MailDomain,
    authenticationServer: MailDomain? = nil, masker: Masker = Masker(),
    serviceLevel: ServiceLevel = .standard,
    now: @escaping @Sendable () -> Date
  ) {
    let lookup = repository.lookupKey
    self.repository = repository
    self.masker = masker
    self.serviceLevel = serviceLevel
    self.now = now
    parser = InboundMailParser(own: own, authenticationServer: authenticationServer) {
      lookup.code(domain: "mail.content", value: $0).bytes
    }
    codes = ThreadCodes(domain: domain, lookup: lookup)
  }

  /// What became of a mail.
  package enum Outcome: Hashable, Sendable {
    case opened(TicketID)
    case added(to: TicketID)
    /// It had been filed before.
    case duplicate
    /// It could not be parsed and is kept whole, sealed.
    case keptUnparsed(TicketID)
  }

  /// Files one mail.
  ///
  /// `receivedAt` is `nil` for an old mail, which then dates from when it says it was written.
  /// `finishing` is the delivered mail that this ends, in the same transaction.
  @discardableResult
  package func file(
    _ bytes: [UInt8], receivedAt: Date?, deliveryExtension: DeliveryExtension? = nil,
    finishing: IntakeID? = nil
  ) async throws(RepositoryError) -> Outcome {
    let mail = parser.parse(bytes, deliveryExtension: deliveryExtension)
    let arrival = now()
    for _ in 0..<Self.attemptLimit {
      do throws(RepositoryError) {
        switch mail {
        case .message(let message):
          // No clock of a sender's makes a message that is yet to come.
          let date = receivedAt ?? min(message.date ?? arrival, arrival)
          return try await file(message, receivedAt: date, finishing: finishing)
        case .unparsed(let bytes, _):
          return try await keep(bytes, receivedAt: receivedAt ?? arrival, finishing: finishing)
        }
      } catch {
        switch error {
        // Another process added to the customer's vault in between: mask again with what it added.
        case .changedMeanwhile: continue
        // Another process has filed the same mail in between.
        case .duplicate: return try await dropDuplicate(finishing)
        default: throw error
        }
      }
    }
    throw .busy
  }

  private static var attemptLimit: Int { 8 }

  private func file(
    _ mail: InboundMessage, receivedAt: Date, finishing: IntakeID?
  ) async throws(RepositoryError) -> Outcome {
    let mailID = repository.lookupKey.code(of: mail.messageID)
    guard try await repository.mail(with: mailID) == nil else {
      return try await dropDuplicate(finishing)
    }
    let threads = try await ThreadSnapshot(
      of: mail, codes: codes, repository: repository, masker: masker)
    switch threads.match(mail, with: ThreadMatcher(codes: codes)) {
    case .joins(let ticket, _):
      return try await add(mail, to: ticket, receivedAt: receivedAt, finishing: finishing)
    case .opens(let hint):
      return try await open(mail, hint: hint, receivedAt: receivedAt, finishing: finishing)
    }
  }

  // MARK: - The three ways to file

  private func add(
    _ mail: InboundMessage, to id: TicketID, receivedAt: Date, finishing: IntakeID?
  ) async throws(RepositoryError) -> Outcome {
    let ticket = try await repository.ticket(id)
    var vault = try await repository.vault(of: ticket.customer)
    let sender = mail.from.first
    let isRequester =
      sender.map {
        vault.vault.holdsProfile(repository.lookupKey.code(of: $0, masker: masker))
      } ?? false
    let parts = try masked(mail, sender: sender, isRequester: isRequester, into: &vault)
    var message = newMessage(
      mail, parts: parts, author: isRequester ? .customer : .participant, vault: vault,
      receivedAt: receivedAt,
      dueAt: serviceLevel.dueDate(priority: ticket.priority, after: receivedAt))
    if mail.loop.leavesStatusAlone {
      // Something happened; nobody said anything that wants an answer.
      message.kind = .event
      message.dueAt = nil
    }
    try await repository.perform(
      .add(message, to: id), recording: [AuditEvent(.ticketReceive)], finishing: finishing)
    return .added(to: id)
  }

  private func open(
    _ mail: InboundMessage, hint: ThreadMatcher.Hint?, receivedAt: Date, finishing: IntakeID?
  ) async throws(RepositoryError) -> Outcome {
    let sender = mail.requester(own: parser.own)
    let customer = try await customer(writing: sender)
    var vault = try await repository.vault(of: customer)
    let parts = try masked(mail, sender: sender, isRequester: true, into: &vault)
    let message = newMessage(
      mail, parts: parts, author: .customer, vault: vault, receivedAt: receivedAt,
      dueAt: serviceLevel.dueDate(priority: .normal, after: receivedAt))
    var ticket = NewTicket(
      customer: customer, subject: parts.subject, tags: mail.tags, language: mail.language,
      createdAt: receivedAt,
      dueAt: mail.loop.mayAnswerAutomatically ? message.dueAt : nil)
    if case .queue(let name)? = mail.deliveryExtension { ticket.queue = name }
    let id = try await open(ticket, message, outcome: .success, finishing: finishing)
    if let hint { try await note(hint.sentence, on: id, customer: customer) }
    return .opened(id)
  }

  /// Keeps what is no mail that anybody could read, whole.
  @discardableResult
  func keep(
    _ bytes: [UInt8], receivedAt: Date, finishing: IntakeID?
  ) async throws(RepositoryError) -> Outcome {
    let code = repository.lookupKey.code(domain: "mail.content", value: bytes)
    guard try await repository.mail(with: code) == nil else {
      return try await dropDuplicate(finishing)
    }
    let customer = try await repository.addCustomer()
    let vault = try await repository.vault(of: customer)
    var message = NewMessage<R>(
      author: .system, kind: .unparsed,
      body: MaskedText(
        literal:
          "This message could not be read as mail. It is kept whole, sealed, as an attachment."
      ),
      sentAt: receivedAt, vault: vault.addition, mailID: code)
    message.unparsed = bytes
    let ticket = NewTicket(
      customer: customer, subject: MaskedText(literal: "A message that could not be read"),
      tags: ["unparsed"], createdAt: receivedAt)
    return .keptUnparsed(
      try await open(ticket, message, outcome: .failed, finishing: finishing))
  }

  private func open(
    _ ticket: NewTicket, _ message: NewMessage<R>, outcome: AuditOutcome, finishing: IntakeID?
  ) async throws(RepositoryError) -> TicketID {
    let made = try await repository.perform(
      .open(ticket, message), recording: [AuditEvent(.ticketReceive, outcome: outcome)],
      finishing: finishing)
    guard let id = made.ticket else { preconditionFailure("a ticket that was opened has a number") }
    return id
  }

  private func dropDuplicate(_ finishing: IntakeID?) async throws(RepositoryError) -> Outcome {
    if let finishing {
      try await repository.perform(.dropMail, recording: [], finishing: finishing)
    }
    return .duplicate
  }

  // MARK: - The parts

  /// The customer who writes from this address, or a new one.
  ///
  /// Being mentioned by somebody else makes nobody a customer: the address has to be part of a
  /// profile.
  private func customer(
    writing sender: InboundAddress?
  ) async throws(RepositoryError) -> CustomerID {
    if let sender, let code = repository.lookupKey.code(of: sender, masker: masker) {
      for candidate in try await repository.customers(with: code)
      where try await repository.vault(of: candidate).vault.holdsProfile(code) {
        return candidate
      }
    }
    return try await repository.addCustomer()
  }

  private func note(
    _ sentence: SanitizedText, on ticket: TicketID, customer: CustomerID
  ) async throws(RepositoryError) {
    let vault = try await repository.vault(of: customer)
    try await repository.perform(
      .add(
        NewMessage(
          author: .system, kind: .event, body: masker.redact(UnmaskedText(received: sentence)),
          sentAt: now(), vault: vault.addition),
        to: ticket))
  }

  private func newMessage(
    _ mail: InboundMessage, parts: MaskedMail, author: Message.Author, vault: VersionedVault<R>,
    receivedAt: Date, dueAt: Date?
  ) -> NewMessage<R> {
    var message = NewMessage(
      author: author, kind: .incoming, body: parts.body, sentAt: receivedAt,
      attachments: parts.attachments, vault: vault.addition,
      mailID: repository.lookupKey.code(of: mail.messageID), dueAt: dueAt)
    message.envelope = parts.correspondent.map {
      Envelope(
        correspondent: $0, copies: parts.copies,
        mailID: String(decoding: mail.messageID.bytes, as: UTF8.self))
    }
    return message
  }
}
