package import Tickets

/// Makes and checks the ids and tags by which an answer finds its ticket.
package struct ThreadCodes: Sendable {
  /// What a code is for; codes of one purpose prove nothing for another.
  package enum Purpose: String, Sendable {
    case messageID = "thread.message-id"
    case subjectTag = "thread.subject-tag"
  }

  static let checkCharacterCount = 3
  private static let codeCharacterCount = 20

  private let domain: String
  private let authenticate: @Sendable (Purpose, [UInt8]) -> [UInt8]

  /// Codes for one domain.
  ///
  /// `authenticate` is a keyed hash of 16 bytes or more (HMAC-SHA-256), its key the workspace's.
  package init(
    domain: MailDomain, authenticate: @escaping @Sendable (Purpose, [UInt8]) -> [UInt8]
  ) {
    self.domain = domain.name
    self.authenticate = authenticate
  }

  /// The `Message-ID` of one of our messages: nobody who has not seen it can name it.
  package func messageID(ticket: TicketID, message: MessageID) -> InternetMessageID {
    let name = "\(ticket.rawValue).\(message.rawValue)"
    let text =
      "\(name).\(code(.messageID, name, characterCount: Self.codeCharacterCount))@\(domain)"
    guard let id = InternetMessageID(bytes: text.utf8) else {
      preconditionFailure("digits, letters and a domain are a message id")
    }
    return id
  }

  /// The ticket of one of our own ids; `nil` for every other, forged ones included.
  package func ticket(of id: InternetMessageID) -> TicketID? {
    let text = String(decoding: id.bytes, as: UTF8.self)
    guard let at = text.lastIndex(of: "@"),
      text[text.index(after: at)...].lowercased() == domain.lowercased()
    else { return nil }
    let fields = text[..<at].split(separator: ".", omittingEmptySubsequences: false)
    guard fields.count == 3, let ticket = Int64(fields[0]), Int64(fields[1]) != nil else {
      return nil
    }
    let expected = code(
      .messageID, "\(fields[0]).\(fields[1])", characterCount: Self.codeCharacterCount)
    return Self.areEqual(expected, fields[2].lowercased()) ? TicketID(rawValue: ticket) : nil
  }

  /// The tag for a ticket's subjects.
  package func tag(for ticket: TicketID) -> ThreadTag {
    ThreadTag(ticketNumber: ticket.rawValue, check: check(for: ticket.rawValue))
  }

  /// The ticket of a tag whose check is right.
  ///
  /// The check is short: it catches slips; a forger is caught by who sent the message.
  package func ticket(of tag: ThreadTag) -> TicketID? {
    Self.areEqual(check(for: tag.ticketNumber), tag.check)
      ? TicketID(rawValue: tag.ticketNumber) : nil
  }

  private func check(for number: Int64) -> String {
    code(.subjectTag, "\(number)", characterCount: Self.checkCharacterCount)
  }

  /// Five bits a character, in letters and digits which are not mistaken for one another.
  private func code(_ purpose: Purpose, _ text: String, characterCount: Int) -> String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
    let hash = authenticate(purpose, Array(text.utf8))
    var bits: UInt32 = 0
    var bitCount = 0
    var characters: [UInt8] = []
    for byte in hash where characters.count < characterCount {
      bits = bits << 8 | UInt32(byte)
      bitCount += 8
      while bitCount >= 5, characters.count < characterCount {
        bitCount -= 5
        characters.append(alphabet[Int(bits >> UInt32(bitCount)) & 0x1F])
      }
      bits &= 0xFF
    }
    precondition(characters.count == characterCount, "the hash is too short for the code")
    return String(decoding: characters, as: UTF8.self)
  }

  /// Takes the same time wherever the difference is.
  private static func areEqual(_ left: String, _ right: String) -> Bool {
    let (left, right) = (Array(left.utf8), Array(right.utf8))
    guard left.count == right.count else { return false }
    return zip(left, right).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }
}
