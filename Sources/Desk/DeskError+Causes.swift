import Audit
import Sealing
import Text

extension DeskError {
  /// What a failure of the store means to a person at the desk.
  init(_ error: RepositoryError) {
    switch error {
    case .notFound: self = .notFound
    case .changedMeanwhile: self = .changedMeanwhile
    case .alreadySent: self = .alreadySent
    case .lookLimitReached(let used):
      self = .budgetUsedUp(PrivacyBudget(used: used, limit: used))
    case .tooMany: self = .tooMany("requests that wait")
    case .duplicate: self = .storeUnavailable("it is here already")
    case .cannotWrite: self = .storeUnavailable("the disk is full or the file is read-only")
    case .busy: self = .storeUnavailable("another process holds the file")
    case .damaged(let table, let row):
      self = .damaged("row \(row) of \(SanitizedText(sanitizing: table))")
    case .erased: self = .damaged("the customer was erased")
    case .notPrivate: self = .storeUnavailable("others may write in the workspace's directory")
    case .keysRenewed:
      self = .storeUnavailable("the keys were renewed: lock, and unlock again")
    case .newerVersion: self = .storeUnavailable("the file is of a newer version of Sealdesk")
    }
  }

  /// What a failure of the log means: nothing that needs a record happens.
  init(_ error: AuditError) {
    switch error {
    case .recordNotDurable: self = .notRecorded("the entry could not be written")
    case .lookLimitReached(let used):
      self = .budgetUsedUp(PrivacyBudget(used: used, limit: used))
    case .malformed(let seq): self = .damaged("entry \(seq) of the log")
    default: self = .notRecorded("the log is not available")
    }
  }

  /// What a value that does not open means.
  init(_ error: ReceiptError) {
    switch error {
    case .sealed: self = .damaged("the sealed value")
    default: self = .notRecorded("the receipt is for something else")
    }
  }

  /// What a seal that does not open means.
  init(_ error: SealingError) {
    self =
      switch error {
      case .keyNotHeld: .damaged("the customer was erased")
      case .keysRenewed: DeskError(RepositoryError.keysRenewed)
      default: .damaged("a sealed text")
      }
  }
}

/// Runs a call of the store, so that its failure reads as the desk's.
func asking<Result>(
  _ call: () async throws(RepositoryError) -> Result
) async throws(DeskError) -> Result {
  do {
    return try await call()
  } catch {
    throw DeskError(error)
  }
}
