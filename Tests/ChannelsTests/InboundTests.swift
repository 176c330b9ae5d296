import Foundation
import Testing
import Text

@testable import Channels

struct InboundTests {
  @Test(arguments: [
    ("Auto-Submitted: auto-replied", LoopVerdict.Reason.autoSubmitted),
    ("Auto-Submitted: auto-generated; x", .autoSubmitted),
    ("Precedence: bulk", .bulk), ("Precedence: junk", .bulk), ("Precedence: auto_reply", .bulk),
    ("Precedence: list", .mailingList), ("List-Id: <news.example.org>", .mailingList),
    ("List-Unsubscribe: <mailto:x@example.org>", .mailingList),
    ("X-Loop: support@lanterntea.example", .loopMark),
    ("X-Auto-Response-Suppress: All", .suppressed), ("X-Autoreply: yes", .autoSubmitted),
    ("Return-Path: <>", .deliveryReport), ("Return-Path:  < >", .deliveryReport),
    ("From: MAILER-DAEMON@mx.example", .deliveryReport),
    ("From: Support <support+1042@LanternTea.example>", .ownAddress),
    ("Subject: Automatische Antwort: Bestellung", .outOfOffice),
    ("Subject: =?utf-8?q?R=C3=A9ponse_automatique_:?= x", .outOfOffice),
    (
      "Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nx",
      .deliveryReport
    ),
  ])
  func `machines are recognised`(header: String, reason: LoopVerdict.Reason) throws {
    let sender = header.hasPrefix("From") ? "" : "From: a@example.org\n"
    let message = try parse("\(sender)\(header)\n\nbody")
    #expect(message.loop.reasons == [reason])
    #expect(!message.loop.mayAnswerAutomatically)
    #expect(!reason.sentence.isEmpty)
  }

  @Test(arguments: [
    "Auto-Submitted: no", "Precedence: first-class", "X-Auto-Response-Suppress: None",
    "Return-Path: <a@example.org>", "Subject: My holiday order", "X-Mailer: list-maker",
    "Subject: Where is your out of office store?",
  ])
  func `people are not machines`(header: String) throws {
    let message = try parse("From: a@example.org\n\(header)\n\nbody")
    #expect(message.loop.mayAnswerAutomatically)
    #expect(!message.loop.leavesStatusAlone)
  }

  @Test func `an absence notice leaves the status alone`() throws {
    let message = try parse(Fixture.bytes("messages/msg3_autoreply.eml"))
    #expect(message.loop.reasons == [.autoSubmitted, .bulk, .outOfOffice])
    #expect(message.loop.leavesStatusAlone)
    #expect(message.references.count == 2)
  }

  static let outlines: [(String, [(BodySection.Kind, Int)])] = [
    ("Hello\nthere", [(.written, 2)]),
    (
      "New\n\nOn Mon, 2 Mar 2026, Ines wrote:\n> Old\n>\n> Older\n\nThanks",
      [(.written, 1), (.quoted, 5), (.written, 2)]
    ),
    (
      "New\n\nOn Mon, 2 Mar 2026 at 10:02, Ines Faro\n<support@lanterntea.example> wrote:\n\n> Old",
      [(.written, 1), (.quoted, 5)]
    ),
    ("Neu\n\nAm 02.03.26 um 10:02 schrieb Ines:\n> Alt", [(.written, 1), (.quoted, 3)]),
    ("Text\n-- \nMaris\nPhone", [(.written, 1), (.signature, 3)]),
    (
      "Text\n-- \nMaris\n\nOn Monday X wrote:\n> Old",
      [(.written, 1), (.signature, 2), (.quoted, 3)]
    ),
    ("Text\n\nSent from my phone", [(.written, 1), (.signature, 2)]),
    (
      "Yes\n\n-----Original Message-----\nFrom: a\nSent: b\n\nOld",
      [(.written, 1), (.quoted, 6)]
    ),
    (
      "Ja\n________________________________\nVon: a\nGesendet: b\nAn: c\nBetreff: d\n\nAlt",
      [(.written, 1), (.quoted, 7)]
    ),
    (
      "See below\n\n---------- Forwarded message ---------\nFrom: c\n\nHelp",
      [(.written, 1), (.forwarded, 5)]
    ),
    ("My list:\n> one\nis this", [(.written, 1), (.quoted, 1), (.written, 1)]),
    ("", [(.written, 1)]),
    ("> only", [(.quoted, 1)]),
  ]

  @Test(arguments: outlines)
  func `history and signatures are told apart`(
    body: String, expected: [(BodySection.Kind, Int)]
  ) {
    let sections = BodyOutline(body: SanitizedText(sanitizing: body)).sections
    #expect(sections.map(\.kind) == expected.map(\.0))
    #expect(sections.map(\.lines.count) == expected.map(\.1))
    #expect(sections.map { $0.text().words() }.joined(separator: "\n") == body)
  }

  @Test(
    arguments: [
      ("Hi, I was charged twice for my order and would like the money back please.", "en"),
      ("Guten Tag, ich habe meine Bestellung noch nicht erhalten. Vielen Dank!", "de"),
      ("Bonjour, je n'ai pas reçu ma commande. Merci de votre aide.", "fr"),
      ("Hola, no he recibido mi pedido todavía. ¿Pueden ayudarme? Gracias", "es"),
      ("Buongiorno, non ho ancora ricevuto il mio ordine. Grazie mille", "it"),
      ("Dzień dobry, nie otrzymałem jeszcze mojego zamówienia. Proszę o pomoc.", "pl"),
      ("Hallo, ik heb mijn bestelling nog niet ontvangen. Bedankt voor de hulp", "nl"),
      ("Olá, ainda não recebi o meu pedido. Obrigado pela ajuda", "pt"),
      ("注文した商品がまだ届きません。確認をお願いします。", "ja"),
      ("我的订单还没有收到，请帮我查一下。", "zh"),
      ("주문한 상품이 아직 도착하지 않았습니다.", "ko"),
      ("Здравствуйте, мой заказ ещё не пришёл.", "ru"),
      ("لم يصل طلبي بعد، أرجو المساعدة", "ar"),
      ("Γεια σας, η παραγγελία μου δεν έχει έρθει.", "el"),
      ("LT-20417", nil), ("", nil), ("12345 67890", nil), ("👍👍", nil),
    ] as [(String, String?)])
  func `languages are guessed`(text: String, expected: String?) {
    #expect(LanguageGuess.guess(text) == expected)
  }

  @Test(
    arguments: [
      (
        "Fwd: Help",
        "FYI\n\n---------- Forwarded message ---------\nFrom: Cem K <cem@example.com>\n\nHelp",
        "cem@example.com"
      ),
      (
        "WG: Hilfe", "Bitte\n\nVon: Cem <cem@example.com>\nGesendet: heute\nAn: uns\n\nHilfe",
        "cem@example.com"
      ),
      (
        "Fwd: x", "Begin forwarded message:\n\n> *From:* cem@example.com\n> Date: x",
        "cem@example.com"
      ),
      // An answer is not passed on, whoever is named in it.
      (
        "Re: Help",
        "Yes\n\n-----Original Message-----\nFrom: Cem <cem@example.com>\nSent: x\nTo: y",
        nil
      ),
      ("Fwd: x", "From: Cem K\nTo: you\nDate: today\n\nno address", nil),
    ] as [(String, String, String?)])
  func `whose message is passed on is known`(
    subject: String, body: String, expected: String?
  ) throws {
    let message = try parse("From: colleague@lanterntea.example\nSubject: \(subject)\n\n\(body)")
    #expect(message.originalSender?.text == expected)
  }

  @Test(arguments: [
    ("mx.desk.example; dmarc=pass header.from=example.org", SenderAuthentication.passed),
    ("mx.desk.example 1; spf=pass smtp.mailfrom=x@other; dmarc=fail (p=reject)", .failed),
    ("mx.desk.example; dkim=pass header.d=example.org", .passed),
    ("mx.desk.example; spf=pass smtp.mailfrom=bounce@example.org", .passed),
    ("MX.desk.example; dkim=pass header.d=mailer.example", .unknown),
    ("mx.desk.example; dkim=fail header.d=example.org", .unknown),
    ("mx.desk.example; none", .unknown), ("", .unknown),
    ("mx.desk.example; dkim=pass (dmarc=pass) header.d=ample.org", .unknown),
    // Somebody else's word for it, and what our server found below an earlier hop's.
    ("mx.evil.example; dmarc=pass", .unknown), ("mx.desk.example.evil; dmarc=pass", .unknown),
    ("mx.evil.example; dmarc=pass\nAuthentication-Results: mx.desk.example; dmarc=fail", .failed),
    ("mx.desk.example; dmarc=pass\nAuthentication-Results: mx.desk.example; dmarc=fail", .passed),
  ])
  func `only our own server's word counts`(
    results: String, expected: SenderAuthentication
  ) throws {
    let parser = InboundMailParser(
      own: OwnAddresses([]), authenticationServer: MailDomain("mx.desk.example"),
      digest: testDigest)
    let text = "Authentication-Results: \(results)\nFrom: Ann <ann@Example.org>\n\n"
    guard case .message(let message) = parser.parse(Array(text.utf8)) else { throw NotAMessage() }
    #expect(message.authentication == expected)
  }

  private static func report(action: String, status: String, original: String) -> String {
    """
    From: MAILER-DAEMON@mx.example
    Content-Type: multipart/report; report-type=delivery-status; boundary=b

    --b

    Sorry.
    --b
    Content-Type: message/delivery-status

    Reporting-MTA: dns; mx.example

    Final-Recipient: rfc822; ok@example.org
    Action: delivered
    Status: 2.0.0

    Final-Recipient: rfc822; ann@example.org
    Action: \(action)
    Status: \(status)

    --b
    \(original)
    --b--
    """
  }

  @Test(arguments: [
    ("failed", "5.1.1", DeliveryReport.Action.failed, "could not be delivered (5.1.1)"),
    ("Delayed", "4.4.1 (no answer)", .delayed, "is delayed on its way (4.4.1)"),
    ("failed", "4111111111111111", .failed, "could not be delivered"),
    ("relayed", "2.0.0", .delivered, "was delivered (2.0.0)"),
  ])
  func `a bounce tells what became of which message`(
    action: String, status: String, expected: DeliveryReport.Action, sentence: String
  ) throws {
    for original in [
      "Content-Type: text/rfc822-headers\n\nMessage-ID: <1042.7.x@desk.example>\nSubject: s",
      "Content-Type: message/rfc822\n\nMessage-ID: <1042.7.x@desk.example>\n\nbody",
    ] {
      let message = try parse(Self.report(action: action, status: status, original: original))
      let report = try #require(message.deliveryReport)
      #expect(report.action == expected || action == "relayed")
      #expect(report.sentence.string == sentence)
      #expect(report.originalMessageID?.bytes == Array("1042.7.x@desk.example".utf8))
      #expect(message.forwarded.isEmpty)
      #expect(message.loop.leavesStatusAlone)
    }
  }

  @Test func `a message that went round too often is a loop`() throws {
    let hops = String(repeating: "Received: from a by b; x\n", count: 41)
    #expect(try parse(hops + "From: a@example.org\n\n").loop.reasons == [.tooManyHops])
  }

  @Test func `addresses compare without names and case`() throws {
    let message = try parse("From: A <Ann@Example.org>\nTo: ann@example.org, b@example.org\n\n")
    let sender = try #require(message.from.first)
    #expect(message.to.map { $0.isSameMailbox(as: sender) } == [true, false])
    #expect(sender.hasDisplayName)
  }

  @Test func `the extension of our address picks a queue or a ticket`() {
    #expect(DeliveryExtension(environmentValue: "Billing") == .queue("billing"))
    #expect(
      DeliveryExtension(environmentValue: "1042-k7q")
        == .ticket(ThreadTag(ticketNumber: 1042, check: "k7q")))
    for value in ["", "a b", "../x", "4111111111111111", "x4111111111111111", "-f"] {
      #expect(DeliveryExtension(environmentValue: value) == nil)
    }
  }

  @Test func `the date falls back on when a mail system saw the message`() throws {
    let message = try parse(
      "Received: from a by b; Mon, 02 Mar 2026 09:14:07 +0000\nFrom: a@example.org\n\n")
    #expect(message.date?.timeIntervalSince1970 == 1_772_442_847)
  }
}
