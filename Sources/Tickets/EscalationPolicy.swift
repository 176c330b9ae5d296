package import Masking
package import Text

/// What it takes to see an identifier.
package enum EscalationClass: String, Sendable, Codable, CaseIterable {
  /// A reason and a clock.
  case selfService = "self"
  /// A supervisor's signature besides.
  case approval
  /// Nobody sees it.
  case never
}

/// Who may see what, why and for how long.
package struct EscalationPolicy: Hashable, Sendable {
  /// The reasons to choose from.
  package var reasons: [Reason]
  package var defaultDuration: Duration
  package var longestDuration: Duration
  /// Kinds that differ from `otherKinds`.
  package var classes: [IdentifierKind: EscalationClass]
  package var otherKinds: EscalationClass
  /// How many identifiers an agent may see in a day: the privacy budget.
  package var revealsPerDay: Int
  /// Whether values are masked again when the terminal loses the focus.
  package var remasksOnFocusLoss: Bool

  package init(
    reasons: [Reason], defaultDuration: Duration, longestDuration: Duration,
    classes: [IdentifierKind: EscalationClass], otherKinds: EscalationClass, revealsPerDay: Int,
    remasksOnFocusLoss: Bool
  ) {
    self.reasons = reasons
    self.defaultDuration = defaultDuration
    self.longestDuration = longestDuration
    self.classes = classes
    self.otherKinds = otherKinds
    self.revealsPerDay = revealsPerDay
    self.remasksOnFocusLoss = remasksOnFocusLoss
  }

  /// A reason with the code that stands in the log.
  package struct Reason: Hashable, Sendable {
    package let code: String
    package let wording: SanitizedText

    package init(code: String, wording: SanitizedText) {
      self.code = code
      self.wording = wording
    }
  }

  /// What a new workspace starts with.
  ///
  /// Secrets are shown to nobody: no reply needs a customer's
  /// password.
  package static let standard = EscalationPolicy(
    reasons: [
      Reason(code: "contact", wording: "contact the customer"),
      Reason(code: "identity", wording: "verify identity"),
      Reason(code: "fraud", wording: "fraud check"),
      Reason(code: "legal", wording: "legal request"),
      Reason(code: "other", wording: "other"),
    ],
    defaultDuration: .seconds(300), longestDuration: .seconds(900),
    classes: [
      .password: .never, .oneTimeCode: .never, .cardVerification: .never, .apiKey: .never,
    ],
    otherKinds: .selfService, revealsPerDay: 10, remasksOnFocusLoss: false)

  /// What it takes to see an identifier of this kind.
  package func escalation(for kind: IdentifierKind) -> EscalationClass {
    classes[kind] ?? otherKinds
  }
}
