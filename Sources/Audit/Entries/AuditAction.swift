/// What was done; the raw value stands in the log and in exports.
///
/// A name that this program does not know is kept as it is: a log outlives the program that wrote it.
package struct AuditAction: Hashable, Sendable, RawRepresentable {
  package let rawValue: String

  package init(rawValue: String) {
    self.rawValue = rawValue
  }

  // Looks at identifiers.
  package static let revealRequest = AuditAction(rawValue: "reveal.request")
  package static let revealApprove = AuditAction(rawValue: "reveal.approve")
  package static let revealDeny = AuditAction(rawValue: "reveal.deny")
  package static let revealOpen = AuditAction(rawValue: "reveal.open")
  package static let revealClose = AuditAction(rawValue: "reveal.close")
  package static let revealExpire = AuditAction(rawValue: "reveal.expire")
  package static let revealBreakGlass = AuditAction(rawValue: "reveal.break_glass")
  package static let revealReview = AuditAction(rawValue: "reveal.review")
  package static let revealCopy = AuditAction(rawValue: "reveal.copy")
  /// A value left to somebody who is not its owner.
  package static let revealDisclose = AuditAction(rawValue: "reveal.disclose")
  /// A mask was lifted because what it hid is no identifier.
  package static let maskLift = AuditAction(rawValue: "mask.lift")
  /// Something was masked by hand.
  package static let maskAdd = AuditAction(rawValue: "mask.add")
  /// Stored texts were examined again by the recognisers of today.
  package static let maskExamine = AuditAction(rawValue: "mask.examine")

  // Work on tickets.
  package static let ticketView = AuditAction(rawValue: "ticket.view")
  package static let ticketUpdate = AuditAction(rawValue: "ticket.update")
  package static let ticketNote = AuditAction(rawValue: "ticket.note")
  package static let ticketReceive = AuditAction(rawValue: "ticket.receive")
  /// A reply was handed over: addresses and placeholders were resolved.
  package static let ticketSend = AuditAction(rawValue: "ticket.send")
  package static let attachmentOpen = AuditAction(rawValue: "attachment.open")
  package static let searchText = AuditAction(rawValue: "search.text")
  /// An exact value was looked up: its keyed code stands in the record.
  package static let searchExact = AuditAction(rawValue: "search.exact")
  package static let macroRun = AuditAction(rawValue: "macro.run")
  /// How often suggestions were on the screen and left aside, in numbers.
  package static let suggestionTally = AuditAction(rawValue: "suggestion.tally")

  // Data in and out.
  package static let importMail = AuditAction(rawValue: "import.mail")
  package static let importTickets = AuditAction(rawValue: "import.tickets")
  package static let exportTickets = AuditAction(rawValue: "export.tickets")
  package static let subjectAccess = AuditAction(rawValue: "subject.access")
  package static let subjectErase = AuditAction(rawValue: "subject.erase")
  /// What was to be erased is gone, its key included: the certificate of it.
  package static let erasureCertify = AuditAction(rawValue: "subject.certify")
  /// A customer's data is kept from being erased.
  package static let holdAdd = AuditAction(rawValue: "hold.add")
  package static let holdRemove = AuditAction(rawValue: "hold.remove")
  package static let retentionRun = AuditAction(rawValue: "retention.run")

  // Rules, keys, people.
  package static let policyChange = AuditAction(rawValue: "policy.change")
  package static let rulesChange = AuditAction(rawValue: "rules.change")
  package static let keyCreate = AuditAction(rawValue: "key.create")
  package static let keyUserAdd = AuditAction(rawValue: "key.user_add")
  package static let keyUserRevoke = AuditAction(rawValue: "key.user_revoke")
  package static let keyPassphraseChange = AuditAction(rawValue: "key.passphrase_change")
  package static let keyRotate = AuditAction(rawValue: "key.rotate")
  /// Somebody was let in by the recovery key.
  package static let keyRecover = AuditAction(rawValue: "key.recover")
  /// Another recovery key is in force.
  package static let keyRecoveryChange = AuditAction(rawValue: "key.recovery_change")

  // Sessions, and the log itself.
  package static let sessionOpen = AuditAction(rawValue: "session.open")
  package static let sessionClose = AuditAction(rawValue: "session.close")
  package static let sessionLock = AuditAction(rawValue: "session.lock")
  package static let sessionRefuse = AuditAction(rawValue: "session.refuse")
  package static let clockJump = AuditAction(rawValue: "session.clock_jump")
  package static let auditRead = AuditAction(rawValue: "audit.read")
  package static let auditExport = AuditAction(rawValue: "audit.export")
  package static let auditVerify = AuditAction(rawValue: "audit.verify")
  /// A supervisor signed who may do what.
  package static let accessReview = AuditAction(rawValue: "access.review")

  /// What opens something that is sealed, for eyes or for somebody who is not its owner: what the
  /// privacy budget counts.
  package static let looks: Set<AuditAction> = [
    revealOpen, revealBreakGlass, revealDisclose, maskLift, attachmentOpen,
  ]

  /// Those above, in that order.
  package static let known: [AuditAction] = [
    revealRequest, revealApprove, revealDeny, revealOpen, revealClose, revealExpire,
    revealBreakGlass, revealReview, revealCopy, revealDisclose, maskLift, maskAdd, maskExamine,
    ticketView,
    ticketUpdate, ticketNote, ticketReceive, ticketSend, attachmentOpen, searchText, searchExact,
    macroRun, suggestionTally,
    importMail, importTickets, exportTickets, subjectAccess, subjectErase, erasureCertify, holdAdd,
    holdRemove, retentionRun,
    policyChange, rulesChange, keyCreate, keyUserAdd, keyUserRevoke, keyPassphraseChange,
    keyRotate, keyRecover,
    keyRecoveryChange, sessionOpen, sessionClose, sessionLock, sessionRefuse, clockJump, auditRead,
    auditExport, auditVerify, accessReview,
  ]
}

extension AuditAction {
  /// `reveal` of `reveal.open`.
  package var family: Substring { rawValue.prefix { $0 != "." } }

  /// Whether it is the policy that lets it happen or not.
  var isUnderPolicy: Bool {
    ["reveal", "export", "subject"].contains(family)
      || [.maskLift, .attachmentOpen, .searchExact, .ticketSend, .sessionOpen].contains(self)
  }

  /// Whether a value came before somebody's eyes by it.
  package var isLook: Bool {
    [.revealOpen, .revealBreakGlass, .maskLift].contains(self)
  }
}

/// How it ended.
package enum AuditOutcome: String, Sendable, Codable, CaseIterable {
  case success, denied, failed, pending
}
