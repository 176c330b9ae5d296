import Tickets

/// A value that lies in the file as a small number.
///
/// The numbers are part of the format: they are added to, never changed. Partial indexes name some of
/// them (`SchemaVersion1`).
protocol Coded: Hashable {
  static var codes: [Self] { get }
}

extension Coded {
  /// The number in the file.
  var code: Int64 {
    guard let index = Self.codes.firstIndex(of: self) else {
      preconditionFailure("every case has its code")
    }
    return Int64(index)
  }

  /// `nil` for a number that no version of the program wrote.
  init?(code: Int64) {
    guard Self.codes.indices.contains(Int(clamping: code)) else { return nil }
    self = Self.codes[Int(code)]
  }
}

extension TicketStatus: Coded {
  static let codes: [TicketStatus] = [
    .new, .open, .pending, .hold, .snoozed, .solved, .closed, .spam, .merged, .deleted,
  ]
}

extension Priority: Coded {
  static let codes: [Priority] = [.low, .normal, .high, .urgent]
}

extension Channel: Coded {
  static let codes: [Channel] = [.email, .chat, .phone, .web]
}

extension Message.Kind: Coded {
  static let codes: [Message.Kind] = [.incoming, .reply, .note, .event, .unparsed]

  /// Whether it came from the customer's side.
  var isIncoming: Bool { self == .incoming || self == .unparsed }
}

/// Who wrote a message, without the name.
enum AuthorCode: Int64 {
  case customer, participant, agent, system
}

/// How far a message has come, without the times and reasons.
enum DeliveryCode: Int64 {
  case received, held, waiting, failed, sent
}
