import SeededRandom
import Foundation
import Testing
import Text

@testable import Channels

struct OutboundTests {
  static func header() throws -> OutboundHeader {
    OutboundHeader(
      from: try #require(MailboxAddress("support@lanterntea.example")), fromName: "Lantern Tea",
      returnPath: try #require(MailboxAddress("bounce+1042@lanterntea.example")),
      date: Date(timeIntervalSince1970: 1_772_442_847),
      messageID: try #require(InternetMessageID(bytes: "1042.7.abc@lanterntea.example".utf8)))
  }

  static func build(
    subject: String, body: String, name: String = "Ann", fileName: String? = nil,
    change: (inout OutboundHeader) -> Void = { _ in }
  ) throws -> [UInt8] {
    var header = try header()
    change(&header)
    var builder = OutboundMessageBuilder(header: header)
    try builder.addRecipient(
      .to, address: Array("ann@example.org".utf8).span, name: Array(name.utf8).span)
    try builder.addRecipient(
      .cc, address: Array("bob@example.org".utf8).span, name: [UInt8]().span)
    builder.appendToSubject(SanitizedText(sanitizing: subject))
    builder.append(SanitizedText(sanitizing: body))
    if let fileName {
      try builder.attach(
        name: Array(fileName.utf8).span, mediaType: "image/png", bytes: [0, 255, 10, 46].span)
    }
    return try builder.finish().withBytes { bytes in bytes.indices.map { bytes[$0] } }
  }

  static let hostile = [
    "", "plain", "Grüße aus Köln", "日本語の件名はとても長いので折り返す必要があります、そうでしょう？",
    "=?utf-8?q?not_a_word?=", "a =?= b ?= c", "  two  spaces  ", "emoji 👩‍👩‍👧‍👦🇩🇪", "tab\there",
    String(repeating: "long ", count: 60), String(repeating: "ü", count: 300),
    String(repeating: "x", count: 500), "\"quoted\" \\ <a@b>, (c); [d]", "e\u{301}\u{301}", "\\",
    "%0d%0aBcc: x", "[#1042-k7q", "١٢٣", "؀",
  ]

  @Test(arguments: hostile)
  func `any text comes back from a header as it was`(text: String) throws {
    let bytes = try Self.build(subject: text, body: "b", name: text, fileName: text)
    let message = try parse(bytes)
    // Blanks at a header's ends are no part of it; tabs in a subject are spaces.
    let subject = text.replacing("\t", with: " ")
    #expect(message.subject().words() == subject)
    #expect(message.to.map(\.nameText) == [text])
    let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
    #expect(lines.allSatisfy { $0.count <= 78 && $0.allSatisfy { $0 < 0x7F } })
  }

  @Test(
    arguments: hostile + [
      ".\n..\n.x\nFrom me\n>From you\nFrom", "a \nb\t\nc",
      "--=_sealdesk_part--\n--=_sealdesk_part\nx",
      "=\n=3D\n=20", "\n\n\nlate", String(repeating: "x", count: 75) + ".\nFrom x",
      String(repeating: "x", count: 74) + ".", String(repeating: "x", count: 75) + "From y",
    ])
  func `any text comes back from a body as it was`(text: String) throws {
    for fileName in [nil, "a.png"] {
      let bytes = try Self.build(subject: "s", body: text, fileName: fileName)
      let message = try parse(bytes)
      let expected = text.replacing(#/\s+$/#, with: "")
      #expect(message.body().words() == expected)
      #expect(message.attachments.map(\.bytes) == (fileName == nil ? [] : [[0, 255, 10, 46]]))
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      #expect(!lines.contains { $0.starts(with: Array("From ".utf8)) || $0.first == ASCII.dot })
    }
  }

  @Test func `random text comes back as it was`() throws {
    var generator = SeededGenerator(seed: 7)
    let alphabet: [ClosedRange<UInt32>] = [
      0x20...0x7E, 0x20...0x7E, 0xA0...0x2FF, 0x400...0x4FF, 0x3040...0x30FF, 0x1F300...0x1F6FF,
    ]
    func text(_ count: Int) -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<count {
        let range = alphabet[Int.random(in: 0..<alphabet.count, using: &generator)]
        scalars.append(
          Unicode.Scalar(UInt32.random(in: range, using: &generator)) ?? " ")
      }
      return "<" + SanitizedText(sanitizing: String(scalars)).string + ">"
    }
    for count in 0..<150 {
      let (subject, body, name) = (text(count), text(count * 4), text(count / 2))
      let message = try parse(Self.build(subject: subject, body: body, name: name, fileName: name))
      #expect(message.subject().words() == subject)
      #expect(message.body().words() == body)
      #expect(message.to.map(\.nameText) == [name])
      #expect(message.to.map(\.text) == ["ann@example.org"])
      #expect(message.cc.map(\.text) == ["bob@example.org"])
    }
  }

  @Test func `the fields of a reply are there`() throws {
    let ids = try (0..<14).map { try #require(InternetMessageID(bytes: "r\($0)@x".utf8)) }
    let bytes = try Self.build(subject: "Re: x", body: "b") {
      $0.references = ids
      $0.inReplyTo = ids.last
      $0.replyTo = MailboxAddress("support+1042@lanterntea.example")
      $0.tag = ThreadTag(ticketNumber: 1042, check: "k7q")
      $0.origin = .automaticReply
    }
    let text = String(decoding: bytes, as: UTF8.self)
    #expect(text.contains("\nSubject: Re: x [#1042-k7q]\n"))
    #expect(text.contains("\nAuto-Submitted: auto-replied\n"))
    #expect(text.contains("\nReply-To: <support+1042@lanterntea.example>\n"))
    let message = try parse(bytes)
    #expect(message.references == Array(ids[..<4] + ids[8...]))
    #expect(message.inReplyTo == [ids[13]])
    #expect(message.subjectTag?.ticketNumber == 1042)
    #expect(message.loop.reasons.contains(.autoSubmitted))
    #expect(message.loop.reasons.contains(.ownAddress))
  }

  @Test func `a person's reply does not claim to be automatic`() throws {
    let text = String(decoding: try Self.build(subject: "s", body: "b"), as: UTF8.self)
    #expect(!text.contains("Auto-Submitted"))
  }

  @Test func `what could end a header's line is refused`() throws {
    var builder = OutboundMessageBuilder(header: try Self.header())
    let evil = Array("x\r\nBcc: y@example.org".utf8)
    let plain = Array("a@example.org".utf8)
    for address in [
      "a@example.org\nBcc: b@example.org", "a b@example.org", "-oQ/tmp@example.org", "a@b@c",
      "a", "@b", "a@", "<a@b>", "a@b,c@d", "ü@example.org", "a\u{0}@example.org",
    ] {
      #expect(throws: OutboundMessageError.recipientNotPlain) {
        try builder.addRecipient(
          .to, address: Array(address.utf8).span, name: [UInt8]().span)
      }
    }
    #expect(throws: OutboundMessageError.lineBreakInHeader) {
      try builder.addRecipient(.to, address: plain.span, name: evil.span)
    }
    #expect(throws: OutboundMessageError.lineBreakInHeader) {
      try builder.appendToSubject(secret: evil.span)
    }
    #expect(throws: OutboundMessageError.lineBreakInHeader) {
      try builder.attach(name: evil.span, mediaType: "text/plain", bytes: [UInt8]().span)
    }
  }

  @Test func `a message to nobody is refused`() throws {
    let header = try Self.header()
    #expect(throws: OutboundMessageError.noRecipients) {
      _ = try OutboundMessageBuilder(header: header).finish()
    }
  }

  @Test func `sealed values stand where they were put`() throws {
    var builder = OutboundMessageBuilder(header: try Self.header())
    try builder.addRecipient(
      .to, address: Array("a@example.org".utf8).span, name: [UInt8]().span)
    builder.append("Dear ")
    builder.append(secret: Array("Zoë".utf8).span)
    builder.append(",\nyour order.")
    builder.appendToSubject("About ")
    try builder.appendToSubject(secret: Array("Zoë".utf8).span)
    let message = try parse(builder.finish().withBytes { bytes in bytes.indices.map { bytes[$0] } })
    #expect(message.body().words() == "Dear Zoë,\nyour order.")
    #expect(message.subject().words() == "About Zoë")
  }
}
