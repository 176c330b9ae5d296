package import Tickets

/// Something that happened at the desk, by whomever's hand: this process's or another's.
package enum DeskEvent: Hashable, Sendable {
  /// Tickets changed; empty where it is not known which.
  case ticketsChanged(Set<TicketID>)
  /// Somebody came, went or is typing.
  case presenceChanged
  /// New entries in the log.
  case auditChanged
  /// Rules, themes or the policy were edited.
  case configurationChanged
  /// Something a person should read: what happened, what was kept, what to do next.
  case notice(Notice)
}
