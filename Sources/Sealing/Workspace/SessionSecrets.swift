import Crypto
import Foundation

/// Somebody whose passphrase was checked, whatever their role opens.
package protocol SignedIn<R>: Sendable {
  associatedtype R: Realm
  /// What everybody has who signed in.
  var session: SessionSecrets<R> { get }
}

/// What everybody has who signed in: their own keys, and what is wrapped for nobody in particular.
///
/// It is all that auditors, trainers and the mail system get: no ticket opens with it.
package struct SessionSecrets<R: Realm>: SignedIn {
  package let member: WorkspaceMember
  package let workspace: WorkspaceID
  /// Counts the renewals of the keys.
  package let epoch: UInt32
  /// Whose signatures count.
  package let people: MemberDirectory
  package let auditSealer: AuditSealer<R>
  /// Supervisors and auditors only.
  package let auditReader: AuditReader<R>?
  /// Seals the person's own state.
  package let profile: ProfileSeal<R>

  let identity: UserIdentity<R>
  let roles: RoleSecrets

  package var session: SessionSecrets<R> { self }

  /// Of those who work on tickets.
  package var lookupKey: LookupKey<R>? { roles.desk.map { LookupKey(root: $0.rootKey) } }

  /// The person's own key for signing.
  package var signer: SigningKey { identity.signing }

  init(
    identity: UserIdentity<R>, member: WorkspaceMember, people: MemberDirectory, charter: Charter,
    roles: RoleSecrets
  ) {
    self.identity = identity
    self.member = member
    self.people = people
    self.roles = roles
    workspace = charter.workspace
    epoch = charter.epoch
    auditSealer = AuditSealer(
      workspace: charter.workspace, key: charter.wrappingKey(of: .audit))
    auditReader = roles.audit.map { AuditReader(workspace: charter.workspace, keys: $0) }
    profile = ProfileSeal(
      key: identity.profileKey.derived(for: "sealdesk.profile"), member: member.id)
  }

  /// What supervisors alone may.
  /// - Throws: `notPermitted`.
  func requireSupervisor() throws(SealingError) {
    guard member.role == .supervisor else { throw .notPermitted }
  }
}
