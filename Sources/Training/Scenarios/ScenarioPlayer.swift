package import Desk
package import Foundation
import Masking
import Sealing
import Text
import Tickets

/// Leads a trainee through a scenario, watches what they do, and judges it.
package actor ScenarioPlayer: ScenarioGuide, DeskObserver {
  private let scenario: Scenario
  private let ticket: TicketID
  private let customers: SimulatedCustomers
  private let now: @Sendable () -> Date
  private let startedAt: Date
  private var met: [Int: Date] = [:]
  private var broken: [Int: Date] = [:]
  private var needlessReveals = 0
  private var debrief: ScenarioDebrief?
  private var listeners: [UUID: AsyncStream<ScenarioState>.Continuation] = [:]

  /// Files the scenario's ticket and gives its customer their lines.
  package init(
    _ scenario: Scenario, filer: SampleFiler, customers: SimulatedCustomers,
    now: @escaping @Sendable () -> Date
  ) async throws {
    ticket = try await filer.file(scenario.ticket)
    await customers.learn(scenario.ticket.live ?? [], for: ticket)
    self.scenario = scenario
    self.customers = customers
    self.now = now
    startedAt = now()
  }

  package func states() -> AsyncStream<ScenarioState> {
    let (stream, continuation) = AsyncStream<ScenarioState>.makeStream(
      bufferingPolicy: .bufferingNewest(1))
    let id = UUID()
    listeners[id] = continuation
    continuation.yield(state)
    continuation.onTermination = { [weak self] _ in
      Task { await self?.forget(id) }
    }
    return stream
  }

  package func finish() -> ScenarioDebrief {
    let final = debrief ?? judged()
    debrief = final
    publish()
    return final
  }

  package func observe(_ act: DeskAct) async {
    await customers.observe(act)
    guard debrief == nil else { return }
    let (metBefore, brokenBefore) = (met.count, broken.count)
    for (index, aim) in scenario.aims.enumerated()
    where met[index] == nil && aim.when.isMet(by: act, on: ticket) {
      met[index] = now()
    }
    for (index, fault) in scenario.faults.enumerated() where fault.when.isMet(by: act, on: ticket) {
      if fault.isNeedlessReveal == true { needlessReveals += 1 }
      if broken[index] == nil { broken[index] = now() }
    }
    if met.count == scenario.aims.count { debrief = judged() }
    if met.count != metBefore || broken.count != brokenBefore { publish() }
  }

  private var score: Int {
    let gained = met.keys.reduce(0) { $0 + scenario.aims[$1].points }
    return broken.keys.reduce(gained) { $0 + scenario.faults[$1].points }
  }

  private var state: ScenarioState {
    ScenarioState(
      title: SanitizedText(sanitizing: scenario.title),
      goal: SanitizedText(sanitizing: scenario.goal),
      hazard: SanitizedText(sanitizing: scenario.hazard),
      steps: scenario.aims.enumerated().map { index, aim in
        .init(wording: SanitizedText(sanitizing: aim.wording), isDone: met[index] != nil)
      },
      score: score, startedAt: startedAt, ticket: ticket, debrief: debrief)
  }

  private func judged() -> ScenarioDebrief {
    let good = scenario.aims.enumerated().map { index, aim in
      ScenarioDebrief.Point(
        verdict: met[index] == nil ? .missed : .well,
        wording: SanitizedText(sanitizing: aim.wording), at: met[index])
    }
    let bad = scenario.faults.enumerated().compactMap { index, fault in
      broken[index].map {
        ScenarioDebrief.Point(
          verdict: fault.isNeedlessReveal == true ? .needless : .leak,
          wording: SanitizedText(sanitizing: fault.wording), at: $0)
      }
    }
    return ScenarioDebrief(
      score: score, bestScore: scenario.bestScore,
      duration: .seconds(now().timeIntervalSince(startedAt)), needlessReveals: needlessReveals,
      points: good + bad)
  }

  private func publish() {
    for listener in listeners.values { listener.yield(state) }
  }

  private func forget(_ id: UUID) {
    listeners[id] = nil
  }
}

extension Scenario.Condition {
  /// Whether an act on the scenario's ticket is what this rule waits for.
  func isMet(by act: DeskAct, on ticket: TicketID) -> Bool {
    switch act {
    case .submitted(let composition, ticket, .some):
      let words = composition.text.string.lowercased()
      if let replyMentions { return replyMentions.contains { words.contains($0.lowercased()) } }
      if let replyHolds {
        let kinds = Set(Masker().detect(in: composition.text).map(\.kind.rawValue))
        return !kinds.isDisjoint(with: replyHolds)
      }
      return false
    case .revealed(let request) where request.ticket == ticket:
      return reveal.map { kind in
        kind == "any" || request.tokens.contains { $0.kind.rawValue == kind }
      } ?? false
    case .changed(ticket, .status(let new)):
      return status?.contains(new.rawValue) ?? false
    case .refused(.held, ticket):
      return held != nil
    default:
      return false
    }
  }
}
