package import Foundation

/// Names a person who works here.
package struct MemberID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  package let rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// By number.
  package static func < (left: MemberID, right: MemberID) -> Bool {
    left.rawValue < right.rawValue
  }

  /// Who made the workspace, and vouches for all others.
  package static let founder = MemberID(rawValue: 1)
}

/// Which keys a person is given.
package enum MemberRole: String, Sendable, Codable, CaseIterable {
  /// The workspace key: tickets, and mail that comes in.
  case agent
  /// That, and the audit key; vouches for new members.
  case supervisor
  /// The audit key alone: reads the log and no ticket.
  case auditor
  /// None: works with invented customers.
  case trainer
  /// None: hands mail in, which the public intake key is enough for.
  case mail
}

/// The keys by which a person is known to others.
package struct UserPublicKeys: Hashable, Sendable {
  /// What is wrapped for them.
  package let wrapping: WrappingKey
  /// What they signed.
  package let verification: VerificationKey
}

/// A person of the workspace, as a supervisor vouched for them.
package struct WorkspaceMember: Hashable, Sendable, Identifiable {
  package let id: MemberID
  /// What they sign in with; readable without any key.
  package let name: String
  package let role: MemberRole
  package let publicKeys: UserPublicKeys
  /// Who signed this entry.
  package let voucher: MemberID
  package let addedAt: Date
  package let isRevoked: Bool

  /// - Throws: `invalidName`.
  static func validated(name: String) throws(SealingError) -> String {
    let isPlain = name.unicodeScalars.allSatisfy {
      !CharacterSet.controlCharacters.contains($0) && !CharacterSet.newlines.contains($0)
    }
    guard (1...64).contains(name.utf8.count), isPlain,
      name == name.trimmingCharacters(in: .whitespaces)
    else { throw .invalidName }
    return name
  }
}

/// The people of a workspace whose keys were vouched for: whose signatures count.
package struct MemberDirectory: Sendable {
  private let members: [MemberID: WorkspaceMember]

  init(vouched: [WorkspaceMember]) {
    members = Dictionary(vouched.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  package subscript(id: MemberID) -> WorkspaceMember? { members[id] }

  /// By number; revoked ones too, since what they signed stays signed.
  package var all: [WorkspaceMember] { members.values.sorted { $0.id < $1.id } }
}
