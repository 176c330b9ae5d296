import Desk
import Dispatch
import Foundation
import GRDB
import Sealing
import Synchronization
import Tickets

/// Notices commits: our own, those that other processes ring for, and, at a slow look after somebody
/// wrote to the file, those that nobody rang for.
final class StoreWatch<R: Realm>: Sendable {
  let presence: PresenceBoard
  private let hub = ChangeHub()
  private let key: RowMAC<R>
  private let user: UserID
  private let bell: Bell
  private let queue: DispatchQueue
  // Sources may be used from any thread (libdispatch); the overlay does not say so.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer
  private let notice: WriteNotice?
  private let onForeignCommit: @Sendable () -> Void
  private let now: @Sendable () -> Date
  private let nextPrune = Mutex<Int64?>(nil)

  /// Starts to listen.
  ///
  /// `look` is asked whether another process has committed: a few times, an `interval` apart, after
  /// somebody wrote to the file, or at every `interval` where that cannot be known.
  /// `onForeignCommit` is called before watchers hear of it.
  init(
    in directory: StoreDirectory, key: RowMAC<R>, user: UserID, presence: PresenceBoard,
    interval: Duration, now: @escaping @Sendable () -> Date,
    look: @escaping @Sendable (@escaping @Sendable (_ isChanged: Bool) -> Void) -> Void,
    onForeignCommit: @escaping @Sendable () -> Void
  ) throws(RepositoryError) {
    self.presence = presence
    self.key = key
    self.user = user
    self.now = now
    self.onForeignCommit = onForeignCommit
    queue = DispatchQueue(label: "TicketStore.watch")
    let relay = Relay()
    bell = try Bell(in: directory.bells, queue: queue) { relay.hear($0) }
    timer = DispatchSource.makeTimerSource(queue: queue)
    let looks = Looks(timer, interval: interval)
    notice = WriteNotice(of: directory.database.path + "-wal", queue: queue) { looks.begin() }
    if notice == nil { looks.begin(forever: true) }
    relay.connect { [weak self] in self?.hear($0) }
    timer.setEventHandler { [weak self] in
      guard let self else { return }
      looks.count()
      look { [weak self] isChanged in
        if isChanged { self?.foreignCommit([]) }
      }
    }
    timer.activate()
    // What is there already is no change.
    look { _ in }
    ring(.whoIsThere)
  }

  func changes() -> AsyncStream<StoreChange> {
    hub.changes()
  }

  /// After a commit of our own.
  func committed(_ change: StoreChange) {
    guard !change.isEmpty else { return }
    ring(.committed(change))
    hub.announce(change)
  }

  /// Says who is where, here and to the others.
  func say(_ message: BellMessage) {
    ring(message)
    take(message)
  }

  func close() {
    ring(.present(user, .away, nil, until: 0))
    timer.cancel()
    notice?.close()
    bell.close()
    hub.close()
  }

  private func ring(_ message: BellMessage) {
    bell.ring(message.bytes(under: key))
  }

  private func hear(_ datagram: [UInt8]) {
    guard let message = BellMessage(datagram, under: key) else { return }
    switch message {
    case .committed(let change): foreignCommit(change)
    case .whoIsThere:
      if let place = presence.place(of: user) { ring(place) }
    case .present, .typing: take(message)
    }
  }

  private func foreignCommit(_ change: StoreChange) {
    onForeignCommit()
    hub.announce(change.union(.elsewhere))
  }

  private func take(_ message: BellMessage) {
    if presence.note(message) { hub.announce(.presence) }
    schedulePrune()
  }

  /// Wakes up when the next presence ends, and not before.
  private func schedulePrune() {
    let (isChanged, next) = presence.prune()
    if isChanged { hub.announce(.presence) }
    guard let next else { return }
    let isNew = nextPrune.withLock { pending in
      if let pending, pending <= next { return false }
      pending = next
      return true
    }
    guard isNew else { return }
    let pause = max(Int(clamping: next - now().milliseconds), 0) + 1
    queue.asyncAfter(deadline: .now() + .milliseconds(pause)) { [weak self] in
      self?.nextPrune.withLock { $0 = nil }
      self?.schedulePrune()
    }
  }
}

/// A timer that goes off a few times after it was begun, and then rests.
private final class Looks: Sendable {
  // Sources may be used from any thread (libdispatch); the overlay does not say so.
  private nonisolated(unsafe) let timer: any DispatchSourceTimer
  private let interval: DispatchTimeInterval
  private let left = Mutex<Int?>(0)

  /// A commit shows a sync after it was written, and a sync may take a while.
  private static let count = 3

  init(_ timer: any DispatchSourceTimer, interval: Duration) {
    self.timer = timer
    self.interval = .milliseconds(Int(interval.milliseconds))
    timer.schedule(deadline: .distantFuture)
  }

  func begin(forever: Bool = false) {
    let wasResting = left.withLock { left in
      defer { left = forever ? nil : Self.count }
      return left == 0
    }
    guard wasResting else { return }
    timer.schedule(deadline: .now() + interval, repeating: interval, leeway: .milliseconds(5))
  }

  /// Notes that it went off.
  func count() {
    let isLast = left.withLock { left in
      guard let count = left else { return false }
      left = max(count - 1, 0)
      return count <= 1
    }
    if isLast { timer.schedule(deadline: .distantFuture) }
  }
}

/// Stands between a bell, which is made first, and the watch that owns it.
private final class Relay: Sendable {
  private let receiver = Mutex<(@Sendable ([UInt8]) -> Void)?>(nil)

  func connect(_ receiver: @escaping @Sendable ([UInt8]) -> Void) {
    self.receiver.withLock { $0 = receiver }
  }

  func hear(_ datagram: [UInt8]) {
    receiver.withLock { $0 }?(datagram)
  }
}
