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

/// What somebody is here to do.
package enum Role: String, Sendable, Codable, CaseIterable {
  case agent, supervisor

  /// What the role may do; nothing that is not listed.
  package var capabilities: Set<Capability> {
    switch self {
    case .agent:
      [.readTickets, .workTickets, .reveal]
    case .supervisor:
      [
        .readTickets, .workTickets, .reveal, .readAudit, .manageUsers, .importTickets,
        .remaskTickets, .approveReveals,
      ]
    }
  }
}

/// One thing that a role may or may not do; checked in the service at every call.
package enum Capability: String, Sendable, CaseIterable {
  case readTickets, workTickets, reveal, readAudit, manageUsers, importTickets, remaskTickets,
    approveReveals
}
