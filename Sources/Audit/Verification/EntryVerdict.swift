import Sealing
import Tickets

/// What can be said of one entry without its neighbours.
enum EntryVerdict: Sendable {
  case genuine, edited, signedByStranger, foreign
}

/// Judges entries one by one; the dear part of a verification, and the one that runs in parallel.
struct EntryJudge<R: Realm>: Sendable {
  let workspace: WorkspaceID
  let people: MemberDirectory
  /// Signatures of entries up to this one are taken as checked: a checkpoint vouches for them.
  let signedThrough: Int64

  func verdict(on entry: AuditEntry) -> EntryVerdict {
    guard entry.isWhole else { return .edited }
    guard entry.workspace == workspace, entry.realm == R.name else { return .foreign }
    guard let actor = people[MemberID(rawValue: entry.actor.rawValue)] else {
      return .signedByStranger
    }
    if entry.seq <= signedThrough { return .genuine }
    return entry.isSigned(by: actor.publicKeys.verification) ? .genuine : .signedByStranger
  }

  /// Judges a page on all cores.
  func verdicts(on entries: [AuditEntry], taskCount: Int) async -> [EntryVerdict] {
    let share = max(1, (entries.count + taskCount - 1) / taskCount)
    return await withTaskGroup(of: (Int, [EntryVerdict]).self) { group in
      for start in stride(from: 0, to: entries.count, by: share) {
        group.addTask {
          let end = min(start + share, entries.count)
          return (start, entries[start..<end].map { verdict(on: $0) })
        }
      }
      var parts: [(Int, [EntryVerdict])] = []
      for await part in group { parts.append(part) }
      return parts.sorted { $0.0 < $1.0 }.flatMap(\.1)
    }
  }
}
