import Crypto
import Foundation

/// The keyring of an epoch that is not yet in force: every key of today's, wrapped anew.
///
/// Only the process that renews the keys has it open, so it needs no lock.
struct NextKeyring<R: Realm> {
  private let place: KeyringPlace
  private var state: KeyringState<R>

  private static var keysAStep: Int { 1_000 }

  /// Goes on with the one that an interrupted renewal has left, where it holds nobody who was erased
  /// since; begins a new one otherwise.
  /// - Throws: `malformed` where records of today's keyring are damaged; `file`.
  init(at place: KeyringPlace, after current: KeyringSurvey) throws(SealingError) {
    self.place = place
    guard current.damagedRecordCount == 0 else { throw .malformed }
    if let begun = try? KeyringState<R>(at: place) {
      let made = begun.survey
      if made.damagedRecordCount == 0, made.epoch == current.epoch + 1,
        made.customers.isSubset(of: current.customers)
      {
        state = begun
        return
      }
    }
    state = try KeyringState(at: place, replacedBy: [], epoch: current.epoch + 1)
  }

  /// Wraps what is not yet wrapped, a thousand keys at a time; each step is durable.
  mutating func wrap(
    from current: Keyring<R>, reached: (RenewalStep) -> Void
  ) throws(SealingError) {
    let all = try current.survey().customers
    var missing = all.subtracting(state.survey.customers).sorted()[...]
    reached(.wrapped(all.count - missing.count, of: all.count))
    while !missing.isEmpty {
      var keys: [DataKey<R>] = []
      for customer in missing.prefix(Self.keysAStep) {
        if let key = try current.keyIfHeld(by: customer) { keys.append(key) }
      }
      try state.append(keys)
      missing = missing.dropFirst(Self.keysAStep)
      reached(.wrapped(all.count - missing.count, of: all.count))
    }
  }

  /// Brings it up to today's keyring, under whose lock nobody adds or erases.
  mutating func settle(with current: inout KeyringState<R>) throws(SealingError) {
    guard current.damagedRecordCount == 0 else { throw .malformed }
    let (wanted, made) = (current.survey.customers, state.survey.customers)
    guard made.isSubset(of: wanted) else {
      // Somebody was erased meanwhile: not even their wrap may be left.
      state = try KeyringState(
        at: place, replacedBy: current.allKeys(), epoch: current.header.epoch + 1)
      return
    }
    var keys: [DataKey<R>] = []
    for customer in wanted.subtracting(made).sorted() {
      if let key = try current.key(for: customer) { keys.append(key) }
    }
    if !keys.isEmpty { try state.append(keys) }
  }
}
