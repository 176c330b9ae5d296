package import Text

/// Whether a message may be answered automatically, and why not (RFC 3834, section 2).
package struct LoopVerdict: Hashable, Sendable {
  /// Everything that speaks against it; empty for a person's mail.
  package let reasons: Set<Reason>

  /// No automatic answer may go out where this is `false`.
  package var mayAnswerAutomatically: Bool { reasons.isEmpty }

  /// An absence notice or a report leaves a ticket's status alone.
  package var leavesStatusAlone: Bool {
    reasons.contains(.outOfOffice) || reasons.contains(.deliveryReport)
  }

  /// What gives a machine or a list away.
  package enum Reason: Hashable, Sendable, CaseIterable {
    /// `Auto-Submitted` other than `no`.
    case autoSubmitted
    /// `Precedence: bulk`, `junk` or `auto_reply`.
    case bulk
    /// A `List-` field, or `Precedence: list`.
    case mailingList
    /// An absence notice, by its header or its subject.
    case outOfOffice
    /// `multipart/report`, a mailer daemon, or an empty `Return-Path`.
    case deliveryReport
    /// `X-Loop`.
    case loopMark
    /// More `Received` fields than a message collects that goes anywhere.
    case tooManyHops
    /// `X-Auto-Response-Suppress`.
    case suppressed
    /// It comes from one of the desk's own addresses.
    case ownAddress

    /// For the head of a message and the log.
    package var sentence: SanitizedText {
      switch self {
      case .autoSubmitted: "sent by a program"
      case .bulk: "bulk mail"
      case .mailingList: "from a mailing list"
      case .outOfOffice: "an out-of-office notice"
      case .deliveryReport: "a delivery report"
      case .loopMark: "marked as looping"
      case .tooManyHops: "went round too often"
      case .suppressed: "asks for no automatic answer"
      case .ownAddress: "from our own address"
      }
    }
  }
}

extension LoopVerdict {
  init(header: HeaderFields, isReport: Bool, from: [MailAddress], own: OwnAddresses) {
    var reasons: Set<Reason> = []
    if isReport { reasons.insert(.deliveryReport) }
    for field in header.fields {
      if let reason = Self.reason(of: field) { reasons.insert(reason) }
    }
    if header.all("received").count > Self.maximumHopCount { reasons.insert(.tooManyHops) }
    for sender in from {
      if own.contains(sender) { reasons.insert(.ownAddress) }
      let local = sender.key.prefix { $0 != "@" }
      if local == "mailer-daemon" || local == "postmaster" { reasons.insert(.deliveryReport) }
    }
    if Self.announcesAbsence(header.text("subject") ?? "", isMachine: !reasons.isEmpty) {
      reasons.insert(.outOfOffice)
    }
    self.reasons = reasons
  }

  private static let maximumHopCount = 40

  private static func reason(of field: HeaderFields.Field) -> Reason? {
    let value = field.value.asciiLowercased
    switch field.name {
    case "auto-submitted": return value.hasPrefix("no") ? nil : .autoSubmitted
    case "precedence", "x-precedence":
      if value.hasPrefix("list") { return .mailingList }
      return ["bulk", "junk", "auto_reply", "auto-reply"].contains { value.hasPrefix($0) }
        ? .bulk : nil
    case "x-autoreply", "x-autorespond", "x-autoreply-from", "x-mail-autoreply":
      return value == "no" ? nil : .autoSubmitted
    case "x-loop": return .loopMark
    case "x-auto-response-suppress": return value.hasPrefix("none") ? nil : .suppressed
    case "return-path":
      return value.filter({ !$0.isWhitespace }) == "<>" ? .deliveryReport : nil
    case _ where field.name.hasPrefix("list-"): return .mailingList
    default: return nil
    }
  }

  /// A subject's opening words; the vaguer ones only count where a header agrees.
  private static func announcesAbsence(_ subject: String, isMachine: Bool) -> Bool {
    let subject = subject.lowercased()
    let certain = [
      "out of office", "out-of-office", "automatic reply", "auto-reply:", "autoreply:",
      "automatische antwort", "abwesenheitsnotiz", "abwesend:", "réponse automatique",
      "absence du bureau", "respuesta automática", "fuera de la oficina", "risposta automatica",
      "fuori ufficio", "resposta automática", "automatisch antwoord", "afwezig",
      "autoodpowiedź", "odpowiedź automatyczna", "自動応答", "自动回复", "автоответ",
    ]
    if certain.contains(where: subject.hasPrefix) { return true }
    return isMachine
      && ["vacation", "urlaub", "away", "absence", "holiday"].contains(where: subject.contains)
  }
}
