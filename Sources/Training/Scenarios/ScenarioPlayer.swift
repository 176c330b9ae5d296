package import Desk
package import Foundation
import Masking
import Synchronization
import Text
import Tickets

/// Leads a trainee through a scenario, watches what they do, and judges it.
package actor ScenarioPlayer: ScenarioGuide, DeskObserver {
  private let scenario: Scenario
  private let ticket: TicketID
  private let customers: SimulatedCustomers
  private let now: @Sendable () -> Date
  private let startedAt: Date
  /// The tokens of values that are not to leave, where the ticket mentions them.
  private let hazards: [String: Set<Token>]
  private var met: [Int: Date] = [:]
  private var broken: [Int: Date] = [:]
  private var needlessReveals = 0
  private var debrief: ScenarioDebrief?
  private let listeners = Mutex<[UUID: AsyncStream<ScenarioState>.Continuation]>([:])

  /// Files the scenario's ticket and gives its customer their lines.
  package init(
    _ scenario: Scenario, filer: SampleFiler, customers: SimulatedCustomers,
    now: @escaping @Sendable () -> Date
  ) async throws {
    ticket = try await filer.file(scenario.ticket)
    hazards = try await filer.tokens(
      of: scenario.faults.flatMap { $0.when.replyHolds ?? [] }, in: ticket)
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
    listeners.withLock { $0[id] = continuation }
    continuation.yield(state)
    continuation.onTermination = { [weak self] _ in
      self?.listeners.withLock { $0[id] = nil }
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
    where met[index] == nil && isMet(aim.when, by: act) {
      met[index] = now()
    }
    for (index, fault) in scenario.faults.enumerated() where isMet(fault.when, by: act) {
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
    for listener in listeners.withLock({ Array($0.values) }) { listener.yield(state) }
  }

  /// Whether an act on the scenario's ticket is what a rule waits for.
  private func isMet(_ condition: Scenario.Condition, by act: DeskAct) -> Bool {
    switch act {
    case .submitted(let body, let composition, ticket, .some):
      if let words = condition.replyMentions { return composition.text.mentions(anyOf: words) }
      return condition.replyHolds?.contains { holds($0, composition.text, body) } ?? false
    case .revealed(let request) where request.ticket == ticket:
      return condition.reveal.map { kind in
        kind == "any" || request.tokens.contains { $0.kind.rawValue == kind }
      } ?? false
    case .changed(ticket, .status(let new)):
      return condition.status?.contains(new) ?? false
    case .changed(ticket, .addTag(let tag)):
      return condition.tag?.contains(tag.string) ?? false
    case .refused(.held, ticket):
      return condition.held != nil
    default:
      return false
    }
  }

  private func holds(_ value: String, _ text: SanitizedText, _ body: MaskedText) -> Bool {
    text.mentions(anyOf: [value]) || !(hazards[value] ?? []).isDisjoint(with: body.tokens)
  }
}
