package import Foundation
package import Masking
package import Sealing
import Synchronization
package import Tickets

/// A value in clear, for as long as its clock runs.
///
/// Screens draw it from inside `withBytes`; nobody keeps it as a string. `close` wipes it, wherever
/// references to it still are.
package final class OpenReveal: Sendable {
  package let ticket: TicketID
  package let token: Token
  /// When it is masked again.
  package let expiresAt: Date
  /// The log's entry that allowed it.
  package let entry: Int
  /// Whether nobody approved it although that is what it takes.
  package let isBreakGlass: Bool
  private let value: Mutex<SecretBytes?>

  package init(
    ticket: TicketID, token: Token, expiresAt: Date, entry: Int, isBreakGlass: Bool = false,
    value: consuming SecretBytes
  ) {
    self.ticket = ticket
    self.token = token
    self.expiresAt = expiresAt
    self.entry = entry
    self.isBreakGlass = isBreakGlass
    self.value = Mutex(value)
  }

  /// Lends the value's UTF-8 to `body`; not at all after `close`.
  package func withBytes(_ body: (Span<UInt8>) -> Void) {
    value.withLock { value in
      guard let lent = value.take() else { return }
      lent.withBytes(body)
      value = consume lent
    }
  }

  package var isClosed: Bool {
    value.withLock { value in
      guard let lent = value.take() else { return true }
      value = consume lent
      return false
    }
  }

  /// Wipes the value.
  package func close() {
    value.withLock { $0 = nil }
  }
}
