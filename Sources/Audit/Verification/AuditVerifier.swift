import Foundation
package import Sealing

/// Goes through the whole log and names what is wrong with it.
///
/// It needs no key that opens anything: whoever may list the files may verify them. What it cannot
/// see by itself is that the end is missing; for that it is given checkpoints.
package struct AuditVerifier<R: Realm>: Sendable {
  private let workspace: WorkspaceID
  private let people: MemberDirectory
  private let checkpoints: [AuditCheckpoint]
  private let signatures: SignatureCheck

  private static var pageEntryCount: Int64 { 2_048 }

  /// Which signatures are looked at; hashes and links always are.
  package enum SignatureCheck: Sendable {
    case all
    /// Those behind the largest checkpoint: it vouches for what came before.
    case sinceCheckpoint
  }

  package init(
    workspace: WorkspaceID, people: MemberDirectory, checkpoints: [AuditCheckpoint] = [],
    signatures: SignatureCheck = .all
  ) {
    self.workspace = workspace
    self.people = people
    self.checkpoints = checkpoints
    self.signatures = signatures
  }

  /// Verifies a log a page at a time; `progress` is told how many entries are done.
  /// - Throws: what the journal throws for a file that cannot be read; `CancellationError`.
  package func verify(
    _ journal: any AuditJournal<R>, progress: @Sendable (Int64) -> Void = { _ in }
  ) async throws -> AuditReport {
    let genuine = checkpoints.filter { $0.workspace == workspace && $0.isSigned(by: people) }
    var checker = ChainChecker(pins: genuine)
    for checkpoint in checkpoints where !genuine.contains(checkpoint) {
      checker.report(checkpoint.size, .checkpointNotGenuine)
    }
    let judge = EntryJudge<R>(
      workspace: workspace, people: people, signedThrough: signedThrough(genuine))
    let end = try await journal.head().seq
    var start: Int64 = 1
    while start <= end {
      try Task.checkCancellation()
      let range = start...min(end, start + Self.pageEntryCount - 1)
      for item in try await judged(range, of: journal, by: judge) { checker.consume(item) }
      progress(range.upperBound)
      start = range.upperBound + 1
    }
    checker.finish()
    return AuditReport(
      entryCount: checker.entryCount, head: checker.last, root: checker.frontier.root,
      findings: checker.findings, findingCount: checker.findingCount)
  }

  private func signedThrough(_ genuine: [AuditCheckpoint]) -> Int64 {
    switch signatures {
    case .all: 0
    case .sinceCheckpoint: genuine.map(\.size).max() ?? 0
    }
  }

  private func judged(
    _ range: ClosedRange<Int64>, of journal: any AuditJournal<R>, by judge: EntryJudge<R>
  ) async throws -> [ChainChecker.Item] {
    do {
      return try await judged(journal.entries(range), by: judge)
    } catch AuditError.malformed {
      // A row on this page is no entry: read the page row by row to name it.
      var items: [ChainChecker.Item] = []
      for seq in range {
        do {
          guard let entry = try await journal.entry(seq) else { continue }
          items.append(.entry(entry, judge.verdict(on: entry)))
        } catch AuditError.malformed {
          items.append(.unreadable(seq: seq))
        }
      }
      return items
    }
  }

  private func judged(
    _ entries: [AuditEntry], by judge: EntryJudge<R>
  ) async -> [ChainChecker.Item] {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    let verdicts = await judge.verdicts(on: entries, taskCount: cores)
    return zip(entries, verdicts).map { .entry($0, $1) }
  }
}
