package import Foundation
package import Text
package import Tickets

/// What leads a trainee through a scenario: knows the goal, watches, and judges.
///
/// Training has the real one; the console only shows what it says.
package protocol ScenarioGuide: Sendable {
  /// How the scenario stands, at once and after every change.
  func states() async -> AsyncStream<ScenarioState>

  /// Ends the scenario where it is and judges it.
  func finish() async -> ScenarioDebrief
}

/// How a scenario stands.
package struct ScenarioState: Hashable, Sendable {
  package var title: SanitizedText
  /// What the trainee is to achieve.
  package var goal: SanitizedText
  /// What to beware of.
  package var hazard: SanitizedText
  package var steps: [Step]
  package var score: Int
  package var startedAt: Date
  /// The ticket it plays on.
  package var ticket: TicketID?
  /// Set once the goal is reached or out of reach.
  package var debrief: ScenarioDebrief?

  package init(
    title: SanitizedText, goal: SanitizedText, hazard: SanitizedText, steps: [Step] = [],
    score: Int, startedAt: Date, ticket: TicketID? = nil, debrief: ScenarioDebrief? = nil
  ) {
    self.title = title
    self.goal = goal
    self.hazard = hazard
    self.steps = steps
    self.score = score
    self.startedAt = startedAt
    self.ticket = ticket
    self.debrief = debrief
  }

  /// A part of the goal.
  package struct Step: Hashable, Sendable {
    package let wording: SanitizedText
    package let isDone: Bool

    package init(wording: SanitizedText, isDone: Bool) {
      self.wording = wording
      self.isDone = isDone
    }
  }
}

/// A scenario judged.
package struct ScenarioDebrief: Hashable, Sendable {
  package var score: Int
  package var bestScore: Int
  package var duration: Duration
  package var needlessReveals: Int
  package var points: [Point]

  package init(
    score: Int, bestScore: Int, duration: Duration, needlessReveals: Int, points: [Point]
  ) {
    self.score = score
    self.bestScore = bestScore
    self.duration = duration
    self.needlessReveals = needlessReveals
    self.points = points
  }

  /// One thing that went well or did not, with the moment it refers to.
  package struct Point: Hashable, Sendable {
    package let verdict: Verdict
    package let wording: SanitizedText
    package let at: Date?
    package let message: MessageID?

    package init(
      verdict: Verdict, wording: SanitizedText, at: Date? = nil, message: MessageID? = nil
    ) {
      self.verdict = verdict
      self.wording = wording
      self.at = at
      self.message = message
    }
  }

  package enum Verdict: Hashable, Sendable {
    case well, leak, needless, late, missed
  }
}
