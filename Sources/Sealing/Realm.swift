/// Whose data a key opens: real customers', or invented ones'.
///
/// The realm is a phantom type on keys, seals, stores, logs and receipts. Code that holds a
/// `Practice` key cannot be handed to code that wants a `Live` one: the sandbox cannot reach real
/// data, not even by mistake. Ids are plain numbers on purpose, since a number opens nothing.
public protocol Realm: Sendable {
  /// Bound into every seal as additional data, so that bytes cannot change sides either.
  static var name: String { get }
}

/// Real customers.
public enum Live: Realm {
  /// The word `live`.
  public static let name = "live"
}

/// Invented customers: the sandbox and the training scenarios.
public enum Practice: Realm {
  /// The word `practice`.
  public static let name = "practice"
}
