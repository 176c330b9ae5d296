import Audit
import Desk
import DeskFixtures
import Foundation
import Masking
import Sealing
import Synchronization
import Testing
import Text
import TicketStore
import Tickets

/// A journal that can refuse, as one on a full disk does.
final class RefusingJournal: AuditJournal {
  typealias R = Practice

  private let journal: any AuditJournal<Practice>
  private let remaining: Mutex<Int>

  /// Writes so many entries and no more.
  init(_ journal: any AuditJournal<Practice>, after count: Int = 0) {
    self.journal = journal
    remaining = Mutex(count)
  }

  struct DiskFull: Error {}

  func append(_ event: AuditEvent) async throws -> AuditEntry {
    let mayWrite = remaining.withLock { count in
      defer { count -= 1 }
      return count > 0
    }
    guard mayWrite else { throw DiskFull() }
    return try await journal.append(event)
  }

  func append(_ looks: [AuditEvent], within limit: LookLimit?) async throws -> [AuditEntry] {
    let mayWrite = remaining.withLock { count in
      defer { count -= looks.count }
      return count >= looks.count
    }
    guard mayWrite else { throw DiskFull() }
    return try await journal.append(looks, within: limit)
  }

  func entry(_ seq: Int64) async throws -> AuditEntry? { try await journal.entry(seq) }
  func head() async throws -> AuditHead { try await journal.head() }
  func entries(_ range: ClosedRange<Int64>) async throws -> [AuditEntry] {
    try await journal.entries(range)
  }
}

extension Place<Practice> {
  /// A log that stops after so many more entries.
  func failingLog(after count: Int = 0) -> AuditLog<Practice> {
    AuditLog(journal: RefusingJournal(store, after: count), writer: writer)
  }
}

extension RevealRequest {
  static func of(
    _ tokens: [Token], on ticket: TicketID, reasonCode: String = "contact",
    reason: SanitizedText = "She asked for a call", duration: Duration = .seconds(300)
  ) -> RevealRequest {
    RevealRequest(
      ticket: ticket, tokens: tokens, reasonCode: reasonCode, reason: reason, duration: duration)
  }
}

extension OpenReveal {
  /// What the screen would draw; `nil` once closed.
  var shown: String? {
    var shown: String?
    withBytes { bytes in
      shown = String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
    return shown
  }
}

extension Composition {
  static func reply(
    _ text: SanitizedText, copies: [SanitizedText] = [], reason: SanitizedText? = nil
  ) -> Composition {
    Composition(text: text, purpose: .reply, copies: copies, overrideReason: reason)
  }

  static func note(_ text: SanitizedText) -> Composition {
    Composition(text: text, purpose: .note)
  }
}
