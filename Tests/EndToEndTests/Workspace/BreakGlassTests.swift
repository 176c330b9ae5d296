import Foundation
import Testing

/// An emergency: what takes a supervisor is opened at once, by passphrase, and every supervisor knows.
@Suite(.ownThreads) struct BreakGlassTests {
  static let policy = """
    kinds: {CREDIT_CARD: {class: break-glass}}
    escalation: {break_glass: {minutes: 3, review_hours: 24}}

    """

  @Test func `a card opens by passphrase, is marked, told, seen and reviewed`() throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(Self.policy)
    try desk.deliverCard()
    let supervisor = try desk.console(as: .otto)
    let agent = try desk.console()
    try agent.openCard()
    let passphrase = DeskWorkspace.Person.anna.passphrase
    agent.forbiddenWords += [passphrase, "wrong horse"]
    supervisor.forbiddenWords += [ApprovalTests.card]

    try agent.turnToBreakGlass(because: "the bank waits")
    agent.send("wrong horse" + Keys.control("y"))
    try agent.wait(forText: "That is not your passphrase")
    #expect(agent.sightings.isEmpty)

    agent.forbiddenWords = [passphrase, "wrong horse"]
    agent.send(passphrase + Keys.control("y"))
    try agent.wait(for: "the card, under its mark") {
      $0.contains(ApprovalTests.card) && $0.contains("BREAK-GLASS · 1 shown")
    }
    try supervisor.wait(for: "the alarm") {
      $0.contains("BREAK-GLASS anna") && $0.contains("Break-glass: anna opened ‹card 2›")
    }
    agent.send("E")
    try agent.wait(for: "the mask") {
      !$0.contains(ApprovalTests.card) && !$0.contains("BREAK-GLASS")
    }
    supervisor.send("B")
    try supervisor.waitForDialog("1 not seen by you")
    try supervisor.wait(forText: "the bank waits")
    supervisor.send(Keys.enter)
    try supervisor.wait(forText: "seen, and waiting for a review")
    #expect(!supervisor.screen.text.contains("BREAK-GLASS anna"))
    #expect(try agent.leaveDesk() == .exited(0))
    #expect(try supervisor.leaveDesk() == .exited(0))
    #expect(agent.sightings.isEmpty && supervisor.sightings.isEmpty)

    // Seen is not reviewed: the next console says nothing, the list of reviews does.
    let entry = try desk.expectLogged()
    let waiting = try desk.succeed(["reviews"], as: .otto).output
    #expect(waiting.contains("break-glass: opened without an approval; due 20"))
    try desk.succeed(
      ["reviews", "done", entry, "--finding", "justified", "--note", "the bank did wait"],
      as: .otto)
    #expect(try desk.succeed(["reviews"], as: .otto).output == "Nothing is waiting for a review.\n")
    #expect(
      desk.leaks(of: Canary.all + [ApprovalTests.card, "5105 1051", passphrase, "wrong horse"])
        == [])
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }
}

extension DeskWorkspace {
  /// Looks whether all of it is in the log, without a digit of the card.
  ///
  /// Returns the number of the look's entry.
  fileprivate func expectLogged() throws -> String {
    let log = try succeed(["audit", "list", "--json"], as: .otto).output
    let lines = log.split(separator: "\n")
    let looks = lines.filter { $0.contains("\"reveal.break_glass\"") }
    #expect(looks.count == 1 && looks.allSatisfy { $0.contains("\"review_by\":\"20") })
    let refused = lines.filter { $0.contains("\"reveal.deny\"") }
    #expect(refused.count == 1 && refused.allSatisfy { $0.contains("\"wrong_passphrase\"") })
    #expect(lines.contains { $0.contains("\"session.refuse\"") })
    #expect(lines.contains { $0.contains("\"break_glass.seen\"") })
    #expect(lines.contains { $0.contains("\"reveal.close\"") })
    #expect(!log.contains("5105") && !log.contains("horse"))
    return looks.first?.firstMatch(of: /"seq":(\d+)/).map { String($0.output.1) } ?? "0"
  }
}

extension TerminalProcess {
  /// Asks for the card of the open ticket, and turns to opening it at once.
  func turnToBreakGlass(because sentence: String) throws {
    send("xe")
    try waitForDialog("you ask to see identifiers")
    send(Keys.tab + sentence)
    try wait(forText: sentence)
    send(Keys.control("g"))
    try wait(forText: "your passphrase, once more")
  }
}
