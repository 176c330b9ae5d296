package import Foundation
package import Masking
package import Text
package import Tickets

/// Names a request for a supervisor's approval, by the log's entry of it.
package typealias ApprovalID = RowID<Approval>

/// A request to see what takes a supervisor's approval, with what a supervisor may know of it.
package struct Approval: Hashable, Sendable, Identifiable {
  package let id: ApprovalID
  package let ticket: TicketID
  package let requester: UserID
  package let requesterName: SanitizedText
  /// What is asked for, each with its hint.
  package let identifiers: [IdentifierSummary]
  /// The reason's code, in the policy's words where it has some.
  package let reasonWording: SanitizedText
  package let reason: SanitizedText
  package let duration: Duration
  package let requestedAt: Date
  package let state: State
  /// When the request, or what was granted on it, runs out.
  package let expiresAt: Date
  package let decision: Decision?
  /// What the ticket is about; `nil` where it cannot be read.
  package let subject: MaskedText?
  /// What the customer wrote last.
  package let lastWords: MaskedText?
  package let requesterHint: SanitizedText

  package init(
    id: ApprovalID, ticket: TicketID, requester: UserID, requesterName: SanitizedText,
    identifiers: [IdentifierSummary], reasonWording: SanitizedText, reason: SanitizedText,
    duration: Duration, requestedAt: Date, state: State, expiresAt: Date, decision: Decision?,
    subject: MaskedText?, lastWords: MaskedText?, requesterHint: SanitizedText
  ) {
    self.id = id
    self.ticket = ticket
    self.requester = requester
    self.requesterName = requesterName
    self.identifiers = identifiers
    self.reasonWording = reasonWording
    self.reason = reason
    self.duration = duration
    self.requestedAt = requestedAt
    self.state = state
    self.expiresAt = expiresAt
    self.decision = decision
    self.subject = subject
    self.lastWords = lastWords
    self.requesterHint = requesterHint
  }

  /// How far a request has come; the raw value lies in the file.
  package enum State: Int64, Hashable, Sendable {
    case pending, approved, denied
    /// Nobody decided in time, or what was granted has run out.
    case expired
  }

  /// What a supervisor said.
  package struct Decision: Hashable, Sendable {
    package let name: SanitizedText
    package let at: Date
    package let note: SanitizedText

    package init(name: SanitizedText, at: Date, note: SanitizedText) {
      self.name = name
      self.at = at
      self.note = note
    }
  }
}

/// What a supervisor may say to a request.
package enum ApprovalVerdict: Hashable, Sendable {
  case approve, deny
}
