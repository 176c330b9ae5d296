import Audit
import Desk
import DeskFixtures
import Foundation
import GRDB
import Masking
import Sealing
import Synchronization
import Testing
import Text
import Tickets

@testable import Channels
@testable import TicketStore

/// Keeps what it is handed, or refuses as it was told.
private final class RecordingTransport: MailTransport {
  private let mails = Mutex<[(text: String, returnPath: String)]>([])
  private let error: Mutex<MailTransportError?>
  private let before: @Sendable () async -> Void

  init(failing error: MailTransportError? = nil, before: @escaping @Sendable () async -> Void = {})
  {
    self.error = Mutex(error)
    self.before = before
  }

  var sent: [String] { mails.withLock { $0.map(\.text) } }
  var returnPaths: [String] { mails.withLock { $0.map(\.returnPath) } }

  func fail(with error: MailTransportError?) { self.error.withLock { $0 = error } }

  func send(_ message: borrowing OutboundMessage) async throws(MailTransportError) {
    await before()
    if let error = error.withLock({ $0 }) { throw error }
    let text = message.withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    mails.withLock { [path = message.returnPath.text] in $0.append((text, path)) }
  }
}

struct DispatchTests {
  private let mail: MailDesk<Live>

  init() throws {
    mail = try MailDesk()
  }

  private var place: Place<Live> { mail.place }

  private func outbox(
    _ transport: (any MailTransport)?, at place: Place<Live>? = nil,
    bounceAddress: MailboxAddress? = nil
  ) throws -> OutboxService {
    let place = place ?? mail.place
    return OutboxService(
      repository: place.store, log: place.log,
      key: { [secrets = place.secrets] in try secrets.dataKey(for: $0) },
      composer: MailComposer(
        address: try #require(MailboxAddress("support@lanterntea.example")),
        bounceAddress: bounceAddress, session: place.session(), codes: mail.codes,
        suggestionField: MailFieldName("X-Suggested-Reply")),
      transport: transport, now: { [clock = place.clock] in clock.now })
  }

  private func reply(
    _ text: SanitizedText, to ticket: TicketID, copies: [SanitizedText] = []
  ) async throws -> MessageID {
    let held = try await place.desk().submit(
      Composition(
        text: text, purpose: .reply, copies: copies,
        overrideReason: copies.isEmpty ? nil : "They asked for it"),
      to: ticket)
    place.clock.advance(by: .seconds(6))
    return try #require(held).message
  }

  private func delivery(of message: MessageID, in ticket: TicketID) async throws
    -> Message.Delivery?
  {
    try await mail.messages(of: ticket).first { $0.id == message }?.delivery
  }

  private func ticket() async throws -> TicketID {
    try await mail.open(
      "Subject: Re: Card 4111 1111 1111 1111", "I am Mara, call +44 7700 900158",
      id: "first@example.net")
  }

  @Test func `tokens and placeholders are resolved in the mail alone`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport()
    let message = try await reply(
      "Hello {{customer.first_name}}, we call ‹phone 1›. It was ‹card 1›. {{x|Bye}}",
      to: ticket)
    try await outbox(transport).sendDue()
    let sent = try #require(transport.sent.first)
    #expect(transport.sent.count == 1)
    #expect(sent.contains("Hello Mara, we call +44 7700 900158."))
    #expect(sent.contains("1111. Bye") && !sent.contains("4111"))
    #expect(sent.contains("To: <mara@example.net>"))
    #expect(try await delivery(of: message, in: ticket) == .sent(at: place.clock.now))
    let kept = try #require(try await mail.messages(of: ticket).last)
    #expect(
      kept.body.screenForm.string
        == "Hello {{customer.first_name}}, we call ‹phone 1›. It was ‹card 1›. {{x|Bye}}")
  }

  @Test func `a reply that was begun with a suggestion says so, and no other`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport()
    for suggestion in ["delivery.late", nil] {
      _ = try await place.desk().submit(
        Composition(text: "Hello", purpose: .reply, suggestion: suggestion), to: ticket)
      place.clock.advance(by: .seconds(6))
    }
    try await outbox(transport).sendDue()
    let marked = transport.sent.map { $0.contains("\nX-Suggested-Reply: yes\n") }
    #expect(marked == [true, false])
    #expect(!transport.sent.contains { $0.contains("delivery.late") })
  }

  @Test(arguments: ["Subject", "X-", "X-a b", "X-a:b", "X-\u{F6}", "X-a\r\nBcc"])
  func `no other field than one of its own says so`(name: String) {
    #expect(MailFieldName(name) == nil)
  }

  @Test func `a mail threads, and its subject gives nothing away`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport()
    let message = try await reply("Hello", to: ticket)
    try await outbox(transport).sendDue()
    let sent = try #require(transport.sent.first)
    #expect(sent.contains("\nIn-Reply-To: <first@example.net>\n"))
    #expect(sent.contains("\nReferences: <first@example.net>\n"))
    #expect(sent.contains("\nMessage-ID: <\(mail.ownID(ticket, message: message.rawValue))>\n"))
    #expect(!sent.contains("4111") && !sent.contains("Re: Re:"))
    let answer = try InboundMailParser(own: OwnAddresses([]), digest: testDigest)
      .parse(Array(sent.utf8)).message()
    #expect(answer.subject().words() == "Re: Card •••")
    #expect(answer.subjectTag == mail.codes.tag(for: ticket))
  }

  @Test func `a second reply refers to the first, and answers the customer`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport()
    let first = try await reply("Hello", to: ticket)
    try await outbox(transport).sendDue()
    _ = try await reply("Hello again", to: ticket)
    try await outbox(transport).sendDue()
    let sent = try #require(transport.sent.last)
    let own = mail.ownID(ticket, message: first.rawValue)
    #expect(sent.contains("\nIn-Reply-To: <first@example.net>\n"))
    #expect(sent.replacing("\n ", with: " ").contains("References: <first@example.net> <\(own)>\n"))
  }

  @Test func `a bounce goes to its own address and names the ticket`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport()
    _ = try await reply("Hello", to: ticket)
    try await outbox(transport, bounceAddress: MailboxAddress("b@lanterntea.example")).sendDue()
    let path = try #require(transport.returnPaths.first)
    let parts = path.split(whereSeparator: { "+@".contains($0) })
    #expect(parts.first == "b" && parts.last == "lanterntea.example")
    let tag = try #require(ThreadTag(parts[1]))
    #expect(mail.codes.ticket(of: tag) == ticket)
    #expect(transport.sent.first?.contains("From: ") == true)
    #expect(transport.sent.first?.contains("b@lanterntea.example") == false)
  }

  @Test func `a mail goes once, though that it went could not be written down`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport(before: { [place] in
      try? await place.setWritable(false)
    })
    let message = try await reply("Hello", to: ticket)
    let outbox = try outbox(transport)
    await outbox.sendDue()
    try await place.setWritable(true)
    let time = place.clock.now
    #expect(transport.sent.count == 1)
    #expect(try await delivery(of: message, in: ticket) != .sent(at: time))

    place.clock.advance(by: .seconds(200))
    await outbox.sendDue()
    #expect(transport.sent.count == 1)
    #expect(try await delivery(of: message, in: ticket) == .sent(at: time))
  }

  @Test func `an answer to what was sent finds its ticket`() async throws {
    let ticket = try await ticket()
    let message = try await reply("Hello", to: ticket)
    #expect(
      try await mail.file(
        "In-Reply-To: <\(mail.ownID(ticket, message: message.rawValue))>", from: "other@example.org"
      ) == .added(to: ticket))
  }

  @Test func `copies go where they were sent`() async throws {
    let ticket = try await ticket()
    let transport = RecordingTransport()
    _ = try await reply("Hello", to: ticket, copies: ["ann@example.org"])
    try await outbox(transport).sendDue()
    #expect(transport.sent.first?.contains("Cc: <ann@example.org>") == true)
  }

  @Test func `the record is durable before the mail is handed over`() async throws {
    let ticket = try await ticket()
    let supervisor = try mail.workspace.place(of: "ada")
    let seen = Mutex<[AuditAction]>([])
    let records = try await supervisor.records().count
    let transport = RecordingTransport(before: {
      let now = try? await supervisor.records().dropFirst(records).map(\.action)
      seen.withLock { $0 = now ?? [] }
    })
    let message = try await reply("Call ‹phone 1›", to: ticket)
    try await outbox(transport).sendDue()
    #expect(seen.withLock { $0 } == [.ticketUpdate, .ticketSend])
    let record = try #require(try await supervisor.records().last)
    #expect(record.message == message && record.tokens?.string.contains("‹phone 1›") == true)
  }

  @Test func `nothing is due before the window closes`() async throws {
    let ticket = try await ticket()
    _ = try await place.desk().submit(Composition(text: "Hello", purpose: .reply), to: ticket)
    let transport = RecordingTransport()
    try await outbox(transport).sendDue()
    #expect(transport.sent.isEmpty)
    place.clock.advance(by: .seconds(5))
    try await outbox(transport).sendDue()
    #expect(transport.sent.count == 1)
  }

  @Test func `two senders never send one message twice`() async throws {
    let ticket = try await ticket()
    for _ in 0..<3 { _ = try await reply("Hello", to: ticket) }
    let transport = RecordingTransport()
    let other = try mail.workspace.place(of: "cleo")
    let senders = [try outbox(transport), try outbox(transport, at: other)]
    await withDiscardingTaskGroup { group in
      for sender in senders { group.addTask { await sender.sendDue() } }
    }
    #expect(transport.sent.count == 3)
  }

  @Test(.timeLimit(.minutes(1)))
  func `without a transport a reply waits, says why, and leaves once there is one`() async throws {
    let ticket = try await ticket()
    let message = try await reply("Hello", to: ticket)
    try await outbox(nil).sendDue()
    #expect(
      try await place.desk().conversation(ticket).messages.last?.delivery
        == .waiting(reason: "no sendmail command is configured"))
    let transport = RecordingTransport(failing: .commandUnavailable)
    place.clock.advance(by: .seconds(60))
    try await outbox(transport).sendDue()
    #expect(
      try await delivery(of: message, in: ticket)
        == .waiting(reason: "the mail command cannot be run"))
    transport.fail(with: nil)
    place.clock.advance(by: .seconds(60))
    try await outbox(transport).sendDue()
    #expect(transport.sent.count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `what failed for now is tried again by the schedule`() async throws {
    let ticket = try await ticket()
    let message = try await reply("Hello", to: ticket)
    let transport = RecordingTransport(failing: .temporary)
    try await outbox(transport).sendDue()
    #expect(
      try await delivery(of: message, in: ticket)
        == .failed(reason: MailTransportError.temporary.reason, attempts: 1))
    let due = try #require(try await place.store.nextOutgoing())
    #expect((15...30).contains(due.timeIntervalSince(place.clock.now)))
    place.clock.advance(by: .seconds(30))
    try await outbox(transport).sendDue()
    #expect(
      try await delivery(of: message, in: ticket)
        == .failed(reason: MailTransportError.temporary.reason, attempts: 2))
    transport.fail(with: nil)
    place.clock.advance(by: .seconds(60))
    try await outbox(transport).sendDue()
    #expect(try await delivery(of: message, in: ticket) == .sent(at: place.clock.now))
    #expect(transport.sent.count == 1)
  }

  @Test(.timeLimit(.minutes(1)))
  func `what was refused for good stays, visible, and is not tried again`() async throws {
    let ticket = try await ticket()
    let message = try await reply("Hello", to: ticket)
    let transport = RecordingTransport(failing: .refused(exitStatus: 67))
    try await outbox(transport).sendDue()
    transport.fail(with: nil)
    place.clock.advance(by: .seconds(365 * 86_400))
    try await outbox(transport).sendDue()
    #expect(transport.sent.isEmpty)
    #expect(
      try await delivery(of: message, in: ticket)
        == .failed(reason: MailTransportError.refused(exitStatus: 67).reason, attempts: 1))
  }

  @Test func `a customer without an address gets nothing, and the console says so`() async throws {
    guard
      case .keptUnparsed(let ticket) = try await mail.filer.file(
        [0, 1, 2, 255], receivedAt: place.clock.now)
    else { throw NotAMessage() }
    let message = try await reply("Hello", to: ticket)
    let transport = RecordingTransport()
    try await outbox(transport).sendDue()
    #expect(
      try await delivery(of: message, in: ticket)
        == .failed(reason: "the customer has no address", attempts: 1))
    #expect(transport.sent.isEmpty)
  }
}

extension InboundMail {
  fileprivate func message() throws -> InboundMessage {
    guard case .message(let message) = self else { throw NotAMessage() }
    return message
  }
}

extension Place {
  /// Has every write fail, as on a disk that has become read-only.
  fileprivate func setWritable(_ isWritable: Bool) async throws {
    try await store.pool.writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA query_only = \(isWritable ? "OFF" : "ON")")
    }
  }
}
