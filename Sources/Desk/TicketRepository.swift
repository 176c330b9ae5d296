package import Audit
package import Foundation
package import Masking
package import Sealing
package import Text
package import Tickets

/// Where tickets are kept: sealed at rest, opened to masked text for whoever holds the keys.
///
/// `TicketStore` is the one that writes a file. Every write is a `Mutation`, so that there is one
/// list of what can happen to the data, and each can carry its entry in the log in the same
/// transaction.
package protocol TicketRepository<R>: ApprovalRepository {
  // MARK: Reading

  func queue(_ query: QueueQuery, for user: UserID) async throws(RepositoryError) -> QueuePage
  func ticket(_ id: TicketID) async throws(RepositoryError) -> Ticket
  func messages(of ticket: TicketID) async throws(RepositoryError) -> [Message]
  func draft(of ticket: TicketID, by user: UserID) async throws(RepositoryError) -> Draft?
  /// All that an open ticket shows, of one moment and in one read.
  func conversation(
    _ ticket: TicketID, for user: UserID
  ) async throws(RepositoryError) -> StoredConversation<R>
  func presence(at ticket: TicketID) async throws(RepositoryError) -> [Presence]
  /// Rows whose masked words match all `words`, or whose customer has one of the `codes`.
  func search(
    words: SanitizedText, codes: [LookupCode], for user: UserID, limit: Int
  ) async throws(RepositoryError) -> [QueueRow]
  func ticketCount(of customer: CustomerID) async throws(RepositoryError) -> Int
  /// The customer's tickets, the newest first.
  func tickets(of customer: CustomerID, limit: Int) async throws(RepositoryError) -> [Ticket]
  /// Snoozed tickets whose time has come.
  func ticketsToWake(at time: Date) async throws(RepositoryError) -> [TicketID]
  /// A ticket's mails, of either direction, the oldest first.
  func mails(of ticket: TicketID) async throws(RepositoryError) -> [ThreadedMail]
  /// Where the mail with this Message-ID was filed.
  func mail(with code: LookupCode) async throws(RepositoryError) -> FiledMail?
  /// A file that came with a message, opened in memory; the caller records it first.
  func attachmentBytes(_ id: AttachmentID) async throws(RepositoryError) -> [UInt8]

  // MARK: Sending

  /// Takes the outgoing message that is due next, for one sender at a time.
  ///
  /// The lease ends by itself, so that a message is not lost with its sender; `setDelivery` ends it
  /// at once.
  func claimOutgoing(
    _ selection: OutboxSelection, lease: Duration
  ) async throws(RepositoryError) -> OutgoingMessage<R>?
  /// When the next outgoing message is due; `nil` where there is none.
  func nextOutgoing(_ selection: OutboxSelection) async throws(RepositoryError) -> Date?

  // MARK: Delivered mail

  /// Takes the oldest delivered mail that nobody is filing.
  func claimIntake(lease: Duration) async throws(RepositoryError) -> IntakeMail?
  /// How many delivered mails wait to be filed.
  func intakeCount() async throws(RepositoryError) -> Int

  // MARK: Identifiers

  /// The customer's identifiers, and the version that a mutation with new ones must name.
  func vault(of customer: CustomerID) async throws(RepositoryError) -> VersionedVault<R>
  /// Who has exactly this identifier.
  func customers(with code: LookupCode) async throws(RepositoryError) -> [CustomerID]
  /// How identifiers are found again.
  var lookupKey: LookupKey<R> { get }

  // MARK: Writing

  /// Makes a customer: the key first, durably, then the row.
  func addCustomer() async throws(RepositoryError) -> CustomerID
  /// Makes many customers with one sync of the keyring, for imports.
  func addCustomers(_ count: Int) async throws(RepositoryError) -> [CustomerID]
  /// Carries out a mutation in one transaction, together with its entries in the log and the end of
  /// the delivered mail that it files.
  ///
  /// Where an event names no ticket, message or customer, it is given those of the outcome, and the
  /// digests of the rows that the mutation touched.
  @discardableResult
  func perform(
    _ mutation: Mutation<R>, recording events: [AuditEvent], finishing mail: IntakeID?
  ) async throws(RepositoryError) -> MutationOutcome
  /// The same for a mutation by which values leave: counted against the limit within the transaction.
  /// - Throws: `lookLimitReached`; nothing was changed then.
  @discardableResult
  func perform(
    _ mutation: Mutation<R>, recording events: [AuditEvent], within limit: LookLimit
  ) async throws(RepositoryError) -> MutationOutcome
  /// Files tickets with all their messages in one transaction, all or none.
  @discardableResult
  func file(_ histories: [TicketHistory<R>]) async throws(RepositoryError) -> [TicketID]

  // MARK: Masking again

  /// Goes over the next stored tickets, where the last call stopped, in one transaction with its
  /// entry in the log; a run that was broken off, by whatever, goes on from there.
  func examineNext(
    _ ticketCount: Int, with revision: TextRevision<R>
  ) async throws(RepositoryError) -> ExaminationStep
  /// Forgets how far a run that was broken off has come.
  func restartExamination() async throws(RepositoryError)

  // MARK: Looks

  /// How many identifiers somebody opened since then: what the privacy budget counts.
  func lookCount(by user: UserID, since: Date) async throws(RepositoryError) -> Int
  /// The last time anybody opened an identifier of this customer.
  func lastLook(at customer: CustomerID) async throws(RepositoryError) -> LastLook?

  // MARK: Noticing

  /// Commits from now on, of this process and of others.
  func changes() async -> AsyncStream<StoreChange>
}

/// What is read together when a ticket is opened.
package struct StoredConversation<R: Realm>: Sendable {
  package let ticket: Ticket
  /// Oldest first.
  package let messages: [Message]
  /// What the replies were made from, oldest first.
  package let suggestionsTaken: [String]
  /// What the reader had begun to write.
  package let draft: Draft?
  /// The requester's.
  package let identifiers: [SealedIdentifier<R>]
  /// How many tickets the requester has.
  package let ticketCount: Int

  package init(
    ticket: Ticket, messages: [Message], suggestionsTaken: [String], draft: Draft?,
    identifiers: [SealedIdentifier<R>], ticketCount: Int
  ) {
    self.ticket = ticket
    self.messages = messages
    self.suggestionsTaken = suggestionsTaken
    self.draft = draft
    self.identifiers = identifiers
    self.ticketCount = ticketCount
  }
}

extension TicketRepository {
  /// Carries out a mutation that leaves no entry in the log.
  @discardableResult
  package func perform(_ mutation: Mutation<R>) async throws(RepositoryError) -> MutationOutcome {
    try await perform(mutation, recording: [], finishing: nil)
  }

  /// Carries out a mutation together with its entries in the log.
  @discardableResult
  package func perform(
    _ mutation: Mutation<R>, recording events: [AuditEvent]
  ) async throws(RepositoryError) -> MutationOutcome {
    try await perform(mutation, recording: events, finishing: nil)
  }
}

/// A customer's vault, with its version for noticing that another process was first.
package struct VersionedVault<R: Realm>: Sendable {
  package var vault: IdentifierVault<R>
  package let version: Int

  package init(vault: IdentifierVault<R>, version: Int) {
    self.vault = vault
    self.version = version
  }

  /// What the masker added, for a mutation to carry.
  package var addition: VaultAddition<R> {
    VaultAddition(customer: vault.key.owner, identifiers: vault.changed, expectedVersion: version)
  }
}

/// Identifiers that a text brought in, to be kept together with it.
package struct VaultAddition<R: Realm>: Hashable, Sendable {
  package let customer: CustomerID
  package let identifiers: [SealedIdentifier<R>]
  /// The mutation is refused with `changedMeanwhile` where the vault has moved on.
  package let expectedVersion: Int

  package init(
    customer: CustomerID, identifiers: [SealedIdentifier<R>], expectedVersion: Int
  ) {
    self.customer = customer
    self.identifiers = identifiers
    self.expectedVersion = expectedVersion
  }
}

/// Everything that can happen to the data.
package enum Mutation<R: Realm>: Sendable {
  /// A new ticket with its first message.
  case open(NewTicket, NewMessage<R>)
  /// One more message; an incoming one reopens the ticket and sets its due time.
  case add(NewMessage<R>, to: TicketID)
  /// A field of a ticket.
  case change(TicketID, TicketChange, expectedVersion: Int, dueAt: Date?)
  /// The customer's messages were seen.
  case markSeen(TicketID, by: UserID, at: Date)
  case saveDraft(Draft, TicketID, by: UserID, VaultAddition<R>)
  case discardDraft(TicketID, by: UserID)
  /// How far an outgoing message has come; one that waits is due again at `nextAttempt`, or at once.
  case setDelivery(MessageID, Message.Delivery, nextAttempt: Date? = nil)
  /// Takes a held message back into its author's draft.
  case recall(MessageID, by: UserID)
  case setPresence(UserID, Presence.Activity, TicketID?, until: Date)
  /// A customer is writing, or has stopped.
  case setTyping(TicketID, until: Date?)
  /// Gives everything that was written with a customer a new form: subjects, messages, notes,
  /// drafts, names of files. `allowing` adds a value to those that stay readable.
  case revise(CustomerID, TextRevision<R>, allowing: AllowedValue? = nil)
  /// Ends delivered mail without a message: a bounce, a loop, a duplicate.
  case dropMail
}

/// A ticket to be opened.
package struct NewTicket: Sendable {
  package var customer: CustomerID
  package var subject: MaskedText
  package var status: TicketStatus
  package var priority: Priority
  package var assignee: UserID?
  package var queue: SanitizedText
  package var tags: [SanitizedText]
  package var language: String?
  package var channel: Channel
  package var createdAt: Date
  package var dueAt: Date?

  package init(
    customer: CustomerID, subject: MaskedText, status: TicketStatus = .new,
    priority: Priority = .normal, assignee: UserID? = nil, queue: SanitizedText = "inbox",
    tags: [SanitizedText] = [], language: String? = nil, channel: Channel = .email,
    createdAt: Date, dueAt: Date? = nil
  ) {
    self.customer = customer
    self.subject = subject
    self.status = status
    self.priority = priority
    self.assignee = assignee
    self.queue = queue
    self.tags = tags
    self.language = language
    self.channel = channel
    self.createdAt = createdAt
    self.dueAt = dueAt
  }
}

/// A message to be kept.
package struct NewMessage<R: Realm>: Sendable {
  package var author: Message.Author
  package var kind: Message.Kind
  package var body: MaskedText
  package var sentAt: Date
  package var delivery: Message.Delivery
  package var attachments: [NewAttachment]
  package var vault: VaultAddition<R>
  /// Where an outgoing message goes, and how it threads; kept sealed.
  package var envelope: Envelope?
  /// The Message-ID of an incoming mail, kept as a keyed code so that a second delivery is noticed
  /// and answers find their ticket.
  package var mailID: LookupCode?
  /// An incoming message that could not be parsed, whole.
  package var unparsed: [UInt8]?
  /// When a reply to it is due; moves the ticket's due time.
  ///
  /// `nil` leaves it, for a reply clears it.
  package var dueAt: Date?
  /// Whose draft it ends.
  package var endsDraftOf: UserID?

  package init(
    author: Message.Author, kind: Message.Kind, body: MaskedText, sentAt: Date,
    delivery: Message.Delivery = .received, attachments: [NewAttachment] = [],
    vault: VaultAddition<R>, envelope: Envelope? = nil, mailID: LookupCode? = nil,
    unparsed: [UInt8]? = nil, dueAt: Date? = nil, endsDraftOf: UserID? = nil
  ) {
    self.author = author
    self.kind = kind
    self.body = body
    self.sentAt = sentAt
    self.delivery = delivery
    self.attachments = attachments
    self.vault = vault
    self.envelope = envelope
    self.mailID = mailID
    self.unparsed = unparsed
    self.dueAt = dueAt
    self.endsDraftOf = endsDraftOf
  }
}

/// Addresses and threading of a mail: tokens, never addresses.
package struct Envelope: Hashable, Sendable, Codable {
  /// The other side's address: the recipient of a reply, the sender of an incoming mail.
  package var correspondent: Token
  /// Who else got it.
  package var copies: [Token]
  /// The Message-ID of a mail that came in, for an answer to refer to; that of a reply follows from
  /// its number.
  ///
  /// It names nobody, but links: kept sealed.
  package var mailID: String?
  /// The rule whose suggestion a reply began with.
  package var suggestion: String?

  package init(
    correspondent: Token, copies: [Token] = [], mailID: String? = nil, suggestion: String? = nil
  ) {
    self.correspondent = correspondent
    self.copies = copies
    self.mailID = mailID
    self.suggestion = suggestion
  }
}

/// A message of a ticket that came or went as mail.
package struct ThreadedMail: Hashable, Sendable {
  package let message: MessageID
  package let envelope: Envelope

  package init(message: MessageID, envelope: Envelope) {
    self.message = message
    self.envelope = envelope
  }
}

/// A file to be kept sealed.
package struct NewAttachment: Sendable {
  package var name: MaskedText
  package var mediaType: SanitizedText
  package var bytes: [UInt8]

  package init(name: MaskedText, mediaType: SanitizedText, bytes: [UInt8]) {
    self.name = name
    self.mediaType = mediaType
    self.bytes = bytes
  }
}

/// What a mutation made.
package struct MutationOutcome: Hashable, Sendable {
  package var ticket: TicketID?
  package var message: MessageID?
  /// In how many places words became a token, or a token words.
  package var placeCount: Int?
  /// The entries of the log, in the order of the events.
  package var entries: [AuditEntry]

  package init(
    ticket: TicketID? = nil, message: MessageID? = nil, placeCount: Int? = nil,
    entries: [AuditEntry] = []
  ) {
    self.ticket = ticket
    self.message = message
    self.placeCount = placeCount
    self.entries = entries
  }
}

/// Names a delivered mail that is not filed yet.
package enum DeliveredMail {}
package typealias IntakeID = RowID<DeliveredMail>

/// A delivered mail, still sealed to the intake key.
package struct IntakeMail: Hashable, Sendable {
  package let id: IntakeID
  package let sealed: [UInt8]
  package let receivedAt: Date
  /// Counts this attempt: more than a few, and it had better be filed unparsed.
  package let attempts: Int

  package init(id: IntakeID, sealed: [UInt8], receivedAt: Date, attempts: Int) {
    self.id = id
    self.sealed = sealed
    self.receivedAt = receivedAt
    self.attempts = attempts
  }
}

/// Where a mail was filed.
package struct FiledMail: Hashable, Sendable {
  package let ticket: TicketID
  package let message: MessageID
  package let customer: CustomerID

  package init(ticket: TicketID, message: MessageID, customer: CustomerID) {
    self.ticket = ticket
    self.message = message
    self.customer = customer
  }
}

/// A message on its way out, claimed by one sender.
package struct OutgoingMessage<R: Realm>: Sendable {
  package let message: Message
  package let customer: CustomerID
  package let subject: MaskedText
  /// `nil` where it was written without one.
  package let envelope: Envelope?
  /// Earlier attempts.
  package let attempts: Int

  package init(
    message: Message, customer: CustomerID, subject: MaskedText, envelope: Envelope?, attempts: Int
  ) {
    self.message = message
    self.customer = customer
    self.subject = subject
    self.envelope = envelope
    self.attempts = attempts
  }
}

/// What a commit touched.
package struct StoreChange: OptionSet, Hashable, Sendable {
  package let rawValue: Int

  package init(rawValue: Int) {
    self.rawValue = rawValue
  }

  package static let tickets = StoreChange(rawValue: 1)
  package static let presence = StoreChange(rawValue: 2)
  package static let audit = StoreChange(rawValue: 4)
  package static let intake = StoreChange(rawValue: 8)
  package static let outbox = StoreChange(rawValue: 16)
  /// Another process committed; what, is not known.
  package static let elsewhere = StoreChange(rawValue: 32)
}

/// Why the store could not.
package enum RepositoryError: Error, Hashable, Sendable {
  case notFound
  /// The row or the vault has a newer version.
  case changedMeanwhile
  /// The message has left, or is just leaving, and cannot be recalled.
  case alreadySent
  /// More looks than the privacy budget allows; so many are on record.
  case lookLimitReached(used: Int)
  /// There are as many of these already as there may be.
  case tooMany
  /// A second delivery of a mail that is here already.
  case duplicate
  /// The disk is full, or the file cannot be written.
  case cannotWrite
  /// The file is locked by another process for too long.
  case busy
  /// A row does not open under its key, or its mark does not hold.
  case damaged(table: String, row: Int64)
  /// The customer's key is gone: erased.
  case erased
  /// The file is of a newer version of the program.
  case newerVersion
  /// The directory belongs to somebody else, or others may write in it.
  case notPrivate
  /// The keys were renewed since this session was unlocked; it can read, and add no customer.
  case keysRenewed
}

/// Which messages of the outbox are meant.
package enum OutboxSelection: Hashable, Sendable {
  /// All that can be handed over once their time has come.
  case due
  /// Only those whose undo window is over and of which nobody has been told that they wait.
  ///
  /// What a desk without a mail command asks for: a message that waits for one is due at any time,
  /// and would be claimed again and again.
  case leavingHold
}

extension TicketRepository {
  package func claimOutgoing(
    lease: Duration
  ) async throws(RepositoryError) -> OutgoingMessage<R>? {
    try await claimOutgoing(.due, lease: lease)
  }

  package func nextOutgoing() async throws(RepositoryError) -> Date? {
    try await nextOutgoing(.due)
  }
}
