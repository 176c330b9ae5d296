/// A customer of the workspace: the owner of a data key, and the unit of erasure.
public struct CustomerID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  /// The row id in the store.
  public let rawValue: Int64

  /// Names the customer with this row id.
  public init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  /// By number.
  public static func < (left: CustomerID, right: CustomerID) -> Bool {
    left.rawValue < right.rawValue
  }
}
