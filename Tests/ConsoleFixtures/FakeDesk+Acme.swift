import Assistant
package import Desk
package import Foundation
import Masking
import Sealing
import Text
package import Tickets

extension FakeDesk {
  /// Tuesday 24 November 2026, 14:02:10 UTC.
  package static let noon = Date(timeIntervalSince1970: 1_795_528_930)

  package static let ines = User(id: UserID(rawValue: 2), name: "ines", role: .agent)
  package static let ben = User(id: UserID(rawValue: 3), name: "ben", role: .agent)
  package static let otto = User(id: UserID(rawValue: 1), name: "otto", role: .supervisor)
  package static let paul = User(id: UserID(rawValue: 4), name: "paul", role: .auditor)

  package static func session(
    user: User = ines, isPractice: Bool = false, policy: EscalationPolicy = approvalForCards
  ) -> DeskSession {
    DeskSession(
      workspaceName: "Lantern Tea", isPractice: isPractice, user: user, policy: policy,
      colleagues: [otto, ines, ben, paul], undoWindow: .seconds(5))
  }

  package static let approvalForCards: EscalationPolicy = {
    var policy = EscalationPolicy.standard
    policy.classes[.card] = .approval
    return policy
  }()

  /// A desk with a dozen believable tickets.
  package static func acme(
    user: User = ines, isPractice: Bool = false, policy: EscalationPolicy = approvalForCards,
    threadLength: Int = 0
  ) async -> FakeDesk {
    let desk = FakeDesk(
      session: session(user: user, isPractice: isPractice, policy: policy), now: noon)
    await desk.addChargedTwice(threadLength: threadLength)
    for (index, ticket) in otherTickets.enumerated() {
      await desk.addTicket(ticket, index: index)
    }
    await desk.setCounts([
      .mine: 12, .unassigned: 5, .team: 41, .breached: 1, .snoozed: 2, .solved: 310,
    ])
    return desk
  }

  package static let canaries = [
    "mira.osei@example.net", "+44 7700 900158", "4111 1111 1111 1111", "GB33BUKB20201555557654",
    "Mira Osei",
  ]

  private static func mira(under policy: EscalationPolicy) -> FixtureCustomer {
    var mira = FixtureCustomer(61, nameHint: "M••• O•••")
    mira.add(canaries[4], .person, hint: "M••• O•••", isProfile: true)
    mira.add(canaries[0], .email, hint: "m•••@e•••.net", isProfile: true)
    mira.add(canaries[1], .phone, hint: "+44 ••58", isProfile: true)
    mira.add(canaries[2], .card, hint: "•••• 1111", under: policy)
    mira.add(canaries[3], .iban, hint: "GB•• •••• 7654", under: policy)
    return mira
  }

  private func addChargedTwice(threadLength: Int) {
    let mira = Self.mira(under: session.policy)
    let id = TicketID(rawValue: 4_102)
    let ticket = Ticket(
      id: id, customer: mira.id, subject: mira.text("Charged twice for order LT-20417"),
      status: .open, priority: .high, assignee: Self.ines.id, tags: ["billing", "refund"],
      language: "en", channel: .chat, createdAt: Self.noon.addingTimeInterval(-300),
      updatedAt: Self.noon, dueAt: Self.noon.addingTimeInterval(42 * 60))
    var messages = Self.earlier(threadLength, in: id, mira)
    messages += [
      message(
        1, .customer, .incoming, -250,
        """
        Hi, I was charged twice for LT-20417. The card is ‹card 1›, you can call me on ‹phone 1› \
        any time after six. I would like the second payment back please, the rent goes out on \
        Friday 😬
        """, id, mira),
      message(
        2, .agent(Self.ben.id, name: "ben"), .note, -190,
        "second capture confirmed in the ledger, same processor fault as #3988.", id, mira),
      message(
        3, .customer, .incoming, -130,
        "Also my bank says to ask you for a reference. IBAN if you need it: ‹iban 1›", id, mira),
    ]
    let presence = [
      Presence(name: "ben", activity: .viewing), Presence(name: "Customer", activity: .typing),
    ]
    add(
      Conversation(
        ticket: ticket, requester: mira.requester(ticketCount: 3), assigneeName: "ines",
        messages: messages, draft: nil, presence: presence),
      of: mira, unread: 2, suggestions: Self.refundSuggestions(mira))
  }

  private static func earlier(
    _ count: Int, in id: TicketID, _ mira: FixtureCustomer
  ) -> [Message] {
    (0..<count).map { index in
      let isCustomer = index.isMultiple(of: 2)
      return Message(
        id: MessageID(rawValue: Int64(100 + index)), ticket: id,
        author: isCustomer ? .customer : .agent(ines.id, name: "ines"),
        kind: isCustomer ? .incoming : .reply,
        body: mira.text(
          """
          Number \(index): the parcel went to the old address again, although ‹email 1› was told \
          about the new one twice. 請求書の宛名を変更したいのですが、 👩‍👩‍👧 and that is all for today.
          """),
        sentAt: noon.addingTimeInterval(TimeInterval(-90_000 + index * 1_200)),
        delivery: isCustomer ? .received : .sent(at: noon))
    }
  }

  private nonisolated func message(
    _ number: Int64, _ author: Message.Author, _ kind: Message.Kind, _ seconds: TimeInterval,
    _ text: SanitizedText, _ ticket: TicketID, _ customer: FixtureCustomer
  ) -> Message {
    Message(
      id: MessageID(rawValue: number), ticket: ticket, author: author, kind: kind,
      body: customer.text(text), sentAt: Self.noon.addingTimeInterval(seconds))
  }

  private static func refundSuggestions(_ mira: FixtureCustomer) -> [Suggestion] {
    [
      Suggestion(
        source: .rule(id: RuleID(rawValue: "billing.duplicate"), revision: "3"),
        title: "Refund a duplicate charge",
        score: 0.93,
        evidence: [Suggestion.Evidence(words: "charged twice", segment: 0, range: 10..<23)],
        reply: mira.text(
          """
          Hello {{customer.first_name}}, I am sorry about the double charge for LT-20417. The \
          second payment goes back to ‹card 1› today and shows within 3 to 5 days. Your reference \
          for the bank is {{refund.reference!}}.
          """)),
      Suggestion(
        source: .article(path: "kb/refunds", anchor: "timing"), title: "When a refund shows up",
        score: 0.71,
        reply: mira.text("A refund shows within 3 to 5 working days.")),
    ]
  }

  /// Lets the assistant's first suggestion speak of the phone number.
  package func suggestCallBack() {
    let id = TicketID(rawValue: 4_102)
    guard let mira = customers[id] else { return }
    suggested[id] = [
      Suggestion(
        source: .rule(id: RuleID(rawValue: "contact.call-back"), revision: "1"),
        title: "Call the customer back", score: 0.88,
        reply: mira.text(
          """
          Hello {{customer.first_name}}, I will gladly call you on ‹phone 1› today after
          six, as you asked.

          Warm regards,
          {{agent.name}}
          """))
    ]
  }

  private struct Plain: Sendable {
    let number: Int64
    let subject: SanitizedText
    let name: SanitizedText
    let dueMinutes: Double?
    var unread = 0
    var priority = Priority.normal
    var snoozeDays: Double?
    var note = false
    var presence: [Presence] = []
    var language = "en"
    var files: [SanitizedText] = []
  }

  private static let otherTickets: [Plain] = [
    Plain(
      number: 4_101, subject: "Cannot sign in after the update", name: "J•••• W••", dueMinutes: 65),
    Plain(
      number: 4_098, subject: "Lieferung beschädigt angekommen", name: "A•••• K••••",
      dueMinutes: 121, unread: 1, language: "de",
      files: ["Foto ‹email 1› 1.jpg", "Rechnung.pdf"]),
    Plain(
      number: 4_096, subject: "Where is my parcel? Day nine", name: "R••• S•••", dueMinutes: -12,
      unread: 1, priority: .urgent),
    Plain(
      number: 4_093, subject: "請求書の宛名を変更したい", name: "佐• 花•", dueMinutes: 185,
      language: "ja"),
    Plain(
      number: 4_090, subject: "Delete everything you hold about me", name: "T••• B•••",
      dueMinutes: 2_890, note: true),
    Plain(
      number: 4_087, subject: "Invoice copy for the accountant", name: "C•••• D•••",
      dueMinutes: nil, snoozeDays: 2),
    Plain(
      number: 4_085, subject: "Gift card will not redeem 🎁", name: "N•• P••••", dueMinutes: 305),
    Plain(
      number: 4_081, subject: "Prix différent sur la facture", name: "É••••• L••",
      dueMinutes: 370, language: "fr"),
    Plain(
      number: 4_079, subject: "Someone used my account", name: "F•••• A•", dueMinutes: 380,
      presence: [Presence(name: "ben", activity: .replying)]),
    Plain(number: 4_075, subject: "Change delivery address", name: "L••• M•••", dueMinutes: 430),
    Plain(
      number: 4_066, subject: "Waiting for the courier", name: "O•••• N•••", dueMinutes: nil,
      snoozeDays: 3),
  ]

  private func addTicket(_ plain: Plain, index: Int) {
    var customer = FixtureCustomer(70 + Int64(index), nameHint: plain.name)
    customer.add("someone\(index)@example.org", .email, hint: "s•••@e•••.org", isProfile: true)
    let id = TicketID(rawValue: plain.number)
    let ticket = Ticket(
      id: id, customer: customer.id, subject: customer.text(plain.subject), status: .open,
      priority: plain.priority, assignee: Self.ines.id, language: plain.language,
      createdAt: Self.noon.addingTimeInterval(-7_200), updatedAt: Self.noon,
      dueAt: plain.dueMinutes.map { Self.noon.addingTimeInterval($0 * 60) },
      snoozedUntil: plain.snoozeDays.map { Self.noon.addingTimeInterval($0 * 86_400) })
    let words: SanitizedText = "\(plain.subject). Please help, I wrote from ‹email 1›."
    var first = message(plain.number * 10, .customer, .incoming, -7_200, words, id, customer)
    first.attachments = plain.files.enumerated().map { index, name in
      Attachment(
        id: AttachmentID(rawValue: plain.number * 10 + Int64(index)), name: customer.text(name),
        mediaType: index == 0 ? "image/jpeg" : "application/pdf",
        byteCount: 248_000 - index * 167_000)
    }
    add(
      Conversation(
        ticket: ticket, requester: customer.requester(ticketCount: 1), assigneeName: "ines",
        messages: [first],
        draft: nil, presence: plain.presence),
      of: customer, unread: plain.unread, endsInNote: plain.note)
  }

  /// Many small tickets, numbered from 1.
  package func addPlain(count: Int) {
    for number in 1...Int64(count) {
      addTicket(
        Plain(number: number, subject: "Ticket \(number)", name: "N•••", dueMinutes: 60),
        index: Int(number))
    }
  }
}
