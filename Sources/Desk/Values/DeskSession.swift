package import Text
package import Tickets

/// Who is at the desk, where, and under which policy.
package struct DeskSession: Hashable, Sendable {
  package let workspaceName: SanitizedText
  /// Whether this is the sandbox, which shows as a banner on every screen.
  ///
  /// It is a fact about the service, not
  /// a switch: the practice desk is built on other types than the live one.
  package let isPractice: Bool
  package let user: User
  package let policy: EscalationPolicy
  /// Everybody a ticket can be assigned to.
  package let colleagues: [User]
  /// How long a reply can be called back.
  package let undoWindow: Duration

  package init(
    workspaceName: SanitizedText, isPractice: Bool, user: User, policy: EscalationPolicy,
    colleagues: [User], undoWindow: Duration
  ) {
    self.workspaceName = workspaceName
    self.isPractice = isPractice
    self.user = user
    self.policy = policy
    self.colleagues = colleagues
    self.undoWindow = undoWindow
  }
}
