import Crypto
import Foundation

/// What an unlocked session holds: everything that a person's role opens.
package struct WorkspaceSecrets<R: Realm>: Sendable {
  package let member: WorkspaceMember
  package let workspace: WorkspaceID
  /// Whose signatures count.
  package let people: MemberDirectory
  /// The person's own key for signing.
  package let signer: SigningKey
  package let lookupKey: LookupKey<R>
  package let rowMAC: RowMAC<R>
  /// Seals what belongs to the workspace and to no customer.
  package let content: WorkspaceSeal<R>
  package let intake: IntakePrivateKey<R>
  package let auditSealer: AuditSealer<R>
  /// Supervisors only.
  package let auditReader: AuditReader<R>?
  package let keyring: Keyring<R>
  /// Seals the person's own state.
  package let profile: ProfileSeal<R>

  let trustAnchor: VerificationKey
  /// The person's own, for what is wrapped for them.
  let unwrapping: UnwrappingKey
  let roles: RoleSecrets

  init(
    identity: UserIdentity<R>, member: WorkspaceMember, people: MemberDirectory, charter: Charter,
    roles: RoleSecrets, keyring: Keyring<R>
  ) {
    self.member = member
    self.people = people
    self.roles = roles
    self.keyring = keyring
    workspace = charter.workspace
    signer = identity.signing
    trustAnchor = identity.trustAnchor
    unwrapping = identity.unwrapping
    lookupKey = LookupKey(root: roles.workspaceKey)
    rowMAC = RowMAC(key: roles.workspaceKey.derived(for: "sealdesk.row"))
    content = WorkspaceSeal(
      key: DataKey(
        owner: CustomerID(rawValue: 0), version: 0,
        root: roles.workspaceKey.derived(for: "sealdesk.workspace.content")))
    intake = IntakePrivateKey(workspace: charter.workspace, key: roles.intake)
    auditSealer = AuditSealer(
      workspace: charter.workspace, key: charter.wrappingKey(of: .audit))
    auditReader = roles.audit.map { AuditReader(workspace: charter.workspace, key: $0) }
    profile = ProfileSeal(
      key: identity.profileKey.derived(for: "sealdesk.profile"), member: member.id)
  }

  /// A customer's key.
  /// - Throws: `keyNotHeld` where there is none; `notAuthentic`, `malformed` where it is damaged.
  package func dataKey(for customer: CustomerID) throws(SealingError) -> DataKey<R> {
    try keyring.dataKey(for: customer)
  }

  /// Gives a customer a key, on disk before it returns; the key they have, where they have one.
  package func makeDataKey(for customer: CustomerID) throws(SealingError) -> DataKey<R> {
    guard let key = try keyring.makeDataKeys(for: [customer])[customer] else {
      preconditionFailure("a key is returned for every customer that was asked for")
    }
    return key
  }

  /// Gives many customers keys with one wait for the disk.
  package func makeDataKeys(
    for customers: [CustomerID]
  ) throws(SealingError) -> [CustomerID: DataKey<R>] {
    try keyring.makeDataKeys(for: customers)
  }

  /// Erases a customer: what was sealed under their key opens no more.
  package func destroyDataKey(for customer: CustomerID) throws(SealingError) {
    try keyring.destroyDataKey(for: customer)
  }
}
