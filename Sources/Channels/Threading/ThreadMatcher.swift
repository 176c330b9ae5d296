package import Tickets
package import Text

/// What a matcher has to know of the store.
package protocol ThreadLookup {
  /// Whether there is such a ticket, and it may still be written to.
  func exists(_ ticket: TicketID) throws -> Bool
  /// The ticket which holds a message of that id, of either direction.
  func ticket(holding id: InternetMessageID) throws -> TicketID?
  /// Whether the sender is the ticket's requester, is on CC, or wrote in it before.
  func takesPart(_ sender: InboundAddress, in ticket: TicketID) throws -> Bool
}

/// Finds the ticket a message belongs to.
///
/// In order: an id of ours, whose code only somebody who got our mail can know; a reference to a
/// known message, or a tag in the subject or address, both only from somebody who takes part. An
/// unknown sender never joins a conversation by naming it: that opens a ticket of its own, with a
/// hint for the agent.
package struct ThreadMatcher: Sendable {
  private let codes: ThreadCodes

  /// Matches by these codes.
  package init(codes: ThreadCodes) {
    self.codes = codes
  }

  /// Where a message goes.
  package enum Match: Hashable, Sendable {
    case joins(TicketID, by: Evidence)
    /// A new ticket; `hint` names the one it may belong to.
    case opens(hint: Hint?)
  }

  /// What led to the ticket.
  package enum Evidence: Hashable, Sendable {
    case ownMessageID, reference, tag

    /// For the head of a message.
    package var sentence: SanitizedText {
      switch self {
      case .ownMessageID: "answers a message of ours"
      case .reference: "refers to a message of this ticket"
      case .tag: "names this ticket"
      }
    }
  }

  /// A ticket that a message points to without proof.
  package struct Hint: Hashable, Sendable {
    package let ticket: TicketID
    package let evidence: Evidence
    package let doubt: Doubt

    /// Why the message did not join.
    package enum Doubt: Hashable, Sendable {
      case takesNoPart
      /// Somebody who takes part, says the message, and the mail server says otherwise.
      case mayBeForged
    }

    /// For the agent who decides.
    package var sentence: SanitizedText {
      switch doubt {
      case .takesNoPart: "may belong to #\(ticket.rawValue), but the sender takes no part in it"
      case .mayBeForged: "may belong to #\(ticket.rawValue), but the sender may be forged"
      }
    }
  }

  /// - Throws: what the lookup throws.
  package func match(_ message: InboundMessage, in lookup: some ThreadLookup) throws -> Match {
    let ids = message.referredIDs
    for id in ids {
      if let ticket = codes.ticket(of: id), try lookup.exists(ticket) {
        return .joins(ticket, by: .ownMessageID)
      }
    }
    var hint: Hint?
    for (ticket, evidence) in try candidates(ids: ids, message, in: lookup) {
      guard try takesPart(message, in: ticket, lookup) else {
        hint = hint ?? Hint(ticket: ticket, evidence: evidence, doubt: .takesNoPart)
        continue
      }
      if message.authentication != .failed { return .joins(ticket, by: evidence) }
      hint = hint ?? Hint(ticket: ticket, evidence: evidence, doubt: .mayBeForged)
    }
    return .opens(hint: hint)
  }

  // Everybody in `From` has to: a second author is how a stranger would come along. `Reply-To`
  // says nothing about who wrote.
  private func takesPart(
    _ message: InboundMessage, in ticket: TicketID, _ lookup: some ThreadLookup
  ) throws -> Bool {
    guard !message.from.isEmpty else { return false }
    return try message.from.allSatisfy { try lookup.takesPart($0, in: ticket) }
  }

  private func candidates(
    ids: [InternetMessageID], _ message: InboundMessage, in lookup: some ThreadLookup
  ) throws -> [(TicketID, Evidence)] {
    var candidates: [(TicketID, Evidence)] = []
    for id in ids {
      if let ticket = try lookup.ticket(holding: id) { candidates.append((ticket, .reference)) }
    }
    for tag in [message.subjectTag, message.deliveryTag].compactMap(\.self) {
      if let ticket = codes.ticket(of: tag), try lookup.exists(ticket) {
        candidates.append((ticket, .tag))
      }
    }
    return candidates
  }
}

extension InboundMessage {
  /// The ids a message points to, the likeliest first.
  var referredIDs: [InternetMessageID] {
    let reported = deliveryReport?.originalMessageID.map { [$0] } ?? []
    return Array((reported + inReplyTo + references.reversed()).prefix(40))
  }

  fileprivate var deliveryTag: ThreadTag? {
    guard case .ticket(let tag)? = deliveryExtension else { return nil }
    return tag
  }
}
