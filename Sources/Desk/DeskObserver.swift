package import Masking
package import Tickets

/// Watches what is done at a desk: how training knows what to answer and what to judge.
///
/// Only a practice desk takes one. What happens at a live desk is in its log, readable by those
/// with the audit role, and nowhere else.
package protocol DeskObserver: Sendable {
  /// Told after the act is done; the desk waits for the answer, so it is short.
  func observe(_ act: DeskAct) async
}

/// Something a person did at the desk.
package enum DeskAct: Hashable, Sendable {
  case opened(TicketID)
  case changed(TicketID, TicketChange)
  case revealed(RevealRequest)
  /// `body` is the text as it was kept; `held` is `nil` for a note.
  case submitted(MaskedText, Composition, to: TicketID, held: HeldMessage?)
  case recalled(HeldMessage)
  /// The desk said no.
  case refused(DeskError, at: TicketID)
}
