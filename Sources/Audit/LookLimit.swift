package import Foundation

/// How many looks their actor may have on record since a time, those that are asked for included.
package struct LookLimit: Hashable, Sendable {
  package let since: Date
  package let most: Int

  package init(since: Date, most: Int) {
    self.since = since
    self.most = most
  }
}
