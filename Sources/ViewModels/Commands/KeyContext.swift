/// Where keys are read: a pane, a dialog, or everywhere.
package enum KeyContext: String, Hashable, Sendable, CaseIterable {
  /// Whatever is on the screen, the lock excepted.
  case anywhere
  /// Any pane in which one does not write.
  case desk
  case queue
  /// While a queue's or a log's filter is being typed.
  case filter
  case conversation
  /// While `/` in a conversation is being typed.
  case findEntry = "find-entry"
  /// While matches of a conversation are lit.
  case find
  /// While words of a conversation are being selected.
  case selecting
  case suggestions
  case composer
  /// Any text in which one writes.
  case writing
  case escalation
  /// The lists of the escalation; not its sentence.
  case escalationChoice = "escalation-choice"
  case attachment
  /// The lists of the request to save an attachment; not its words.
  case attachmentChoice = "attachment-choice"
  case approvals
  case reviews
  case figures
  /// Looks by break-glass.
  case emergencies
  case mark
  case lift
  /// The reasons for lifting a mask; not its sentence.
  case liftChoice = "lift-choice"
  case held
  case confirmation
  case picker
  case palette
  case search
  case help
  case messages
  case auditLog = "audit-log"
  case debrief
}
