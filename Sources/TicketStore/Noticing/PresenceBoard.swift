import Desk
import Foundation
import Synchronization
import Text
import Tickets

/// Who is where just now, and which customer is writing.
///
/// It lives in memory and on the bell: nothing of it is worth a sync of the disk, and it ends with
/// the minute.
final class PresenceBoard: Sendable {
  private struct Place {
    var activity: Presence.Activity
    var ticket: TicketID?
    var until: Int64
  }

  private struct State {
    var places: [UserID: Place] = [:]
    var typing: [TicketID: Int64] = [:]
  }

  private let state = Mutex(State())
  let names: @Sendable (UserID) -> SanitizedText?
  private let now: @Sendable () -> Date

  init(
    names: @escaping @Sendable (UserID) -> SanitizedText?, now: @escaping @Sendable () -> Date
  ) {
    self.names = names
    self.now = now
  }

  /// Those at a ticket, by name; `user` is the one who asks and is left out.
  func presence(at ticket: TicketID, except user: UserID?) -> [Presence] {
    let time = now().milliseconds
    let (users, isTyping) = state.withLock {
      state -> (users: [(UserID, Presence.Activity)], isTyping: Bool) in
      guard !state.places.isEmpty || !state.typing.isEmpty else { return ([], false) }
      let users = state.places.compactMap { id, place in
        place.ticket == ticket && place.until > time && id != user ? (id, place.activity) : nil
      }
      return (users, (state.typing[ticket] ?? 0) > time)
    }
    var present = users.map { Presence(name: names($0) ?? "agent \($0.rawValue)", activity: $1) }
    present.sort { $0.name.string < $1.name.string }
    if isTyping { present.insert(Presence(name: "customer", activity: .typing), at: 0) }
    return present
  }

  /// `true` where anything is different now.
  func note(_ message: BellMessage) -> Bool {
    state.withLock { state in
      switch message {
      case .present(let user, let activity, let ticket, let until):
        let before = state.places[user]
        state.places[user] = Place(activity: activity, ticket: ticket, until: until)
        return before?.ticket != ticket || before?.activity != activity
          || (before?.until ?? 0) <= now().milliseconds
      case .typing(let ticket, let until):
        let before = state.typing[ticket]
        state.typing[ticket] = until
        return (before == nil) != (until == nil)
      case .committed, .whoIsThere: return false
      }
    }
  }

  /// Drops what is over.
  /// - Returns: whether anything was, and when the next thing will be.
  func prune() -> (isChanged: Bool, next: Int64?) {
    let time = now().milliseconds
    return state.withLock { state in
      let count = state.places.count + state.typing.count
      state.places = state.places.filter { $0.value.until > time }
      state.typing = state.typing.filter { $0.value > time }
      let next = (state.places.values.map(\.until) + Array(state.typing.values)).min()
      return (state.places.count + state.typing.count != count, next)
    }
  }

  /// Where somebody is, to be said again.
  func place(of user: UserID) -> BellMessage? {
    state.withLock { state in
      state.places[user].map { .present(user, $0.activity, $0.ticket, until: $0.until) }
    }
  }
}
