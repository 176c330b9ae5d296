package import Audit
package import Text

extension AuditFinding {
  /// What is wrong, for a person.
  package var sentence: SanitizedText {
    switch problem {
    case .edited: "changed after it was signed"
    case .signedByStranger: "not signed by whom it names"
    case .dropped(let last): "missing, up to entry \(last)"
    case .inserted: "does not belong here"
    case .swapped(let other): "stands in the place of entry \(other)"
    case .forked: "a second entry follows the same one"
    case .chainBroken: "does not follow the entry before it"
    case .foreign: "comes from another workspace"
    case .clockWentBack(let milliseconds): "its clock is \(milliseconds) ms behind the one before"
    case .truncated(let size): "the log ends here and was known to hold \(size) entries"
    case .rewritten(let size): "the first \(size) entries are not those that were known"
    case .checkpointNotGenuine: "a checkpoint is not signed by anybody here"
    }
  }
}
