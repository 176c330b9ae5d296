import Synchronization

/// A bounded cache: what was not asked for while the younger half filled up is dropped.
///
/// Two dictionaries cost less than a list in order of use, and lists ask for the same few rows again
/// and again.
final class Generations<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  private struct Halves {
    var young: [Key: Value] = [:]
    var old: [Key: Value] = [:]
  }

  private let halves = Mutex(Halves())
  private let half: Int

  init(limit: Int) {
    half = max(limit / 2, 1)
  }

  subscript(key: Key) -> Value? {
    get {
      halves.withLock { halves in
        if let value = halves.young[key] { return value }
        guard let value = halves.old[key] else { return nil }
        put(value, key, into: &halves)
        return value
      }
    }
    set {
      halves.withLock { halves in
        guard let newValue else {
          halves.young[key] = nil
          halves.old[key] = nil
          return
        }
        put(newValue, key, into: &halves)
      }
    }
  }

  func removeAll() {
    halves.withLock { $0 = Halves() }
  }

  private func put(_ value: Value, _ key: Key, into halves: inout Halves) {
    if halves.young.count >= half {
      halves.old = halves.young
      halves.young = [:]
    }
    halves.young[key] = value
  }
}
