import Desk
import Masking
package import Sealing
import Tickets

/// What the store knows about the tickets that one mail points to, read beforehand, so that the
/// matcher stays pure.
struct ThreadSnapshot: ThreadLookup {
  private var holders: [InternetMessageID: TicketID] = [:]
  private var participants: [TicketID: Set<LookupCode>] = [:]
  private let senders: [InboundAddress: LookupCode]

  init<R: Realm>(
    of mail: InboundMessage, codes: ThreadCodes, repository: any TicketRepository<R>, masker: Masker
  ) async throws(RepositoryError) {
    senders = mail.from.reduce(into: [:]) { senders, address in
      senders[address] = repository.lookupKey.code(of: address, masker: masker)
    }
    var candidates: Set<TicketID> = []
    for id in mail.referredIDs {
      if let ticket = codes.ticket(of: id) {
        candidates.insert(ticket)
      } else if let filed = try await repository.mail(with: repository.lookupKey.code(of: id)) {
        holders[id] = filed.ticket
        candidates.insert(filed.ticket)
      }
    }
    if let tag = mail.subjectTag, let ticket = codes.ticket(of: tag) { candidates.insert(ticket) }
    if case .ticket(let tag)? = mail.deliveryExtension, let ticket = codes.ticket(of: tag) {
      candidates.insert(ticket)
    }
    for ticket in candidates {
      participants[ticket] = try await Self.participants(in: ticket, repository: repository)
    }
  }

  func match(_ mail: InboundMessage, with matcher: ThreadMatcher) -> ThreadMatcher.Match {
    // The snapshot throws nothing: a lookup that failed has ended its making.
    (try? matcher.match(mail, in: self)) ?? .opens(hint: nil)
  }

  func exists(_ ticket: TicketID) -> Bool { participants[ticket] != nil }

  func ticket(holding id: InternetMessageID) -> TicketID? { holders[id] }

  func takesPart(_ sender: InboundAddress, in ticket: TicketID) -> Bool {
    guard let code = senders[sender] else { return false }
    return participants[ticket]?.contains(code) ?? false
  }

  /// The requester's own addresses, and those of everybody a mail of the ticket went to.
  ///
  /// `nil` where there is no such ticket, or it takes no more mail.
  private static func participants<R: Realm>(
    in id: TicketID, repository: any TicketRepository<R>
  ) async throws(RepositoryError) -> Set<LookupCode>? {
    let ticket: Ticket
    do {
      ticket = try await repository.ticket(id)
    } catch {
      guard error == .notFound else { throw error }
      return nil
    }
    guard ![.merged, .deleted, .spam].contains(ticket.status) else { return nil }
    let identifiers = try await repository.vault(of: ticket.customer).vault.identifiers
    let addressed = Set(
      try await repository.mails(of: id).flatMap {
        [$0.envelope.correspondent] + $0.envelope.copies
      })
    return Set(
      identifiers.filter { $0.token.kind == .email }
        .filter { $0.isProfile || addressed.contains($0.token) }.map(\.lookupCode))
  }
}

extension LookupKey {
  /// The code of a Message-ID, which is looked up and never read.
  func code(of id: InternetMessageID) -> LookupCode {
    code(domain: "mail.message-id", value: id.bytes)
  }

  /// The code of an address.
  func code(of address: InboundAddress, masker: Masker) -> LookupCode? {
    masker.code(of: address.address(), kind: .email, with: self)
  }
}

extension IdentifierVault {
  /// Whether this is one of the customer's own identifiers, and not only mentioned.
  func holdsProfile(_ code: LookupCode?) -> Bool {
    identifiers.contains { $0.isProfile && $0.lookupCode == code }
  }
}

extension ThreadCodes {
  /// Codes under the workspace's lookup key.
  package init<R: Realm>(domain: MailDomain, lookup: LookupKey<R>) {
    self.init(domain: domain) { purpose, text in
      lookup.code(domain: purpose.rawValue, value: text).bytes
    }
  }
}
