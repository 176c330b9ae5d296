import Foundation
import Sealing
import Text
import Tickets

/// Who may do what here, generated from the policy and the members: what a supervisor signs.
struct AccessReview: Encodable {
  let rights: Rights
  /// SHA-256 of the rights' JSON line and a line feed.
  let digest: String
  /// When each was last here, by name.
  let lastSessions: [String: Date]

  /// What is signed: nothing in it changes by somebody's coming and going.
  struct Rights: Encodable {
    let schema = "sealdesk.access/1"
    /// Each role's capabilities.
    let roles: [String: [String]]
    /// What it takes each role to see each kind.
    let kinds: [String: [String: String]]
    let attachments: [String: String]
    let revealsPerShift: [String: Int]
    let members: [Member]
    /// There are none: a person is let in by their passphrase alone.
    let devices: [String] = []

    enum CodingKeys: CodingKey {
      case schema, roles, kinds, attachments, revealsPerShift, members, devices
    }
  }

  struct Member: Encodable {
    let id: Int64
    let name: String
    let role: String
    let state: String
  }

  /// `lastSessions` are from the log.
  init(
    policy: PolicySummary, members: [User], lastSessions: [UserID: Date]
  ) throws {
    let capabilities = Role.allCases.map { role in
      (role.rawValue, role.capabilities.map(\.rawValue).sorted())
    }
    rights = Rights(
      roles: Dictionary(uniqueKeysWithValues: capabilities),
      kinds: policy.kinds.mapValues(\.class), attachments: policy.escalation.attachments,
      revealsPerShift: policy.escalation.revealsPerShift,
      members: members.sorted { $0.id.rawValue < $1.id.rawValue }.map {
        Member(
          id: $0.id.rawValue, name: $0.name.string, role: $0.role.rawValue,
          state: $0.isRevoked ? "revoked" : "active")
      })
    digest = Digest256.of(Array("\(try JSONLine.encode(rights))\n".utf8)).hexadecimal
    self.lastSessions = Dictionary(
      members.compactMap { member in
        lastSessions[member.id].map { (member.name.string, $0) }
      }, uniquingKeysWith: { max($0, $1) })
  }

  // MARK: - In words

  var markdown: String {
    ([
      "# Who may do what", "", "## People", "", "| name | role | state | last session | devices |",
      "|---|---|---|---|---|",
    ] + memberRows + ["", "## What roles may do", ""] + capabilityRows
      + ["", "## What it takes to see an identifier", ""] + kindRows
      + ["", "SHA-256 of what is signed: \(digest)"])
      .joined(separator: "\n") + "\n"
  }

  private var memberRows: [String] {
    rights.members.map { member in
      let session = lastSessions[member.name]?.formatted(.iso8601) ?? "never"
      return "| \(Self.cell(member.name)) | \(member.role) | \(member.state) | \(session) | none |"
    }
  }

  private var capabilityRows: [String] {
    let roles = Role.allCases.map(\.rawValue)
    let head = [
      "| | " + roles.joined(separator: " | ") + " |",
      "|---|" + roles.map { _ in "---|" }.joined(),
    ]
    return head
      + Capability.allCases.map { capability in
        let marks = roles.map {
          (rights.roles[$0] ?? []).contains(capability.rawValue) ? "yes" : ""
        }
        return "| \(capability.rawValue) | " + marks.joined(separator: " | ") + " |"
      }
  }

  /// Kinds that are alike share a row.
  private var kindRows: [String] {
    let roles = Role.escalating.map(\.rawValue)
    let groups = Dictionary(grouping: rights.kinds.keys) { kind in
      roles.map { rights.kinds[kind]?[$0] ?? "never" }
    }
    let rows = groups.map { classes, kinds in
      (kinds.sorted().joined(separator: ", "), classes)
    }.sorted { $0.0 < $1.0 }
    let files = ("files", roles.map { rights.attachments[$0] ?? "never" })
    let budget = ("in a shift", roles.map { "\(rights.revealsPerShift[$0] ?? 0)" })
    return [
      "| | " + roles.joined(separator: " | ") + " |",
      "|---|" + roles.map { _ in "---|" }.joined(),
    ] + (rows + [files, budget]).map { "| \($0.0) | " + $0.1.joined(separator: " | ") + " |" }
  }

  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|")
  }
}
