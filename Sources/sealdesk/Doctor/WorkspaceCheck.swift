import Audit
import Desk
import Foundation
import Sealing
import Text
import TicketStore
import Tickets

/// What can be said of a workspace once it is unlocked.
struct WorkspaceCheck {
  let parts: DeskParts<Live>
  let now: Date
  /// How many findings of one sort are said one by one.
  let limit: Int

  /// - Throws: what reading throws where there is nothing to be said at all.
  func diagnoses() async throws -> [Diagnosis] {
    let clock = try await clockDiagnosis()
    // First of all: what is recorded would stand in the place of entries that were cut off.
    let rows = try await rowDiagnoses()
    let (log, report) = try await logDiagnosis()
    // That somebody looked is on record; a full disk is no reason not to answer.
    _ = try? await parts.log.record(.verification(report))
    return [clock] + rows + log + (try await keyDiagnoses())
      + [try await intakeDiagnosis(), try peopleDiagnosis()]
  }

  private func clockDiagnosis() async throws -> Diagnosis {
    let ahead = try await parts.store.head().time.timeIntervalSince(now)
    guard ahead < 1 else {
      return .advice(
        "clock", "the newest entry of the log is \(Int(ahead)) seconds ahead of it",
        "Set the clock right. What is written until then is recorded as going back.")
    }
    return .ok("clock", "it goes on from the log's newest entry")
  }

  // MARK: Rows and log

  private func rowDiagnoses() async throws -> [Diagnosis] {
    let findings = try await parts.store.verify()
    guard !findings.isEmpty else {
      return [.ok("rows", "every row is whole, none is missing, counts and indexes agree")]
    }
    var diagnoses = findings.prefix(limit).map { finding in
      Diagnosis.fault("rows", finding.sentence, finding.advice)
    }
    if findings.count > limit {
      diagnoses.append(
        .fault("rows", "and \(findings.count - limit) more", "`--json` names them all."))
    }
    return diagnoses
  }

  private func logDiagnosis() async throws -> ([Diagnosis], AuditReport) {
    let report = try await parts.verification.run(at: now)
    let fatal = report.findings.filter(\.isFatal)
    guard let first = fatal.first else {
      return ([.ok("log", "its \(report.entryCount) entries are chained and signed")], report)
    }
    return (
      [
        .fault(
          "log", "entry \(first.seq): \(first.sentence.string), \(fatal.count) findings in all",
          "Keep the file as it is; `sealdesk audit verify` names each, a backup has them whole.")
      ], report
    )
  }

  // MARK: Keys, mail, people

  private func keyDiagnoses() async throws -> [Diagnosis] {
    let ring = try parts.secrets.keyring.survey()
    guard ring.damagedRecordCount == 0 else {
      return [
        .fault(
          "keys", "\(ring.damagedRecordCount) records of the keyring are damaged",
          "Put the newest backup of keys/ back: nobody is taken in or erased meanwhile.")
      ]
    }
    var diagnoses: [Diagnosis] = []
    let orphans = try await parts.erasure.orphanKeys().map(\.rawValue).sorted()
    if let first = orphans.first {
      diagnoses.append(
        .advice(
          "keys", "an erasure broke off: the key of \(orphans.map { "c-\($0)" }.listed()) is left",
          "`sealdesk erase --customer c-\(first)` finishes it."))
    }
    let leftovers = try parts.files.leftovers(after: parts.secrets)
    if leftovers.contains("workspace.next") {
      diagnoses.append(
        .advice(
          "keys", "a renewal of the keys broke off", "`sealdesk keys rotate` goes on with it."))
    }
    let strays = leftovers.filter { $0 != "workspace.next" && !isNext($0) }
    if !strays.isEmpty {
      diagnoses.append(
        .advice(
          "keys", "\(strays.listed()) in keys/ is left of something that broke off",
          "Remove it: no key that is in force lies there."))
    }
    return diagnoses.isEmpty
      ? [.ok("keys", "\(ring.customers.count) customers have one, nothing is left over")]
      : diagnoses
  }

  /// The keyring that a renewal is making.
  private func isNext(_ name: String) -> Bool {
    name == "keyring-\(parts.secrets.session.epoch + 1)"
  }

  private func intakeDiagnosis() async throws -> Diagnosis {
    let count = try await parts.store.intakeCount()
    return count == 0
      ? .ok("mail", "all that was delivered is filed")
      : .advice("mail", "\(count) delivered mails wait, sealed", "An open console files them.")
  }

  private func peopleDiagnosis() throws -> Diagnosis {
    let supervisors = parts.colleagues.filter { $0.role == .supervisor && !$0.isRevoked }
    if try parts.files.recoverableMembers(trustedBy: parts.secrets).isEmpty {
      return .advice(
        "people", "no recovery key lets a supervisor in",
        "`sealdesk keys recovery` prints one; lock it away.")
    }
    if supervisors.count < 2 {
      return .advice(
        "people", "there is one supervisor", "`sealdesk user add NAME --role supervisor`.")
    }
    return .ok("people", "\(supervisors.count) supervisors, and a recovery key")
  }
}

extension StoreFinding {
  fileprivate var sentence: String {
    switch problem {
    case .structure: "SQLite finds the structure of the file damaged"
    case .damaged: "row \(row) of \(table) was changed from outside, or is damaged"
    case .erased: "row \(row) of \(table) is there yet, and the key to it is destroyed"
    case .inventory where table == "audit": "the log ends before entry \(row), which was written"
    case .inventory: "a row is missing, or an older one stands in its place"
    case .count: "\(table) is not what the rows add up to"
    }
  }

  fileprivate var advice: String {
    switch problem {
    case .erased where table == "customer":
      "`sealdesk erase --customer c-\(row)` takes the rest out."
    case .erased: "It goes with its customer, who is named above or below."
    default: "Keep the files as they are, find out who, and compare with a backup."
    }
  }
}
