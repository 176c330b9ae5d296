import Assistant
import Masking
import Text
import Tickets
import Yams

/// What it takes to see something, and how much of it there is.
extension PolicyReader {
  private static let escalationKeys = [
    "default_minutes", "longest_minutes", "reveals_per_shift", "shifts", "remask_on_focus_loss",
    "other_kinds", "attachments", "request_minutes", "grant_minutes", "break_glass", "reasons",
  ]

  mutating func readEscalation(_ node: Node) {
    let values = yaml.mapping(node, named: "escalation", keys: Self.escalationKeys)
    readDurations(values, in: node)
    if let node = values["reveals_per_shift"],
      let limit = limitByRole(node, named: "reveals_per_shift")
    {
      policy.escalation.revealsPerShift = limit
    }
    if let node = values["shifts"] { readShifts(node) }
    if let node = values["remask_on_focus_loss"],
      let flag = flag(node, named: "remask_on_focus_loss")
    {
      policy.escalation.remasksOnFocusLoss = flag
    }
    if let node = values["other_kinds"], let all = classByRole(node, named: "other_kinds") {
      policy.escalation.otherKinds = all
    }
    if let node = values["attachments"] { readAttachments(node) }
    if let node = values["break_glass"] { readBreakGlass(node) }
    if let node = values["reasons"] { readReasons(node) }
  }

  /// `{minutes: 5, review_hours: 24}`.
  private mutating func readBreakGlass(_ node: Node) {
    let values = yaml.mapping(node, named: "break_glass", keys: ["minutes", "review_hours"])
    if let minutes = integer(values, "minutes", in: 1...60) {
      policy.escalation.breakGlass.longestDuration = .seconds(60 * minutes)
    }
    if let hours = integer(values, "review_hours", in: 1...720) {
      policy.escalation.breakGlass.reviewTime = .seconds(3_600 * hours)
    }
  }

  private mutating func readDurations(_ values: [String: Node], in node: Node) {
    if let minutes = integer(values, "default_minutes", in: 1...120) {
      policy.escalation.defaultDuration = .seconds(60 * minutes)
    }
    if let minutes = integer(values, "longest_minutes", in: 1...120) {
      policy.escalation.longestDuration = .seconds(60 * minutes)
    }
    if let minutes = integer(values, "request_minutes", in: 1...1_440) {
      policy.escalation.requestLifetime = .seconds(60 * minutes)
    }
    if let minutes = integer(values, "grant_minutes", in: 1...1_440) {
      policy.escalation.grantLifetime = .seconds(60 * minutes)
    }
    if policy.escalation.defaultDuration > policy.escalation.longestDuration {
      report(
        "“default_minutes” is more than “longest_minutes”.", "Raise the one or lower the other.",
        at: values["default_minutes"] ?? node)
    }
  }

  private mutating func readReasons(_ node: Node) {
    let pairs = yaml.pairs(node, named: "reasons")
    if pairs.isEmpty {
      report(
        "Nobody can escalate without a reason to choose.",
        "Write “reasons: {contact: contact the customer}”.", at: node)
    }
    policy.escalation.reasons = pairs.compactMap { code, value in
      yaml.string(value, named: code).map {
        EscalationPolicy.Reason(code: code, wording: SanitizedText(sanitizing: $0))
      }
    }
  }

  /// A file cannot be asked for by token, so there is nothing for a supervisor to sign.
  private mutating func readAttachments(_ node: Node) {
    guard let all = classByRole(node, named: "attachments") else { return }
    guard Role.escalating.allSatisfy({ [.selfService, .never].contains(all[$0]) }) else {
      report(
        "A file is saved by who may, or by nobody of a role; no approval is asked for it.",
        "Write “self” or “never”, or one of them for each role.", at: node)
      return
    }
    policy.escalation.attachments = all
  }

  /// `["06:00", "14:00", "22:00"]`.
  private mutating func readShifts(_ node: Node) {
    var starts: [Int] = []
    for time in yaml.list(node, named: "shifts") {
      let minutes = time.scalar.flatMap { Self.minutes($0.string) }
      if let minutes, !starts.contains(minutes) {
        starts.append(minutes)
      } else {
        report(
          minutes == nil
            ? "“shifts” has a beginning that is no time of day."
            : "Two shifts begin at the same time.",
          "Write the times in quotes: shifts: [\"06:00\", \"14:00\", \"22:00\"].", at: time)
      }
    }
    if !starts.isEmpty { policy.escalation.shifts = ShiftPlan(starts: starts) }
  }

  /// `06:30` in minutes after midnight.
  private static func minutes(_ written: String) -> Int? {
    let parts = written.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ (1...2).contains($0.count) }),
      let hour = UInt(parts[0]), let minute = UInt(parts[1]), hour < 24, minute < 60
    else { return nil }
    return Int(hour * 60 + minute)
  }

  // MARK: - By role

  /// `approval`, or `{agent: approval, supervisor: self}`: who is not named never sees it.
  mutating func classByRole(_ node: Node, named name: String) -> ClassByRole? {
    guard node.mapping != nil else {
      return yaml.values(node, named: name, of: EscalationClass.self).first.map { .same($0) }
    }
    let values = yaml.mapping(node, named: name, keys: Self.roles)
    let classes = Self.byRole(values) { role, node in
      yaml.values(node, named: role.rawValue, of: EscalationClass.self).first
    }
    return classes.isEmpty ? nil : .each(classes)
  }

  /// `10`, or `{agent: 10, supervisor: 20}`: who is not named has none.
  private mutating func limitByRole(_ node: Node, named name: String) -> LimitByRole? {
    let range = 0...10_000
    guard node.mapping != nil else {
      return integer([name: node], name, in: range).map { .same($0) }
    }
    let values = yaml.mapping(node, named: name, keys: Self.roles)
    let limits = Self.byRole(values) { role, _ in integer(values, role.rawValue, in: range) }
    return limits.isEmpty ? nil : .each(limits)
  }

  private static let roles = Role.escalating.map(\.rawValue)

  private static func byRole<Value>(
    _ values: [String: Node], _ read: (Role, Node) -> Value?
  ) -> [Role: Value] {
    var result: [Role: Value] = [:]
    for role in Role.escalating {
      guard let node = values[role.rawValue], let value = read(role, node) else { continue }
      result[role] = value
    }
    return result
  }
}
