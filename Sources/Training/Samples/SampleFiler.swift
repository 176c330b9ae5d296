package import Desk
package import Foundation
package import Masking
package import Sealing
import Text
package import Tickets

/// Puts invented tickets into a practice store.
///
/// It takes a practice repository by type: nothing here could write to a live one.
package struct SampleFiler: Sendable {
  let repository: any TicketRepository<Practice>
  let staff: [String: User]
  let masker: Masker
  let serviceLevel: ServiceLevel
  let now: Date

  /// `staff` says who the names in the file are; `me` is the person at the desk.
  package init(
    repository: any TicketRepository<Practice>, staff: [String: User], masker: Masker = Masker(),
    serviceLevel: ServiceLevel = .standard, now: Date
  ) {
    self.masker = masker
    self.repository = repository
    self.staff = staff
    self.serviceLevel = serviceLevel
    self.now = now
  }

  /// Files a ticket with all its messages.
  @discardableResult
  package func file(_ sample: SampleTicket) async throws -> TicketID {
    guard let ticket = try await file([sample]).first else {
      preconditionFailure("one ticket is filed for each sample")
    }
    return ticket
  }

  /// Files tickets with all their messages, many to a transaction.
  @discardableResult
  package func file(_ samples: [SampleTicket]) async throws -> [TicketID] {
    var tickets: [TicketID] = []
    for start in stride(from: 0, to: samples.count, by: Self.batchTicketCount) {
      let batch = samples[start..<min(start + Self.batchTicketCount, samples.count)]
      let customers = try await repository.addCustomers(batch.count)
      var histories: [TicketHistory<Practice>] = []
      for (sample, customer) in zip(batch, customers) {
        let versioned = try await repository.vault(of: customer)
        histories.append(try history(of: sample, vault: versioned))
      }
      tickets += try await repository.file(histories)
    }
    return tickets
  }

  private static var batchTicketCount: Int { 250 }

  private func history(
    of sample: SampleTicket, vault versioned: VersionedVault<Practice>
  ) throws -> TicketHistory<Practice> {
    guard let first = sample.messages.first else { throw TrainingError.sampleWithoutMessages }
    var versioned = versioned
    try addProfile(of: sample.from, to: &versioned.vault)
    let subject = try masker.mask(
      UnmaskedText(received: SanitizedText(sanitizing: sample.subject)), into: &versioned.vault)
    var messages = try sample.messages.map {
      try newMessage($0, vault: &versioned, priority: sample.priority ?? .normal)
    }
    // The ticket opens with all of its identifiers; the messages behind the first bring none.
    messages[0].vault = versioned.addition
    return TicketHistory(
      ticket: try newTicket(
        sample, customer: versioned.vault.key.owner, subject: subject, first: first),
      messages: messages, standing: standing(of: sample))
  }

  /// The tokens that values have in a ticket: none where the ticket does not mention them.
  func tokens(
    of values: [String], in ticket: TicketID
  ) async throws -> [String: Set<Token>] {
    let customer = try await repository.ticket(ticket).customer
    let known = try await repository.vault(of: customer)
    return try values.reduce(into: [:]) { tokens, value in
      var vault = known
      tokens[value] = Set(try vault.masked(value, by: masker).tokens.filter(known.vault.contains))
    }
  }

  private func addProfile(
    of person: SamplePerson, to vault: inout IdentifierVault<Practice>
  ) throws {
    func add(_ value: String, _ kind: IdentifierKind) throws {
      _ = try vault.addProfile(
        UnmaskedText(received: SanitizedText(sanitizing: value)), kind: kind, by: masker)
    }
    try add(person.name, .person)
    try add(person.email, .email)
    if let phone = person.phone { try add(phone, .phone) }
  }

  private func newTicket(
    _ sample: SampleTicket, customer: CustomerID, subject: MaskedText, first: SampleMessage
  ) throws -> NewTicket {
    NewTicket(
      customer: customer, subject: subject, priority: sample.priority ?? .normal,
      assignee: try person(sample.assignee)?.id,
      tags: (sample.tags ?? []).map { SanitizedText(sanitizing: $0) }, language: sample.language,
      createdAt: time(of: first),
      dueAt: serviceLevel.dueDate(priority: sample.priority ?? .normal, after: time(of: first)))
  }

  private func newMessage(
    _ sample: SampleMessage, vault: inout VersionedVault<Practice>, priority: Priority
  ) throws -> NewMessage<Practice> {
    let sentAt = time(of: sample)
    let (text, kind) = try sample.content
    let words = SanitizedText(sanitizing: text)
    let body = try masker.mask(
      kind == .incoming ? UnmaskedText(received: words) : UnmaskedText(composed: words),
      into: &vault.vault)
    let attachments = try (sample.attachments ?? []).map { attachment in
      NewAttachment(
        name: try masker.mask(
          UnmaskedText(received: SanitizedText(sanitizing: attachment.name)), into: &vault.vault),
        mediaType: SanitizedText(sanitizing: attachment.type),
        bytes: [UInt8](repeating: 0x20, count: attachment.size))
    }
    return NewMessage(
      author: try author(of: sample, kind: kind), kind: kind, body: body, sentAt: sentAt,
      delivery: kind == .reply ? .sent(at: sentAt) : .received, attachments: attachments,
      vault: VaultAddition(
        customer: vault.vault.key.owner, identifiers: [], expectedVersion: vault.version),
      dueAt: kind == .incoming ? serviceLevel.dueDate(priority: priority, after: sentAt) : nil)
  }

  private func author(
    of sample: SampleMessage, kind: Message.Kind
  ) throws(TrainingError) -> Message.Author {
    guard kind != .incoming else { return .customer }
    guard let user = try person(sample.by) else { throw .messageWithoutAuthor }
    return .agent(user.id, name: user.name)
  }

  /// Who is meant; `none` is nobody.
  private func person(_ name: String?) throws(TrainingError) -> User? {
    guard let name, name != "none" else { return nil }
    guard let user = staff[name] else { throw .noSuchPerson(name) }
    return user
  }

  /// Messages open a ticket; a sample may have come further.
  private func standing(of sample: SampleTicket) -> TicketChange? {
    sample.status.map { status in
      status == .snoozed
        ? .snooze(until: now.addingTimeInterval(2 * 86_400)) : .status(status)
    }
  }

  private func time(of message: SampleMessage) -> Date {
    now.addingTimeInterval(-TimeInterval(message.age.seconds))
  }
}

extension SampleMessage {
  /// What it says and for whom.
  var content: (text: String, kind: Message.Kind) {
    get throws(TrainingError) {
      switch (customer, reply, note) {
      case (let text?, nil, nil): (text, .incoming)
      case (nil, let text?, nil): (text, .reply)
      case (nil, nil, let text?): (text, .note)
      default: throw .messageWithoutText
      }
    }
  }
}

/// Why training data could not be used.
package enum TrainingError: Error, Hashable, Sendable {
  /// A ticket in the file has no messages.
  case sampleWithoutMessages
  /// A message says nothing, or more than one thing.
  case messageWithoutText
  /// A reply or note says not who wrote it.
  case messageWithoutAuthor
  /// Nobody of this name works here.
  case noSuchPerson(String)
}
