public import Sealing

/// Which kinds of values are sealed to the supervisors, and by which keys.
public struct ValueProtection<R: Realm>: Sendable {
  let keys: ApprovalKeys<R>
  private let isCovered: @Sendable (IdentifierKind) -> Bool

  /// `isCovered` is asked of each new value's kind.
  public init(
    keys: ApprovalKeys<R>, isCovered: @escaping @Sendable (IdentifierKind) -> Bool
  ) {
    self.keys = keys
    self.isCovered = isCovered
  }

  func covers(_ kind: IdentifierKind) -> Bool { isCovered(kind) }
}
