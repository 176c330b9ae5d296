import Masking
import Testing
import Tickets

@Suite struct EscalationPolicyTests {
  @Test(arguments: [IdentifierKind.password, .oneTimeCode, .cardVerification, .apiKey])
  func `a secret is shown to nobody, whatever the reason`(kind: IdentifierKind) {
    #expect(EscalationPolicy.standard.escalation(for: kind, as: .supervisor) == .never)
  }

  @Test func `a kind without a line of its own follows the others`() {
    var policy = EscalationPolicy.standard
    policy.otherKinds = .approval
    policy.classes[.email] = .selfService
    #expect(policy.escalation(for: .phone, as: .agent) == .approval)
    #expect(policy.escalation(for: .email, as: .agent) == .selfService)
  }

  @Test func `the default duration is within the longest`() {
    #expect(EscalationPolicy.standard.defaultDuration <= EscalationPolicy.standard.longestDuration)
  }

  @Test func `only a supervisor reads the log or lets people in`() {
    #expect(!Role.agent.capabilities.contains(.readAudit))
    #expect(!Role.agent.capabilities.contains(.manageUsers))
    #expect(Role.supervisor.capabilities.isSuperset(of: Role.agent.capabilities))
  }
}
