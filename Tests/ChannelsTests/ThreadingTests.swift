import Testing
import Text
import Tickets

@testable import Channels

struct ThreadingTests {
  private let codes: ThreadCodes
  private let other: ThreadCodes

  init() throws {
    let domain = try #require(MailDomain("LanternTea.example"))
    codes = ThreadCodes(domain: domain) { testDigest(Array("key\($0.rawValue)".utf8) + $1) }
    other = ThreadCodes(domain: domain) { testDigest(Array("else\($0.rawValue)".utf8) + $1) }
  }

  /// Ticket 1042, of Ann; it holds the message `known@example.org`.
  private struct Store: ThreadLookup {
    func exists(_ ticket: TicketID) -> Bool { ticket.rawValue == 1042 }

    func ticket(holding id: InternetMessageID) -> TicketID? {
      id.bytes == Array("known@example.org".utf8) ? TicketID(rawValue: 1042) : nil
    }

    func takesPart(_ sender: InboundAddress, in ticket: TicketID) -> Bool {
      sender.text.lowercased() == "ann@example.org" && ticket.rawValue == 1042
    }
  }

  private let ticket = TicketID(rawValue: 1042)

  private func ownID(_ codes: ThreadCodes, ticket: Int64 = 1042) -> String {
    let id = codes.messageID(
      ticket: TicketID(rawValue: ticket), message: MessageID(rawValue: 7))
    return String(decoding: id.bytes, as: UTF8.self)
  }

  private func match(
    from sender: String, _ header: String, deliveredTo value: String? = nil
  ) throws -> ThreadMatcher.Match {
    let parser = InboundMailParser(
      own: OwnAddresses([]), authenticationServer: MailDomain("mx.desk.example"),
      digest: testDigest)
    let mail = parser.parse(
      Array("From: \(sender)\n\(header)\n\nbody".utf8),
      deliveryExtension: value.flatMap(DeliveryExtension.init(environmentValue:)))
    guard case .message(let message) = mail else { throw NotAMessage() }
    return try ThreadMatcher(codes: codes).match(message, in: Store())
  }

  @Test func `an id of ours joins, whoever answers`() throws {
    for header in ["In-Reply-To: <\(ownID(codes))>", "References: <x@y> <\(ownID(codes))> <z@y>"] {
      #expect(try match(from: "new@example.net", header) == .joins(ticket, by: .ownMessageID))
    }
  }

  @Test func `a bounce finds the ticket of the message it is about`() throws {
    let header = """
      Content-Type: multipart/report; boundary=b

      --b
      Content-Type: message/delivery-status

      Action: failed

      --b
      Content-Type: text/rfc822-headers

      Message-ID: <\(ownID(codes))>
      --b--
      """
    #expect(
      try match(from: "mailer-daemon@mx.example", header) == .joins(ticket, by: .ownMessageID))
  }

  @Test func `a forged id of ours is a stranger's`() throws {
    let genuine = ownID(codes)
    let forgeries = [
      ownID(other), genuine.replacing("1042.7.", with: "1042.8."),
      genuine.replacing("1042.7.", with: "01042.7."),
      genuine.replacing("1042.7.", with: "+1042.7."),
      genuine.replacing("@LanternTea", with: "@other"), "1042.7.@lanterntea.example",
    ]
    for id in forgeries {
      #expect(
        try match(from: "ann@example.org", "In-Reply-To: <\(id)>") == .opens(hint: nil), "\(id)")
    }
  }

  @Test func `an id for a ticket that is gone opens a new one`() throws {
    let header = "In-Reply-To: <\(ownID(codes, ticket: 5))>"
    #expect(try match(from: "ann@example.org", header) == .opens(hint: nil))
  }

  @Test func `a known reference joins only those who take part`() throws {
    let header = "References: <known@example.org>"
    #expect(try match(from: "Ann@Example.org", header) == .joins(ticket, by: .reference))
    #expect(
      try match(from: "mallory@example.net", header)
        == .opens(
          hint: ThreadMatcher.Hint(ticket: ticket, evidence: .reference, doubt: .takesNoPart)))
  }

  @Test func `neither a second author nor an answer address lets a stranger in`() throws {
    let hint = ThreadMatcher.Hint(ticket: ticket, evidence: .reference, doubt: .takesNoPart)
    let header = "References: <known@example.org>"
    for sender in [
      "ann@example.org, mallory@example.net", "ann@example.org\nFrom: mallory@example.net",
      "mallory@example.net\nReply-To: ann@example.org", "\"ann@example.org\" <m@example.net>",
    ] {
      #expect(try match(from: sender, header) == .opens(hint: hint), "\(sender)")
    }
  }

  @Test func `a sender whom our mail server disowns stays outside`() throws {
    let header = "Authentication-Results: mx.desk.example; dmarc=fail\n"
    #expect(
      try match(from: "ann@example.org", header + "References: <known@example.org>")
        == .opens(
          hint: ThreadMatcher.Hint(ticket: ticket, evidence: .reference, doubt: .mayBeForged)))
    // Whoever names our own id has our mail.
    #expect(
      try match(from: "ann@example.org", header + "In-Reply-To: <\(ownID(codes))>")
        == .joins(ticket, by: .ownMessageID))
  }

  @Test func `a tag joins only with its check and a sender who takes part`() throws {
    let tag = codes.tag(for: ticket)
    let header = "Subject: Re: Order \(tag.subjectForm)"
    #expect(try match(from: "ann@example.org", header) == .joins(ticket, by: .tag))
    #expect(
      try match(from: "mallory@example.net", header)
        == .opens(hint: ThreadMatcher.Hint(ticket: ticket, evidence: .tag, doubt: .takesNoPart)))
    let wrong = ThreadTag(ticketNumber: 1042, check: tag.check == "000" ? "001" : "000")
    #expect(
      try match(from: "ann@example.org", "Subject: \(wrong.subjectForm)") == .opens(hint: nil))
  }

  @Test func `the address's extension is a tag`() throws {
    let tag = codes.tag(for: ticket)
    let value = "1042-\(tag.check)"
    #expect(
      try match(from: "ann@example.org", "Subject: s", deliveredTo: value)
        == .joins(ticket, by: .tag))
    #expect(
      try match(from: "mallory@example.net", "Subject: s", deliveredTo: value)
        == .opens(hint: ThreadMatcher.Hint(ticket: ticket, evidence: .tag, doubt: .takesNoPart)))
  }

  @Test func `a message without sender joins nothing but by our id`() throws {
    #expect(
      try match(from: "", "References: <known@example.org>")
        == .opens(
          hint: ThreadMatcher.Hint(ticket: ticket, evidence: .reference, doubt: .takesNoPart)))
  }

  @Test(
    arguments: [
      ("Re: Order [#1042-k7q]", "Re: Order", "k7q"), ("[#1042-K7Q] Re: x", "Re: x", "k7q"),
      ("a [#1042-k7q] b", "a b", "k7q"), ("[#1042-k7q]", "", "k7q"),
      ("[x] [#1042-k7q]", "[x]", "k7q"), ("[#1042]", "[#1042]", nil),
      ("[Lantern #4102] y", "[Lantern #4102] y", nil), ("[#-abc] [#1-]", "[#-abc] [#1-]", nil),
      ("[#99999999999999999999-abc]", "[#99999999999999999999-abc]", nil), ("[[[[", "[[[[", nil),
    ] as [(String, String, String?)])
  func `tags are found in subjects and taken out`(
    subject: String, rest: String, check: String?
  ) throws {
    let message = try parse("From: a@example.org\nSubject: \(subject)\n\n")
    #expect(message.subject().words() == rest)
    #expect(message.subjectTag?.check == check)
  }
}
