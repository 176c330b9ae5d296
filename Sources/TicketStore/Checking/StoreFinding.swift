/// Something that is not as the store left it.
package struct StoreFinding: Hashable, Sendable {
  package let problem: Problem
  package let table: String
  /// 0 where no row can be named.
  package let row: Int64

  package enum Problem: String, Hashable, Sendable {
    /// SQLite's own check found the file's structure or an index damaged.
    case structure
    /// A row's mark does not hold, or a seal of it does not open.
    case damaged
    /// The customer's key is gone: the row opens no more.
    case erased
    /// A row is missing, or an older one stands in its place.
    case inventory
    /// A count, or an index of ours, is not what the rows add up to.
    case count
  }

  init(_ problem: Problem, _ table: StaticString, _ row: Int64 = 0) {
    self.problem = problem
    self.table = "\(table)"
    self.row = row
  }
}
