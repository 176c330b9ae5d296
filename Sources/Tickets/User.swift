package import Sealing
package import Text

/// A person who works at the desk.
package struct User: Hashable, Sendable, Identifiable {
  package let id: UserID
  package let name: SanitizedText
  package let role: Role
  package let isRevoked: Bool

  package init(id: UserID, name: SanitizedText, role: Role, isRevoked: Bool = false) {
    self.id = id
    self.name = name
    self.role = role
    self.isRevoked = isRevoked
  }
}

extension User {
  /// A member of the workspace, as the desk knows them.
  package init(_ member: WorkspaceMember) {
    self.init(
      id: UserID(rawValue: member.id.rawValue), name: SanitizedText(sanitizing: member.name),
      role: Role(member.role), isRevoked: member.isRevoked)
  }
}

/// What somebody is here to do.
package enum Role: String, Sendable, Codable, CaseIterable {
  case agent, supervisor
  /// Reads the log, and no ticket.
  case auditor
  /// Works with invented customers.
  case trainer
  /// Hands mail in, and reads nothing.
  case mail

  /// The role of somebody whose keys were vouched for.
  package init(_ role: MemberRole) {
    self =
      switch role {
      case .agent: .agent
      case .supervisor: .supervisor
      case .auditor: .auditor
      case .trainer: .trainer
      case .mail: .mail
      }
  }

  /// What the role may do; nothing that is not listed.
  package var capabilities: Set<Capability> {
    switch self {
    case .agent:
      [.readTickets, .workTickets, .reveal]
    case .supervisor:
      [
        .readTickets, .workTickets, .reveal, .readAudit, .manageUsers, .manageKeys,
        .importTickets, .remaskTickets, .approveReveals, .eraseCustomers, .holdCustomers, .backUp,
      ]
    case .auditor:
      [.readAudit]
    case .trainer:
      [.train]
    case .mail:
      [.deliverMail]
    }
  }
}

/// One thing that a role may or may not do; checked in the service at every call.
package enum Capability: String, Sendable, CaseIterable {
  case readTickets, workTickets, reveal, readAudit, manageUsers, manageKeys, importTickets,
    remaskTickets, approveReveals
  /// Erasing at a customer's wish, and by the schedule of retention.
  case eraseCustomers
  /// Keeping a customer's data from being erased.
  case holdCustomers
  case backUp, train, deliverMail
}
