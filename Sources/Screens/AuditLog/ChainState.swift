import Audit
import Canvas
import Desk
import Foundation
import Masking
import Text
import Tickets
import ViewModels

/// How far the log is known to be whole, in words.
@MainActor
enum ChainState {
  static func text(
    _ model: AuditLogModel, now: Date
  ) -> (text: SanitizedText, style: Style) {
    if let verified = model.verified {
      let total = max(1, Int(model.state?.entryCount ?? 1))
      let percent = min(100, Int(verified) * 100 / total)
      return ("verifying, \(percent) % · ^C stops", .warning)
    }
    guard let state = model.state else { return ("", .dim) }
    if let bad = state.firstBad {
      return ("✗ does not hold: entry \(bad.seq), \(bad.problem)", .danger.bold)
    }
    guard let at = state.verifiedAt else {
      return ("○ \(TimeText.grouped(Int(state.entryCount))) entries, not verified yet", .warning)
    }
    let isWhole = state.verifiedCount >= state.entryCount
    let ago = TimeText.ago(at, now: now)
    return (
      "● verified to \(TimeText.grouped(Int(state.verifiedCount))), \(ago)",
      isWhole ? .good : .warning
    )
  }
}
