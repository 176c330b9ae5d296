import Desk
import Masking
import Text
import Tickets

// Masking what was missed, and lifting a mask from what is no identifier.
extension ConsoleModel {
  func beginSelecting() {
    conversation.dropHighlight()
    conversation.beginSelecting()
  }

  /// Asks what the selected words are.
  func markSelection() {
    guard let ticket = conversation.ticket?.id, let words = conversation.selection?.selectedWords,
      !words.isEmpty
    else { return }
    present(
      .mark(
        MarkModel(ticket: ticket, words: words, context: context) { [weak self] kind, count in
          self?.marked(kind, count)
        }))
  }

  private func marked(_ kind: IdentifierKind, _ placeCount: Int) {
    if case .mark = dialog { dismissDialog() }
    conversation.endSelecting()
    conversation.reload()
    queue.reload()
    let places: SanitizedText = placeCount == 1 ? "one place" : "\(placeCount) places"
    messages.report(
      .success, "Masked as \(kind.word) in \(places), and in what this customer writes from now on."
    )
  }

  /// Asks to make the highlighted token words again.
  func askToLift() {
    guard let ticket = conversation.ticket?.id, let details = conversation.details else { return }
    present(
      .lift(
        LiftModel(ticket: ticket, details: details, context: context) { [weak self] count in
          self?.lifted(count)
        }))
  }

  private func lifted(_ placeCount: Int) {
    if case .lift = dialog { dismissDialog() }
    conversation.dropHighlight()
    conversation.reload()
    queue.reload()
    reveals.refreshBudget()
    let places: SanitizedText = placeCount == 1 ? "one place" : "\(placeCount) places"
    messages.report(.success, "Readable again in \(places), and logged as a look.")
  }
}
