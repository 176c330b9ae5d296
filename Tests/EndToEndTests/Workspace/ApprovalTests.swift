import Foundation
import Testing

/// A second person: what it takes a supervisor to see is asked for, decided and opened, across two
/// consoles on one workspace.
@Suite(.ownThreads) struct ApprovalTests {
  static let policy = "kinds: {CREDIT_CARD: {class: {agent: approval, supervisor: self}}}\n"

  @Test func `a card opens to an agent once a supervisor has said so`() throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(Self.policy)
    try desk.deliverCard()
    let supervisor = try desk.console(as: .otto)
    let agent = try desk.console()
    try agent.openCard()
    try agent.escalate()
    try agent.wait(forText: "Asked and logged")
    try supervisor.wait(forText: "anna asks to see ‹card 2›")
    try supervisor.decide(Keys.control("y"), note: "the bank waits")
    try supervisor.wait(forText: "anna can open it now")
    try agent.wait(forText: "Approved: ‹card 2›")
    #expect(agent.sightings.isEmpty && supervisor.sightings.isEmpty)

    agent.forbiddenWords = []
    agent.send("R")
    try agent.waitForDialog("Approvals   what you asked")
    agent.send(Keys.enter)
    try agent.wait(for: "the card") { $0.contains(Self.card) && $0.contains("1 shown") }
    agent.send("E")
    try agent.wait(for: "the mask") { !$0.contains(Self.card) && !$0.contains("shown · ") }
    #expect(try agent.leaveDesk() == .exited(0))
    #expect(try supervisor.leaveDesk() == .exited(0))
    #expect(supervisor.sightings.isEmpty)
    #expect(desk.leaks(of: Canary.all + [Self.card, "5105 1051"]) == [])
    for action in ["reveal.request", "reveal.approve", "reveal.open", "reveal.close"] {
      let log = try desk.succeed(["audit", "list", "--json", "--action", action], as: .otto)
      #expect(log.output.split(separator: "\n").count == 1, "\(action): \(log.output)")
      #expect(!log.everything.contains("5105"))
    }
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }

  @Test func `a no reaches who asked, with the reason, and nothing opens`() throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(Self.policy)
    let agent = try desk.consoleAskingForCard()
    let supervisor = try desk.console(as: .otto)
    try supervisor.decide(Keys.control("n"), note: "four digits do")
    try agent.wait(forText: "Not approved: ‹card 2›")
    #expect(try agent.leaveDesk() == .exited(0))
    #expect(try supervisor.leaveDesk() == .exited(0))
    #expect(agent.sightings.isEmpty && supervisor.sightings.isEmpty)
    let log = try desk.succeed(["audit", "list", "--json"], as: .otto).output
    #expect(!log.contains("reveal.open") && log.contains("four digits do"))
  }

  /// None of the canaries: what comes in after the policy was set.
  static let card = "5105 1051 0510 5100"
}

extension DeskWorkspace {
  /// Files a mail with a card in it, under the policy as it is.
  func deliverCard() throws {
    let mail = folder.path + "/card.eml"
    try write(
      CustomerMail.message(
        id: "card", subject: "Sealed card", body: "Please look at \(ApprovalTests.card), thanks."),
      to: mail)
    try succeed(["import", "mail", mail], as: .otto)
  }
}

extension DeskWorkspace {
  /// Anna's console, after a mail with a card came and she asked a supervisor for it.
  func consoleAskingForCard() throws -> TerminalProcess {
    try deliverCard()
    let agent = try console()
    try agent.openCard()
    try agent.escalate()
    try agent.wait(forText: "Asked and logged")
    return agent
  }
}

extension TerminalProcess {
  /// Opens the ticket with the card.
  func openCard() throws {
    forbiddenWords = Canary.identifiers + [ApprovalTests.card]
    send("]")
    try wait(forText: "Unassigned   sort")
    send("/")
    try wait(forText: "Esc drop")
    send("Sealed card" + Keys.enter)
    try wait(for: "the ticket alone") { $0.contains("Sealed card") && !$0.contains("Charged") }
    send(Keys.enter)
    try wait(for: "the conversation") { $0.contains("Please look at") && $0.contains("k scroll") }
  }

  /// Decides the first request by a key, with a note.
  func decide(_ key: String, note: String) throws {
    send("R")
    try waitForDialog("1 waits for you")
    send(note)
    try wait(forText: note)
    send(key)
  }
}
