/// What a store may use, and how long it waits.
package struct StoreConfiguration: Sendable {
  /// How long a write waits for other writers before it fails with `busy`.
  package var busyTimeout: Duration
  /// How many opened tickets are kept in memory for lists.
  package var openedTicketLimit: Int
  /// How many of the newest messages the search in memory covers; 0 for no search.
  package var searchWindow: Int
  /// How often a look is taken for commits that no bell announced.
  package var lookInterval: Duration

  package init(
    busyTimeout: Duration = .seconds(10), openedTicketLimit: Int = 50_000,
    searchWindow: Int = 500_000, lookInterval: Duration = .seconds(1)
  ) {
    self.busyTimeout = busyTimeout
    self.openedTicketLimit = openedTicketLimit
    self.searchWindow = searchWindow
    self.lookInterval = lookInterval
  }

  package static let standard = StoreConfiguration()
}
