/// How often each role may do something in a shift.
package enum LimitByRole: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The same for all.
  case same(Int)
  /// One for each role that is named; the others may not at all.
  case each([Role: Int])

  package init(integerLiteral limit: Int) {
    self = .same(limit)
  }

  package subscript(role: Role) -> Int {
    switch self {
    case .same(let all): all
    case .each(let roles): roles[role] ?? 0
    }
  }
}
