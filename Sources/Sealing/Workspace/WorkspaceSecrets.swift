import Crypto
import Foundation

/// What an unlocked session holds of those who work on tickets.
package struct WorkspaceSecrets<R: Realm>: SignedIn {
  package let session: SessionSecrets<R>
  package let lookupKey: LookupKey<R>
  package let rowMAC: RowMAC<R>
  /// Seals what belongs to the workspace and to no customer.
  package let content: WorkspaceSeal<R>
  package let intake: IntakePrivateKey<R>
  package let keyring: Keyring<R>

  init(session: SessionSecrets<R>, desk: DeskKeys, keyring: Keyring<R>) {
    self.session = session
    self.keyring = keyring
    lookupKey = LookupKey(root: desk.rootKey)
    rowMAC = RowMAC(key: desk.rootKey.derived(for: "sealdesk.row"))
    content = WorkspaceSeal(
      key: DataKey(
        owner: CustomerID(rawValue: 0), version: 0,
        root: desk.rootKey.derived(for: "sealdesk.workspace.content")))
    intake = IntakePrivateKey(
      workspace: session.workspace, key: desk.intake, earlier: desk.earlierIntake)
  }

  /// A customer's key.
  /// - Throws: `keyNotHeld` where there is none; `notAuthentic`, `malformed` where it is damaged;
  ///   `keysRenewed`.
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
    try keyring.destroyDataKeys(for: [customer])
  }
}

extension SignedIn {
  package var member: WorkspaceMember { session.member }
  package var workspace: WorkspaceID { session.workspace }
  /// Whose signatures count.
  package var people: MemberDirectory { session.people }
  /// The person's own key for signing.
  package var signer: SigningKey { session.signer }
  package var auditSealer: AuditSealer<R> { session.auditSealer }
  /// Supervisors and auditors only.
  package var auditReader: AuditReader<R>? { session.auditReader }
  /// Seals the person's own state.
  package var profile: ProfileSeal<R> { session.profile }

  var roles: RoleSecrets { session.roles }
  var trustAnchor: VerificationKey { session.identity.trustAnchor }
  /// The person's own, for what is wrapped for them.
  var unwrapping: UnwrappingKey { session.identity.unwrapping }
}
