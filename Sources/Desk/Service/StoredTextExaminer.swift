package import Masking
package import Sealing
package import Tickets

/// Examines all stored tickets once more, for what the recognisers have learned since.
///
/// Each step is one transaction together with its entry in the log; a run that is broken off, by a
/// signal or a power cut, goes on where its last step ended.
package struct StoredTextExaminer<R: Realm>: Sendable {
  private let repository: any TicketRepository<R>
  private let masker: Masker
  private let user: User

  /// So many tickets a step that other writers wait for some ten milliseconds.
  package static var ticketsAStep: Int { 50 }

  package init(repository: any TicketRepository<R>, masker: Masker, user: User) {
    self.repository = repository
    self.masker = masker
    self.user = user
  }

  /// Runs to the end, or until `progress` says that it is enough; what was done stays done.
  ///
  /// `fromStart` forgets how far an earlier run has come.
  package func run(
    fromStart: Bool, progress: (ExaminationStep) async -> Continuation
  ) async throws(DeskError) -> ExaminationStep {
    guard !user.isRevoked, user.role.capabilities.contains(.remaskTickets) else {
      throw .notAllowed(.remaskTickets)
    }
    let revision = TextRevision<R> { [masker] vault, texts throws(SealingError) in
      try masker.remask(texts, into: &vault)
    }
    do {
      if fromStart { try await repository.restartExamination() }
      while true {
        let step = try await repository.examineNext(Self.ticketsAStep, with: revision)
        if await progress(step) == .stop || step.isFinished { return step }
      }
    } catch {
      throw DeskError(error)
    }
  }

  /// Whether a run goes on after a step.
  package enum Continuation: Sendable { case goOn, stop }
}
