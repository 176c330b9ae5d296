import Desk
package import Masking
package import Text
package import Tickets

/// What everybody may know of a masked value: that it is there, and why.
package struct TokenDetails: Hashable, Sendable {
  package let token: Token
  package let hint: SanitizedText
  package let isProfile: Bool
  package let escalation: EscalationClass
  package let reason: MaskReason?
  /// How often it stands in the ticket, its subject included.
  package let placeCount: Int

  package init(_ summary: IdentifierSummary, placeCount: Int) {
    token = summary.token
    hint = summary.hint
    isProfile = summary.isProfile
    escalation = summary.escalation
    reason = summary.reason
    self.placeCount = placeCount
  }

  /// `profile · twice in this ticket · a reason opens it`.
  package var standing: SanitizedText {
    let role: SanitizedText = isProfile ? "profile" : "mentioned"
    let places: SanitizedText =
      switch placeCount {
      case 0: "not in this ticket"
      case 1: "once in this ticket"
      case 2: "twice in this ticket"
      default: "\(placeCount) times in this ticket"
      }
    return role + " · " + places + " · " + escalation.wording
  }

  /// `16 digits, Luhn holds, Visa range · 94 %, very likely`.
  package var grounds: SanitizedText {
    guard let reason else { return "why is not known: it was masked before that was kept" }
    return reason.evidence + " · " + reason.wording
  }
}

extension MaskReason {
  /// Per cent and a word.
  fileprivate var wording: SanitizedText {
    let word: SanitizedText =
      switch certainty {
      case 0.97...: "certain"
      case 0.9...: "very likely"
      case 0.75...: "likely"
      default: "possible"
      }
    return "\(Int((certainty * 100).rounded())) %, " + word
  }
}

extension EscalationClass {
  fileprivate var wording: SanitizedText {
    switch self {
    case .selfService: "a reason opens it"
    case .approval: "needs a supervisor"
    case .breakGlass: "needs a supervisor, or break-glass"
    case .never: "never shown"
    }
  }
}

extension ConversationModel {
  /// What is known of the token under the cursor.
  package var details: TokenDetails? { highlightedToken.flatMap(details(of:)) }

  package func details(of token: Token) -> TokenDetails? {
    guard let conversation, let summary = summary(of: token) else { return nil }
    return TokenDetails(summary, placeCount: conversation.placeCount(of: token))
  }
}

extension Conversation {
  package func placeCount(of token: Token) -> Int {
    ([ticket.subject] + messages.map(\.body)).reduce(0) { count, text in
      count + text.segments.count { $0 == .token(token) }
    }
  }
}
