package import Tickets
import Yams

/// A script to practise on: a goal, a hazard, a customer, and what is worth how many points.
package struct Scenario: Decodable, Sendable, Identifiable {
  package let id: String
  package let title: String
  package let goal: String
  package let hazard: String
  package let bestScore: Int
  package let ticket: SampleTicket
  package let aims: [Rule]
  package let faults: [Rule]

  enum CodingKeys: String, CodingKey {
    case id, title, goal, hazard, ticket, aims, faults
    case bestScore = "best_score"
  }

  /// Reads YAML.
  package init(yaml text: String) throws {
    self = try YAMLDecoder().decode(Scenario.self, from: text)
  }

  /// Something worth points, once.
  package struct Rule: Decodable, Sendable {
    package let wording: String
    package let points: Int
    package let when: Condition
    package let isNeedlessReveal: Bool?

    enum CodingKeys: String, CodingKey {
      case wording, points, when
      case isNeedlessReveal = "needless_reveal"
    }
  }

  /// What has to be done for a rule to count; one of its fields is set.
  package struct Condition: Decodable, Sendable {
    /// A reply with one of these words.
    package let replyMentions: [String]?
    /// A reply with one of these values, which are not the customer's to know, in clear or as a
    /// token.
    package let replyHolds: [String]?
    /// An identifier of this kind opened, or `any`.
    package let reveal: String?
    /// The ticket's status set to one of these.
    package let status: [TicketStatus]?
    /// One of these tags put on the ticket.
    package let tag: [String]?
    /// A reply that the desk did not let out.
    package let held: String?

    enum CodingKeys: String, CodingKey {
      case reveal, status, tag, held
      case replyMentions = "reply_mentions"
      case replyHolds = "reply_holds"
    }
  }
}
