package import Foundation
package import Text

/// Something that can still be taken back, and until when.
@MainActor
package struct UndoOffer {
  /// `Sent`, `Solved #1042`.
  package let title: SanitizedText
  package let until: Date
  package let undo: () -> Void
}
