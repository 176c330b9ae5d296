package import Desk
package import Foundation
package import Masking
import Observation
import Text
package import Tickets

/// What is open in clear just now, each with its clock.
@Observable @MainActor
package final class RevealModel {
  package private(set) var open: [OpenReveal] = []
  package private(set) var budget: PrivacyBudget?
  @ObservationIgnored private var shiftEnd: Date?
  @ObservationIgnored private let context: ConsoleContext

  package init(context: ConsoleContext) {
    self.context = context
  }

  /// The value behind a token, while it is open.
  package func reveal(of token: Token, in ticket: TicketID) -> OpenReveal? {
    open.first { $0.token == token && $0.ticket == ticket && $0.expiresAt > context.clock.now }
  }

  /// Whether something is open that nobody approved although that is what it takes.
  package var isGlassBroken: Bool { open.contains(where: \.isBreakGlass) }

  /// When the next value is masked again.
  package var nextExpiry: Date? { open.map(\.expiresAt).min() }

  package func add(_ reveals: [OpenReveal]) {
    open.append(contentsOf: reveals)
    refreshBudget()
  }

  /// Masks everything again: wiped here first, then written down.
  package func remaskAll() {
    remask(open)
  }

  private func remask(_ reveals: [OpenReveal]) {
    guard !reveals.isEmpty else { return }
    for reveal in reveals { reveal.close() }
    open.removeAll { $0.isClosed }
    context.tasks.enqueue(.remask) { [context] in
      await context.desk.remask(reveals)
    }
  }

  func tick() {
    let now = context.clock.now
    remask(open.filter { $0.expiresAt <= now || $0.isClosed })
    if let shiftEnd, shiftEnd <= now { refreshBudget() }
  }

  /// Asks again; the next shift begins with a budget of its own.
  func refreshBudget() {
    shiftEnd = context.session.policy.shifts.end(
      after: context.clock.now, in: context.clock.calendar)
    context.tasks.replace(.budget) { [weak self, context] in
      let answer = try? await context.ask { desk throws(DeskError) in try await desk.budget() }
      if let answer, !Task.isCancelled { self?.budget = answer }
    }
  }
}
