package import Masking
package import Text

/// Who may see what, why and for how long.
package struct EscalationPolicy: Hashable, Sendable {
  /// The reasons to choose from.
  package var reasons: [Reason]
  package var defaultDuration: Duration
  package var longestDuration: Duration
  /// Kinds that differ from `otherKinds`.
  package var classes: [IdentifierKind: ClassByRole]
  package var otherKinds: ClassByRole
  /// What it takes to save a file that came with a message.
  package var attachments: ClassByRole
  /// How many identifiers a person may see in a shift: the privacy budget.
  package var revealsPerShift: LimitByRole
  /// When shifts begin; a day is one shift where none are named.
  package var shifts: ShiftPlan
  /// How long a request waits for a supervisor.
  package var requestLifetime: Duration
  /// How long what was approved can be opened.
  package var grantLifetime: Duration
  /// What holds where somebody opens without asking.
  package var breakGlass: BreakGlass
  /// Whether values are masked again when the terminal loses the focus.
  package var remasksOnFocusLoss: Bool
  /// What the figures of a month are held against.
  package var targets: OversightTargets

  package init(
    reasons: [Reason], defaultDuration: Duration, longestDuration: Duration,
    classes: [IdentifierKind: ClassByRole], otherKinds: ClassByRole,
    attachments: ClassByRole = .selfService, revealsPerShift: LimitByRole,
    shifts: ShiftPlan = .days, requestLifetime: Duration = .seconds(3_600),
    grantLifetime: Duration = .seconds(1_800), breakGlass: BreakGlass = BreakGlass(),
    remasksOnFocusLoss: Bool, targets: OversightTargets = .standard
  ) {
    self.reasons = reasons
    self.defaultDuration = defaultDuration
    self.longestDuration = longestDuration
    self.classes = classes
    self.otherKinds = otherKinds
    self.attachments = attachments
    self.revealsPerShift = revealsPerShift
    self.shifts = shifts
    self.requestLifetime = requestLifetime
    self.grantLifetime = grantLifetime
    self.breakGlass = breakGlass
    self.remasksOnFocusLoss = remasksOnFocusLoss
    self.targets = targets
  }

  /// Opening at once, in an emergency, what takes an approval otherwise.
  package struct BreakGlass: Hashable, Sendable {
    /// How long a value may stay open.
    package var longestDuration: Duration
    /// Within what time a supervisor is to go over it.
    package var reviewTime: Duration

    package init(
      longestDuration: Duration = .seconds(300), reviewTime: Duration = .seconds(86_400)
    ) {
      self.longestDuration = longestDuration
      self.reviewTime = reviewTime
    }
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
    otherKinds: .selfService, revealsPerShift: 10, remasksOnFocusLoss: false)

  /// What it takes a role to see an identifier of this kind.
  package func escalation(for kind: IdentifierKind, as role: Role) -> EscalationClass {
    rule(for: kind)[role]
  }

  /// What it takes each role to see an identifier of this kind.
  package func rule(for kind: IdentifierKind) -> ClassByRole {
    classes[kind] ?? otherKinds
  }

  /// Whether values of this kind are sealed to the supervisors: agents' own keys are not to open what
  /// the policy keeps from agents.
  ///
  /// Break-glass opens with nobody else there, so that agents' own keys must do.
  package func isSealedToSupervisors(_ kind: IdentifierKind) -> Bool {
    switch escalation(for: kind, as: .agent) {
    case .selfService, .breakGlass: false
    case .approval, .never: true
    }
  }
}
