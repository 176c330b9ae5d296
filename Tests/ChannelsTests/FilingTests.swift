import Audit
import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Testing
import Text
import TicketStore
import Tickets

@testable import Channels

/// A desk at `support@lanterntea.example` that files mail.
struct MailDesk<R: Realm>: Sendable {
  let workspace: Workspace<R>
  let place: Place<R>
  let filer: MailFiler<R>
  let codes: ThreadCodes

  init(in workspace: Workspace<R>? = nil, as name: String = "ben") throws {
    self.workspace = try workspace ?? Workspace()
    let place = try self.workspace.place(of: name)
    let domain = try #require(MailDomain("lanterntea.example"))
    self.place = place
    filer = MailFiler(
      repository: place.store, own: OwnAddresses(["support@lanterntea.example"]), domain: domain,
      authenticationServer: MailDomain("mx.lanterntea.example"),
      now: { [clock = place.clock] in clock.now })
    codes = ThreadCodes(domain: domain, lookup: place.store.lookupKey)
  }

  @discardableResult
  func file(
    _ header: String, _ body: String = "Hello", from: String = "Mara Okafor <mara@example.net>",
    id: String = UUID().uuidString + "@example.net", deliveredTo value: String? = nil
  ) async throws -> MailFiler<R>.Outcome {
    try await filer.file(
      Array("From: \(from)\nMessage-ID: <\(id)>\n\(header)\n\n\(body)\n".utf8),
      receivedAt: place.clock.now,
      deliveryExtension: value.flatMap(DeliveryExtension.init(environmentValue:)))
  }

  /// Opens a ticket by mail.
  func open(
    _ header: String = "Subject: Tea", _ body: String = "Hello",
    from: String = "Mara Okafor <mara@example.net>", id: String = UUID().uuidString + "@example.net"
  ) async throws -> TicketID {
    guard case .opened(let ticket) = try await file(header, body, from: from, id: id) else {
      throw NotAMessage()
    }
    return ticket
  }

  func messages(of ticket: TicketID) async throws -> [Message] {
    try await place.store.messages(of: ticket)
  }

  func ownID(_ ticket: TicketID, message: Int64 = 7) -> String {
    String(
      decoding: codes.messageID(ticket: ticket, message: MessageID(rawValue: message)).bytes,
      as: UTF8.self)
  }
}

struct FilingTests {
  private let desk: MailDesk<Practice>

  init() throws {
    desk = try MailDesk()
  }

  @Test func `a first mail opens a masked ticket`() async throws {
    let ticket = try await desk.open(
      "Subject: Mara Okafor has no tea\nDate: Mon, 1 Jan 2026 10:00:00 +0000",
      "My card is 4111 1111 1111 1111 and I am mara@example.net")
    let opened = try await desk.place.store.ticket(ticket)
    #expect(opened.subject.screenForm.string == "‹name 1› has no tea")
    #expect(opened.status == .new && opened.queue.string == "inbox" && opened.dueAt != nil)
    let message = try #require(try await desk.messages(of: ticket).first)
    #expect(message.author == .customer && message.kind == .incoming)
    #expect(message.body.screenForm.string.contains("My card is ‹card 1› and I am ‹email 1›"))
    let records = try await desk.workspace.place(of: "ada").records()
    #expect(records.map(\.action) == [.ticketReceive])
    #expect(records.first?.ticket == ticket)
  }

  @Test func `the same sender is the same customer, in whatever spelling`() async throws {
    let first = try await desk.open()
    let second = try await desk.open(from: "MARA@Example.NET")
    #expect(first != second)
    let store = desk.place.store
    #expect(try await store.ticket(first).customer == store.ticket(second).customer)
  }

  @Test func `to be mentioned makes nobody a customer`() async throws {
    let first = try await desk.open("Subject: Tea\nCc: ann@example.org", "Ask bo@example.org too")
    for address in ["ann@example.org", "bo@example.org"] {
      let other = try await desk.open(from: address)
      #expect(
        try await desk.place.store.ticket(first).customer
          != desk.place.store.ticket(other).customer)
    }
  }

  @Test func `an answer to our message joins, whoever writes`() async throws {
    let ticket = try await desk.open()
    let header = "In-Reply-To: <\(desk.ownID(ticket))>"
    #expect(try await desk.file(header) == .added(to: ticket))
    #expect(try await desk.file(header, from: "friend@example.org") == .added(to: ticket))
    #expect(
      try await desk.messages(of: ticket).map(\.author) == [.customer, .customer, .participant])
  }

  @Test func `a reference joins only those who take part`() async throws {
    let ticket = try await desk.open("Subject: Tea\nCc: ann@example.org", id: "first@example.net")
    let header = "References: <first@example.net>"
    #expect(try await desk.file(header) == .added(to: ticket))
    #expect(try await desk.file(header, from: "ann@example.org") == .added(to: ticket))
    let stranger = try await desk.open(header, from: "mallory@example.com")
    #expect(
      try await desk.messages(of: stranger).map(\.body.screenForm.string).last
        == "may belong to #\(ticket.rawValue), but the sender takes no part in it")
    #expect(try await desk.messages(of: ticket).count == 3)
  }

  @Test func `a tag joins with its check and a sender who takes part`() async throws {
    let ticket = try await desk.open()
    let tag = desk.codes.tag(for: ticket)
    #expect(try await desk.file("Subject: Re: Tea \(tag.subjectForm)") == .added(to: ticket))
    let value = "\(ticket.rawValue)-\(tag.check)"
    #expect(try await desk.file("Subject: Tea", deliveredTo: value) == .added(to: ticket))
    let stranger = try await desk.open(
      "Subject: Tea \(tag.subjectForm)", from: "mallory@example.com")
    #expect(try await desk.messages(of: stranger).map(\.kind) == [.incoming, .event])
  }

  @Test func `forged ids and tags join nothing`() async throws {
    let ticket = try await desk.open()
    let forged = desk.ownID(ticket).replacing(
      "\(ticket.rawValue).7.", with: "\(ticket.rawValue).8.")
    let wrong = desk.codes.tag(for: ticket).check == "000" ? "001" : "000"
    for header in [
      "In-Reply-To: <\(forged)>", "Subject: Tea [#\(ticket.rawValue)-\(wrong)]",
      "References: <unknown@example.org>",
    ] {
      let other = try await desk.open(header)
      #expect(try await desk.messages(of: other).count == 1, "\(header)")
    }
    #expect(try await desk.messages(of: ticket).count == 1)
  }

  @Test func `several authors join only where all take part`() async throws {
    let ticket = try await desk.open("Subject: Tea\nCc: ann@example.org", id: "first@example.net")
    let header = "References: <first@example.net>"
    #expect(
      try await desk.file(header, from: "mara@example.net, ann@example.org")
        == .added(to: ticket))
    let other = try await desk.open(header, from: "mara@example.net, mallory@example.com")
    #expect(other != ticket)
  }

  @Test func `a second delivery is noticed`() async throws {
    let ticket = try await desk.open(id: "same@example.net")
    #expect(try await desk.file("Subject: Tea", id: "same@example.net") == .duplicate)
    #expect(try await desk.messages(of: ticket).count == 1)
  }

  @Test(
    arguments: [
      "Subject: Automatic reply: Tea\nAuto-Submitted: auto-replied",
      "Subject: Out of office", "Subject: Undelivered\nReturn-Path: <>",
    ])
  func `an absence or a report leaves the state alone`(header: String) async throws {
    let ticket = try await desk.open()
    let store = desk.place.store
    let version = try await store.ticket(ticket).version
    try await store.perform(
      .change(ticket, .status(.pending), expectedVersion: version, dueAt: nil))
    let before = try await store.ticket(ticket)
    #expect(
      try await desk.file("\(header)\nIn-Reply-To: <\(desk.ownID(ticket))>")
        == .added(to: ticket))
    let after = try await store.ticket(ticket)
    #expect(after.status == .pending && after.dueAt == before.dueAt)
    #expect(try await desk.messages(of: ticket).map(\.kind) == [.incoming, .event])
  }

  @Test func `a person's answer reopens and has to be answered`() async throws {
    let ticket = try await desk.open()
    let store = desk.place.store
    let version = try await store.ticket(ticket).version
    try await store.perform(
      .change(ticket, .status(.solved), expectedVersion: version, dueAt: nil))
    desk.place.clock.advance(by: .seconds(60))
    try await desk.file("In-Reply-To: <\(desk.ownID(ticket))>")
    let after = try await store.ticket(ticket)
    #expect(after.status == .open)
    #expect(
      after.dueAt == ServiceLevel.standard.dueDate(priority: .normal, after: desk.place.clock.now))
  }

  @Test func `a bounce says what became of our message`() async throws {
    let ticket = try await desk.open()
    let outcome = try await desk.file(
      "Subject: Undelivered\nMIME-Version: 1.0\nContent-Type: multipart/report; boundary=b",
      """
      --b

      No such user.
      --b
      Content-Type: message/delivery-status

      Reporting-MTA: dns; mx.example

      Action: failed
      Status: 5.1.1
      --b
      Content-Type: text/rfc822-headers

      Message-ID: <\(desk.ownID(ticket))>
      --b--
      """, from: "mailer-daemon@mx.example")
    #expect(outcome == .added(to: ticket))
    let event = try #require(try await desk.messages(of: ticket).last)
    #expect(event.kind == .event)
    #expect(
      event.body.screenForm.string.hasPrefix(
        "A message of ours could not be delivered (5.1.1).\n"))
  }

  @Test func `bulk mail opens a ticket that waits for nobody`() async throws {
    let ticket = try await desk.open("Subject: News\nPrecedence: bulk\nList-Id: <news.example>")
    let opened = try await desk.place.store.ticket(ticket)
    #expect(opened.tags.map(\.string) == ["automatic"])
  }

  @Test func `what cannot be read is kept whole, once`() async throws {
    let bytes: [UInt8] = (0..<600).map { UInt8($0 % 251) }
    let outcome = try await desk.filer.file(bytes, receivedAt: desk.place.clock.now)
    guard case .keptUnparsed(let ticket) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    let message = try #require(try await desk.messages(of: ticket).first)
    #expect(message.kind == .unparsed)
    let file = try #require(message.attachments.first)
    #expect(try await desk.place.store.attachmentBytes(file.id) == bytes)
    #expect(try await desk.filer.file(bytes, receivedAt: desk.place.clock.now) == .duplicate)
  }

  @Test func `the address chooses the queue`() async throws {
    guard
      case .opened(let ticket) = try await desk.file("Subject: Tea", deliveredTo: "billing")
    else { throw NotAMessage() }
    #expect(try await desk.place.store.ticket(ticket).queue.string == "billing")
  }

  @Test func `files are kept under masked names, those of a forwarded mail too`() async throws {
    let ticket = try await desk.open(
      "Subject: Fwd: Tea\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b",
      """
      --b

      See below
      --b
      Content-Type: text/plain
      Content-Disposition: attachment; filename="Mara Okafor.txt"

      first
      --b
      Content-Type: message/rfc822

      From: Bo <bo@example.org>
      Subject: Card 4111 1111 1111 1111
      MIME-Version: 1.0
      Content-Type: multipart/mixed; boundary=c

      --c

      Inner text
      --c
      Content-Type: text/plain
      Content-Disposition: attachment; filename="inner.txt"

      second
      --c--
      --b--
      """)
    let message = try #require(try await desk.messages(of: ticket).first)
    let names = message.attachments.map(\.name.screenForm.string)
    #expect(names.contains("‹name 1›.txt") && names.contains("inner.txt"), "\(names)")
    let body = message.body.screenForm.string
    #expect(body.contains("Card ‹card 1›") && body.contains("Inner text"))
  }

  @Test func `a colleague's forwarded mail opens the customer's ticket`() async throws {
    let ticket = try await desk.open(
      "Subject: Fwd: Tea\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b",
      """
      --b

      Please take this one
      --b
      Content-Type: message/rfc822

      From: Bo Lind <bo@example.org>
      Subject: Tea

      Where is it?
      --b--
      """, from: "support@lanterntea.example")
    let again = try await desk.open(from: "bo@example.org")
    let store = desk.place.store
    #expect(try await store.ticket(ticket).customer == store.ticket(again).customer)
  }

  @Test func `whom our mail server disowns joins nothing`() async throws {
    let ticket = try await desk.open(id: "first@example.net")
    let answer = "In-Reply-To: <first@example.net>\nAuthentication-Results: "
    #expect(
      try await desk.file(answer + "mx.lanterntea.example; dmarc=pass") == .added(to: ticket))
    #expect(
      try await desk.file(answer + "mx.elsewhere.example; dmarc=fail") == .added(to: ticket))
    let outcome = try await desk.file(answer + "mx.lanterntea.example; dmarc=fail")
    guard case .opened(let new) = outcome else { throw NotAMessage() }
    let words = try await desk.messages(of: new).map(\.body.screenForm.string)
    #expect(words.contains { $0.contains("may be forged") })
  }

  @Test func `who else got it is kept, each once, and never ourselves`() async throws {
    let ticket = try await desk.open(
      """
      To: support@lanterntea.example, ann@example.org
      Cc: Ann <ann@example.org>, mara@example.net, support+x@lanterntea.example
      """)
    let envelope = try #require(try await desk.place.store.mails(of: ticket).first?.envelope)
    #expect(envelope.copies.map(\.screenForm.string) == ["‹email 2›"])
    #expect(envelope.correspondent.screenForm.string == "‹email 1›")
  }

  @Test func `two filers at once on one customer lose nothing`() async throws {
    let ticket = try await desk.open()
    let other = try MailDesk(in: desk.workspace, as: "cleo")
    let header = "In-Reply-To: <\(desk.ownID(ticket))>"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, filer) in [desk, other].enumerated() {
        group.addTask {
          for round in 0..<4 {
            try await filer.file(header, "See \(number)x\(round)@example.org")
          }
        }
      }
      try await group.waitForAll()
    }
    let messages = try await desk.messages(of: ticket)
    #expect(messages.count == 9)
    #expect(Set(messages.flatMap(\.body.tokens)).count == 8)
  }

  @Test func `two filers of one mail file it once`() async throws {
    let other = try MailDesk(in: desk.workspace, as: "cleo")
    let filers = [desk, other]
    let outcomes = try await withThrowingTaskGroup(
      of: MailFiler<Practice>.Outcome.self, returning: [MailFiler<Practice>.Outcome].self
    ) { group in
      for filer in filers {
        group.addTask { try await filer.file("Subject: Tea", id: "one@example.net") }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(outcomes.filter { $0 == .duplicate }.count == 1)
    #expect(
      try await desk.place.store.queue(QueueQuery(view: .team), for: desk.place.user.id).total == 1)
  }
}
