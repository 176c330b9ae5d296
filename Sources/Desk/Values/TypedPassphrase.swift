import Sealing
import Synchronization

/// A passphrase while it is typed: in one place, which is wiped when it has been checked.
///
/// A person sees how long it is and no more. The keys that were pressed are small values of their own,
/// which nothing keeps.
package final class TypedPassphrase: Sendable {
  private struct Characters {
    var bytes: [UInt8] = []
    /// How many bytes each has.
    var lengths: [Int] = []
  }

  private let typed = Mutex(Characters())

  /// More is not taken: the bytes must not move, or they would leave copies behind.
  package static let byteLimit = 1_024

  package init() {
    typed.withLock { $0.bytes.reserveCapacity(Self.byteLimit) }
  }

  package convenience init(_ text: String) {
    self.init()
    for character in text { append(character) }
  }

  package var count: Int { typed.withLock { $0.lengths.count } }

  package func append(_ character: Character) {
    typed.withLock { typed in
      let length = character.utf8.count
      guard typed.bytes.count + length <= Self.byteLimit else { return }
      typed.bytes.append(contentsOf: character.utf8)
      typed.lengths.append(length)
    }
  }

  package func removeLast() {
    typed.withLock { typed in
      guard let length = typed.lengths.popLast() else { return }
      let kept = typed.bytes.count - length
      for index in kept..<typed.bytes.count { typed.bytes[index] = 0 }
      typed.bytes.removeLast(length)
    }
  }

  /// Lends the UTF-8 to `body`.
  package func withBytes<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
    typed.withLock { body($0.bytes.span) }
  }

  package func wipe() {
    typed.withLock { typed in
      typed.bytes.withUnsafeMutableBytes { Sealing.wipe($0) }
      typed.bytes.removeAll(keepingCapacity: true)
      typed.lengths.removeAll()
    }
  }

  deinit { wipe() }
}

/// Whether what was typed is the passphrase of who sits there, as unlocking finds out.
package typealias PassphraseCheck = @Sendable (TypedPassphrase) async -> Bool
