/// What it takes to see an identifier.
package enum EscalationClass: String, Sendable, Codable, CaseIterable {
  /// A reason and a clock.
  case selfService = "self"
  /// A supervisor's signature besides: without it, an agent's keys do not open the value.
  case approval
  /// A supervisor's signature, or in an emergency none: the passphrase again, and a review that must
  /// follow.
  ///
  /// No key of a supervisor takes part, so that values are sealed as those of `selfService` are. What
  /// refuses them without an approval is the program; for `approval` it is the cryptography.
  case breakGlass = "break-glass"
  /// Nobody sees it.
  case never
}

/// What it takes each role to see an identifier.
package enum ClassByRole: Hashable, Sendable {
  /// The same for all who may see anything.
  case same(EscalationClass)
  /// One for each role that is named; the others never see it.
  case each([Role: EscalationClass])

  package static let selfService = ClassByRole.same(.selfService)
  package static let approval = ClassByRole.same(.approval)
  package static let breakGlass = ClassByRole.same(.breakGlass)
  package static let never = ClassByRole.same(.never)

  package subscript(role: Role) -> EscalationClass {
    guard role.capabilities.contains(.reveal) else { return .never }
    switch self {
    case .same(let all): return all
    case .each(let roles): return roles[role] ?? .never
    }
  }

  /// Whether no role sees it.
  package var isNeverForAll: Bool {
    Role.escalating.allSatisfy { self[$0] == .never }
  }
}

extension Role {
  /// Those for whom the policy says what they may see.
  package static let escalating = allCases.filter { $0.capabilities.contains(.reveal) }
}
