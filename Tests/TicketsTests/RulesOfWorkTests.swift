import Foundation
import Masking
import Testing
import Text
import Tickets

struct RulesOfWorkTests {
  @Test(arguments: [(Priority.urgent, 1), (.high, 4), (.normal, 8), (.low, 24)])
  func `a reply is due by its priority`(priority: Priority, hours: Double) {
    let time = Date(timeIntervalSince1970: 1_800_000_000)
    #expect(
      ServiceLevel.standard.dueDate(priority: priority, after: time) == time + hours * 3_600)
    #expect(ServiceLevel(firstReply: [:]).dueDate(priority: priority, after: time) == nil)
  }

  @Test func `priorities are in order`() {
    #expect(Priority.allCases.sorted() == [.low, .normal, .high, .urgent])
    #expect(Priority.allCases.map(\.rank) == [0, 1, 2, 3])
  }

  @Test func `an agent works, and a supervisor does all but practise and hand in mail`() {
    #expect(Role.agent.capabilities == [.readTickets, .workTickets, .reveal])
    #expect(
      Role.supervisor.capabilities == Set(Capability.allCases).subtracting([.train, .deliverMail]))
  }

  @Test(
    arguments: [IdentifierKind.password, .oneTimeCode, .cardVerification, .apiKey])
  func `a new workspace shows secrets to nobody`(kind: IdentifierKind) {
    #expect(EscalationPolicy.standard.escalation(for: kind, as: .agent) == .never)
  }

  @Test func `a kind that the policy does not name is like the others`() throws {
    var policy = EscalationPolicy.standard
    let own = try #require(IdentifierKind(rawValue: "LOYALTY_CARD"))
    #expect(policy.escalation(for: own, as: .agent) == .selfService)
    policy.otherKinds = .approval
    #expect(policy.escalation(for: own, as: .agent) == .approval)
    #expect(policy.escalation(for: .password, as: .supervisor) == .never)
  }

  @Test func `what a new workspace allows fits together`() {
    let policy = EscalationPolicy.standard
    #expect(policy.defaultDuration <= policy.longestDuration)
    #expect(Set(policy.reasons.map(\.code)).count == policy.reasons.count)
    #expect(policy.revealsPerShift[.agent] > 0)
  }

  @Test(arguments: TicketStatus.allCases)
  func `somebody has to do something about what is active`(status: TicketStatus) {
    let isOver: Set<TicketStatus> = [.solved, .closed, .spam, .merged, .deleted]
    #expect(status.isActive == !isOver.contains(status))
  }

  @Test func `numbers are in the order in which they were given`() {
    #expect(TicketID(rawValue: 2) < TicketID(rawValue: 10))
  }
}
