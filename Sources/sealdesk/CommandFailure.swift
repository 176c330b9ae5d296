import ArgumentParser
import Assistant
import Audit
import Channels
import Desk
import Screens
import Sealing
import Terminal
import Text
import ViewModels

/// The exit codes that scripts can rely on (BSD `sysexits`, and 2 for the terminal).
enum ExitStatus: Int32, CaseIterable {
  case noTerminal = 2
  case usage = 64
  case badData = 65
  case unavailable = 69
  case cannotWrite = 73
  case tryAgain = 75
  case notAllowed = 77
}

/// Why a command ended: what happened, what was kept, what to do next.
///
/// The sentence is made here and nowhere deeper, and never holds a customer's value.
struct CommandFailure: Error {
  let status: ExitStatus
  let sentence: String

  init(_ status: ExitStatus, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

  /// Puts an error of the modules into words; `nil` for those of the argument parser, which has its
  /// own.
  init?(_ error: any Error) {
    switch error {
    case let failure as CommandFailure: self = failure
    case let error as SealingError: self.init(sealing: error)
    case let error as RepositoryError: self.init(repository: error)
    case let error as AuditError: self.init(audit: error)
    case let error as DeskError: self.init(desk: error)
    case is WitnessError:
      self.init(
        .cannotWrite,
        "The log is whole, and its witness could not be told so: look at `witness` in sealdesk.yaml."
      )
    case let error as AssistantError: self.init(assistant: error)
    case let error as ThemeFile.Failure: self.init(.badData, error.sentence.string)
    case let error as TerminalError: self.init(.noTerminal, error.message.string)
    default: return nil
    }
  }

  private init(sealing error: SealingError) {
    switch error {
    case .wrongPassphrase:
      self.init(.notAllowed, "The passphrase does not fit. Nothing was opened or changed.")
    case .unknownUser:
      self.init(.notAllowed, "Nobody of that name works here. `sealdesk user list` names them.")
    case .roleReadsNoTickets:
      self.init(
        .notAllowed,
        "This role reads no tickets. Auditors have `sealdesk audit`, trainers `sealdesk sandbox`, "
          + "the mail system `sealdesk deliver`.")
    case .keysRenewed:
      self.init(
        .tryAgain, "The keys were renewed meanwhile. Nothing was changed; unlock and try again.")
    case .rolledBack:
      self.init(
        .unavailable,
        "Somebody put older key files in place: you have seen newer ones. Nothing was opened. Find "
          + "out who, and put the newest backup of `keys/` back.")
    case .recoveryKeyMistyped(group: 0):
      self.init(.usage, "A recovery key has eight groups of five characters.")
    case .recoveryKeyMistyped(let group):
      self.init(.usage, "Group \(group) of the recovery key is mistyped. Nothing was changed.")
    case .notRecoverable:
      self.init(
        .notAllowed,
        "The recovery key lets supervisors in who have signed in since it was made, nobody else. "
          + "A supervisor can let this person in anew.")
    case .revoked:
      self.init(.notAllowed, "This person's access was revoked.")
    case .notPermitted:
      self.init(.notAllowed, "Only a supervisor may do this.")
    case .nameTaken:
      self.init(.badData, "Somebody of that name works here already. Choose another.")
    case .invalidName:
      self.init(.usage, "A name is 1 to 64 letters, digits, dots and dashes.")
    case .alreadyExists:
      self.init(.cannotWrite, "There is a workspace here already; it was left as it is.")
    case .wrongRealm:
      self.init(
        .badData, "This directory holds practice data, not a live workspace, or vice versa.")
    case .newerVersion:
      self.init(
        .unavailable, "The workspace was made by a newer version of Sealdesk. Use that one.")
    case .unsafePermissions:
      self.init(
        .unavailable,
        "Others can read or change the workspace's files. `chmod 700` the directory first.")
    case .untrustedKeys:
      self.init(
        .unavailable,
        "A key file was changed by somebody who is no supervisor here. Restore it from a backup.")
    case .unacceptableParameters, .malformed, .notAuthentic:
      self.init(
        .badData, "A key file is damaged. Nothing was changed; restore `keys/` from a backup.")
    case .keyNotHeld:
      self.init(.unavailable, "The key for this is not held: the customer may have been erased.")
    case .cipherUnavailable:
      self.init(.unavailable, "The system's random source or cipher failed.")
    case .file(let failure):
      self.init(
        .cannotWrite,
        "A key file cannot be \(failure.operation.participle). Look at the permissions of keys/.")
    }
  }

  private init(repository error: RepositoryError) {
    switch error {
    case .keysRenewed: self.init(sealing: .keysRenewed)
    case .notFound: self.init(desk: .notFound)
    case .cannotWrite:
      self.init(
        .cannotWrite,
        "The store could not be written: the disk is full or read-only. What was there is kept.")
    case .busy:
      self.init(.tryAgain, "Another process holds the store. Try again.")
    case .damaged(let table, let row):
      self.init(
        .badData,
        "Row \(row) of \(table) is damaged. The rest is untouched; restore it from a backup.")
    case .newerVersion:
      self.init(.unavailable, "The store was written by a newer version of Sealdesk. Use that one.")
    case .changedMeanwhile, .alreadySent, .duplicate, .lookLimitReached, .tooMany:
      self.init(.tryAgain, "Somebody else changed it in the meantime. Nothing was done; try again.")
    case .erased:
      self.init(.unavailable, "The customer was erased; what they wrote opens no more.")
    case .notPrivate: self.init(sealing: .unsafePermissions)
    }
  }

  private init(audit error: AuditError) {
    switch error {
    case .malformed(let seq):
      self.init(.badData, "Entry \(seq) of the log is damaged.")
    default:
      self.init(
        .cannotWrite, "The log could not be written, so nothing was opened. Free some space.")
    }
  }

  private init(desk error: DeskError) {
    switch error {
    case .notAllowed: self.init(.notAllowed, "Your role may not do this.")
    case .notFound: self.init(.badData, "There is no such ticket or customer. Nothing was done.")
    case .onHold(let customers):
      let names = customers.map { "c-\($0.rawValue)" }.joined(separator: ", ")
      self.init(
        .notAllowed,
        "A legal hold keeps the data of \(names). Nothing was erased; `sealdesk hold list` says why."
      )
    case .notRecorded(let why), .storeUnavailable(let why), .cannotSave(let why):
      self.init(.cannotWrite, "Nothing was done: \(why).")
    default: self.init(.badData, error.sentence.string)
    }
  }

  private init(assistant error: AssistantError) {
    switch error {
    case .invalid(let faults):
      self.init(.badData, faults.map(\.sentence.string).joined(separator: "\n          "))
    case .unreadable(let file):
      self.init(.badData, "\(file) cannot be read; it has to be text in UTF-8.")
    case .empty(let directory):
      self.init(.badData, "There is no rule file (*.yaml) in \(directory).")
    case .malformedLine(let line):
      self.init(.badData, "Line \(line) is not the JSON object that is expected here.")
    case .malformedMessage, .unavailable:
      self.init(.unavailable, "The assistant's process does not answer.")
    }
  }
}

extension FileFailure.Operation {
  fileprivate var participle: String {
    switch self {
    case .open: "opened"
    case .read: "read"
    case .write: "written"
    case .lock: "locked"
    }
  }
}
