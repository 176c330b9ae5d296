package import Desk
import Foundation
import Observation
import Text
import Tickets

/// The scenario that a trainee plays: goal and hazard beside the desk, the debrief after it.
@Observable @MainActor
package final class ScenarioModel {
  package private(set) var state: ScenarioState?
  package private(set) var debrief: ScenarioDebrief?
  package private(set) var isPanelShown = true
  package private(set) var selectedPoint = 0
  @ObservationIgnored private let guide: any ScenarioGuide
  @ObservationIgnored private let context: ConsoleContext
  /// Called once, with the ticket that it is about, and once at its end.
  @ObservationIgnored var began: (TicketID) -> Void = { _ in }
  @ObservationIgnored var ended: () -> Void = {}

  package init(guide: any ScenarioGuide, context: ConsoleContext) {
    self.guide = guide
    self.context = context
  }

  func start() {
    context.tasks.replace(.scenario) { [weak self, guide] in
      for await state in await guide.states() {
        self?.take(state)
      }
    }
  }

  private func take(_ fresh: ScenarioState) {
    let isFirst = state?.ticket == nil
    state = fresh
    if isFirst, let ticket = fresh.ticket { began(ticket) }
    guard let debrief = fresh.debrief, self.debrief == nil else { return }
    self.debrief = debrief
    ended()
  }

  package func togglePanel() { isPanelShown.toggle() }

  package func movePoint(by step: Int) {
    guard let debrief else { return }
    selectedPoint = max(0, min(debrief.points.count - 1, selectedPoint + step))
  }

  package var point: ScenarioDebrief.Point? {
    guard let debrief, debrief.points.indices.contains(selectedPoint) else { return nil }
    return debrief.points[selectedPoint]
  }

  /// Ends it here and asks for the debrief.
  package func finish() {
    context.tasks.replace(.debrief) { [weak self, guide] in
      let debrief = await guide.finish()
      guard self?.debrief == nil else { return }
      self?.debrief = debrief
      self?.ended()
    }
  }
}
