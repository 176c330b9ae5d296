package import Tickets
package import Text

/// Who acts, and from where: the same for all events of a session.
package struct AuditOrigin: Hashable, Sendable {
  package let actor: UserID
  package let role: Role
  /// Random, one for each sign-in: `s-51c2`.
  package let session: SanitizedText
  package let host: SanitizedText
  package let tty: SanitizedText?
  /// The address that an SSH session came from.
  package let sshFrom: SanitizedText?
  /// The program and its version: `sealdesk/0.1.0`.
  package let app: SanitizedText
  /// The version of the policy that the session works under; it stands in the entries of what the
  /// policy allowed or refused.
  package let policy: SanitizedText?

  package init(
    actor: UserID, role: Role, session: SanitizedText, host: SanitizedText, tty: SanitizedText?,
    sshFrom: SanitizedText?, app: SanitizedText, policy: SanitizedText? = nil
  ) {
    self.actor = actor
    self.role = role
    self.session = session
    self.host = host
    self.tty = tty
    self.sshFrom = sshFrom
    self.app = app
    self.policy = policy
  }
}
