import Foundation
import Masking
import Sealing
import Text
import Tickets
import ViewModels

/// The policy that counts, every setting said: how it is shown, and what its digest is taken of.
struct PolicySummary: Encodable {
  let schema = PolicyFile.schema
  let kinds: [String: Kind]
  let custom: [String: Custom]
  let allow: Allow
  let escalation: Escalation
  let oversight: Oversight

  struct Kind: Encodable {
    let masked: Bool
    let hint: String
    let `class`: [String: String]
  }

  struct Custom: Encodable {
    let pattern: String?
    let labels: [String]
    let checksum: String?
    let length: [Int]?
    let anywhere: Bool
  }

  struct Allow: Encodable {
    let values: [String]
    let shapes: [String]
  }

  struct Escalation: Encodable {
    let defaultSeconds: Int64
    let longestSeconds: Int64
    let revealsPerShift: [String: Int]
    let shifts: [String]
    let remaskOnFocusLoss: Bool
    let otherKinds: [String: String]
    let attachments: [String: String]
    let requestSeconds: Int64
    let grantSeconds: Int64
    let breakGlassSeconds: Int64
    let breakGlassReviewSeconds: Int64
    let reasons: [[String]]
  }

  struct Oversight: Encodable {
    let reviewDays: Int
    let targets: [String: Int]
  }

  init(_ policy: PolicyFile) {
    let (masking, escalation) = (policy.masking, policy.escalation)
    let all = IdentifierKind.builtIn + masking.customKinds.map(\.kind)
    kinds = Dictionary(
      uniqueKeysWithValues: all.map { kind in
        let setting = Kind(
          masked: !masking.offKinds.contains(kind), hint: masking.hint(for: kind).written,
          class: Self.words(of: escalation.rule(for: kind)))
        return (kind.rawValue, setting)
      })
    custom = Dictionary(
      uniqueKeysWithValues: masking.customKinds.map { ($0.kind.rawValue, Custom($0)) })
    allow = Allow(
      values: masking.allowed.values, shapes: masking.allowed.patterns.map(\.source))
    self.escalation = Escalation(
      defaultSeconds: escalation.defaultDuration.components.seconds,
      longestSeconds: escalation.longestDuration.components.seconds,
      revealsPerShift: Dictionary(
        uniqueKeysWithValues: Role.escalating.map {
          ($0.rawValue, escalation.revealsPerShift[$0])
        }),
      shifts: escalation.shifts.starts.map(Self.timeOfDay),
      remaskOnFocusLoss: escalation.remasksOnFocusLoss,
      otherKinds: Self.words(of: escalation.otherKinds),
      attachments: Self.words(of: escalation.attachments),
      requestSeconds: escalation.requestLifetime.components.seconds,
      grantSeconds: escalation.grantLifetime.components.seconds,
      breakGlassSeconds: escalation.breakGlass.longestDuration.components.seconds,
      breakGlassReviewSeconds: escalation.breakGlass.reviewTime.components.seconds,
      reasons: escalation.reasons.map { [$0.code, $0.wording.string] })
    oversight = Oversight(
      reviewDays: escalation.targets.reviewDays,
      targets: Dictionary(
        uniqueKeysWithValues: escalation.targets.most.map { ($0.key.rawValue, $0.value) }))
  }

  /// Each role's class by the role's name.
  private static func words(of rule: ClassByRole) -> [String: String] {
    Dictionary(uniqueKeysWithValues: Role.escalating.map { ($0.rawValue, rule[$0].rawValue) })
  }

  /// `06:00`.
  private static func timeOfDay(_ minutes: Int) -> String {
    (SanitizedText.twoDigits(minutes / 60) + ":" + .twoDigits(minutes % 60)).string
  }

  /// One line of JSON with sorted keys: the same policy, the same bytes.
  var json: String {
    get throws { try JSONLine.encode(self) }
  }

  /// SHA-256 of that line and a line feed: `sealdesk policy show --json | sha256sum` says the same.
  var digest: String {
    get throws { Digest256.of(Array("\(try json)\n".utf8)).hexadecimal }
  }
}

extension PolicySummary.Custom {
  init(_ kind: CustomKind) {
    pattern = kind.pattern?.source
    labels = kind.labels
    checksum = kind.checksum?.rawValue
    length = kind.length.map { [$0.lowerBound, $0.upperBound] }
    anywhere = kind.isFoundAnywhere
  }
}

extension WorkspaceConfiguration {
  /// The policy that counts in this workspace.
  var policySummary: PolicySummary {
    var file = PolicyFile()
    file.masking = masking
    file.escalation = policy
    return PolicySummary(file)
  }
}

// MARK: - In words

extension PolicySummary {
  /// A table of the kinds, and what is this site's own.
  var text: String {
    get throws {
      let kinds = kinds.sorted { $0.key < $1.key }.map { name, kind in
        Self.row([
          name, kind.masked ? "masked" : "readable", kind.hint, Self.line(kind.class),
        ])
      }
      let lines =
        [Self.row(["kind", "", "shows", "to see it"])] + kinds + customLines + allowLines
        + escalationLines + oversightLines + ["", "digest  \(try digest)"]
      return lines.joined(separator: "\n") + "\n"
    }
  }

  /// One word where it is the same for all roles: `self`; else `agent approval, supervisor self`.
  private static func line<Value: Hashable>(_ byRole: [String: Value]) -> String {
    let words = Set(byRole.values)
    if let only = words.first, words.count == 1 { return "\(only)" }
    return Role.escalating.compactMap { role in
      byRole[role.rawValue].map { "\(role.rawValue) \($0)" }
    }.joined(separator: ", ")
  }

  private static func row(_ columns: [String]) -> String {
    let widths = [20, 9, 20, 0]
    let padded = zip(columns, widths).map { text, width in
      text.padding(toLength: max(width, text.count), withPad: " ", startingAt: 0)
    }
    return String(padded.joined(separator: "  ").reversed().drop { $0 == " " }.reversed())
  }

  private var customLines: [String] {
    custom.isEmpty
      ? []
      : ["", "of your own"]
        + custom.sorted { $0.key < $1.key }.map { name, custom in
          let labels = custom.labels.map { "“\($0)”" }.joined(separator: ", ")
          let parts = [
            custom.pattern, labels.isEmpty ? nil : "after \(labels)",
            custom.anywhere && !labels.isEmpty ? "or anywhere" : nil, custom.checksum,
            custom.length.map { "\($0[0])-\($0[1]) characters" },
          ]
          return "\(name)  " + parts.compactMap(\.self).joined(separator: "  ")
        }
  }

  private var allowLines: [String] {
    let lines = allow.values + allow.shapes.map { "\($0) (a shape)" }
    return lines.isEmpty ? [] : ["", "yours, and readable"] + lines
  }

  private var oversightLines: [String] {
    let targets = oversight.targets.sorted { $0.key < $1.key }
      .map { "\($0.key.replacing("_", with: " ")) \($0.value)" }
    return [
      "reviews  within \(oversight.reviewDays) days",
      "at most  " + (targets.isEmpty ? "no target" : targets.joined(separator: ", ")),
    ]
  }

  private var escalationLines: [String] {
    let reasons = escalation.reasons.map { $0[0] }.joined(separator: ", ")
    return [
      "",
      "escalating  \(escalation.defaultSeconds / 60) minutes, \(escalation.longestSeconds / 60) at most; "
        + "reasons: \(reasons)",
      "budget  \(Self.line(escalation.revealsPerShift)) in a shift, which begins at "
        + escalation.shifts.joined(separator: ", "),
      "approval  waits \(escalation.requestSeconds / 60) minutes for a supervisor, then opens for "
        + "\(escalation.grantSeconds / 60); without it an agent's keys do not open the value",
      "break-glass  opens at once for \(escalation.breakGlassSeconds / 60) minutes at most; review within "
        + "\(escalation.breakGlassReviewSeconds / 3_600) hours; its values are sealed like those of "
        + "self, and it is the program that refuses them",
      "files  \(Self.line(escalation.attachments))",
      "losing the focus  \(escalation.remaskOnFocusLoss ? "masks again" : "changes nothing")",
    ]
  }
}
