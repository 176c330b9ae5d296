package import Tickets
import Yams

/// A file of invented tickets.
package struct SampleQueue: Decodable, Sendable {
  package let workspace: String
  package let tickets: [SampleTicket]

  /// Reads YAML.
  package init(yaml text: String) throws {
    self = try YAMLDecoder().decode(SampleQueue.self, from: text)
  }

  /// Everybody who works on these tickets, besides the person at the desk.
  package var colleagues: [String] {
    Set(tickets.flatMap { [$0.assignee] + $0.messages.map(\.by) }.compactMap { $0 })
      .subtracting(["me", "none"]).sorted()
  }
}

extension SampleQueue {
  /// The tickets of the file, and older ones like them up to `count`; the same for the same seed.
  package func tickets(upTo count: Int, seed: UInt64) -> [SampleTicket] {
    var random = SeededGenerator(seed: seed)
    let more = (tickets.count..<max(tickets.count, count)).compactMap { _ in
      tickets.randomElement(using: &random)?.older(by: .random(in: 0..<Self.span, using: &random))
    }
    return tickets + more
  }

  /// Over how many seconds the older ones are spread.
  private static let span = 14 * 86_400
}

/// An invented ticket, and how its customer behaves.
package struct SampleTicket: Decodable, Sendable {
  package let subject: String
  package let from: SamplePerson
  package let language: String?
  package let priority: Priority?
  package let status: TicketStatus?
  package let assignee: String?
  package let tags: [String]?
  package private(set) var messages: [SampleMessage]
  package let live: [LiveStep]?

  /// The same words of another customer, so much longer ago.
  func older(by seconds: Int) -> SampleTicket {
    var ticket = self
    for index in messages.indices { ticket.messages[index].age.seconds += seconds }
    return ticket
  }
}

/// An invented customer.
package struct SamplePerson: Decodable, Sendable {
  package let name: String
  package let email: String
  package let phone: String?
}

/// An invented message: one of `customer`, `reply` and `note` holds its text.
package struct SampleMessage: Decodable, Sendable {
  /// How long ago it came: `90m`, `2h`, `3d`.
  package fileprivate(set) var age: SampleDuration
  package let customer: String?
  package let reply: String?
  package let note: String?
  package let by: String?
  package let attachments: [SampleAttachment]?
}

/// An invented attachment.
package struct SampleAttachment: Decodable, Sendable {
  package let name: String
  package let type: String
  package let size: Int
}

/// Something the customer says while you watch.
package struct LiveStep: Decodable, Sendable {
  package enum Trigger: String, Decodable, Sendable {
    /// Somebody opened the ticket.
    case opened
    /// A reply has left.
    case replied
  }

  package let when: Trigger
  /// Only where the reply has one of these words; the first step that fits is said.
  package let mentions: [String]?
  package let after: SampleDuration
  package let typing: SampleDuration
  package let say: String
}

/// A length of time written as `5s`, `90m`, `2h` or `3d`.
package struct SampleDuration: Decodable, Hashable, Sendable {
  package fileprivate(set) var seconds: Int

  package init(seconds: Int) {
    self.seconds = seconds
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int(text.dropLast()), count >= 0
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "write 5s, 90m, 2h or 3d"))
    }
    seconds = count * unit
  }

  package var duration: Duration { .seconds(seconds) }
}
