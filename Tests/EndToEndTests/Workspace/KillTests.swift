import Foundation
import Glibc
import Testing

/// Kills the program at every named place, and looks at what is left.
///
/// Each place is reached at least once; the number counts how often it is passed before.
@Suite(.ownThreads) struct KillTests {
  struct Place: CustomTestStringConvertible {
    let name: String
    let count: Int

    init(_ name: String, _ count: Int = 1) {
      (self.name, self.count) = (name, count)
    }

    var environment: [String: String] { ["SEALDESK_FAILPOINT": "\(name):\(count)"] }
    var testDescription: String { "\(name):\(count)" }
  }

  // The session's opening and the view of the ticket are entries too, and come first.
  static let throughReveal = [
    Place("log.before-commit", 3), Place("log.after-commit", 3), Place("store.before-commit", 4),
    Place("reveal.after-opening"),
  ]
  static let throughReply = [
    Place("store.before-commit", 5), Place("store.after-commit", 5), Place("outbox.after-claim"),
    Place("outbox.after-handover"),
  ]
  static let throughApproval = [
    Place("approval.before-commit"), Place("approval.after-commit"),
  ]
  static let throughDelivery = [Place("intake.before-commit"), Place("intake.after-commit")]
  static let throughFiling = [
    Place("intake.after-claim"), Place("store.after-key"), Place("store.before-commit", 4),
  ]

  static let throughRenewal = [
    Place("keys.after-plan"), Place("keys.while-wrapping"), Place("keys.while-wrapping", 2),
    Place("keys.before-switch"), Place("keys.after-switch"),
  ]

  static let throughErasure = [Place("erase.after-rows"), Place("erase.after-keys")]

  @Test func `no place is forgotten`() throws {
    let source = try String(contentsOf: Self.failpoints, encoding: .utf8)
    let named = source.matches(of: /case \w+ = "([a-z.-]+)"/).map { String($0.1) }
    let reached =
      Self.throughReveal + Self.throughReply + Self.throughApproval + Self.throughDelivery
      + Self.throughFiling + Self.throughRenewal + Self.throughErasure
    #expect(!named.isEmpty)
    #expect(Set(named) == Set(reached.map(\.name)))
  }

  private static let failpoints = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Sources/Tickets/Failpoint.swift")

  @Test(arguments: throughReveal)
  func `a reveal that is cut off has its entry, or showed nothing`(place: Place) throws {
    let desk = try DeskWorkspace()
    let console = try desk.console(environment: place.environment)
    try console.openComplaint()
    try endure(console) { try console.escalate() }
    // In the order of the promise: what was on a screen is in the log.
    #expect(!console.hasWritten(Canary.card))
    #expect(console.sightings.isEmpty)
    let log = try desk.succeed(["audit", "list", "--json", "--action", "reveal.open"], as: .otto)
    let isRecorded = ["log.after-commit", "reveal.after-opening"].contains(place.name)
    #expect(log.output.contains("CREDIT_CARD") == isRecorded)
    try expectWhole(desk)
  }

  @Test(arguments: throughReveal)
  func `a glass that breaks while the program dies has its entry, or showed nothing`(
    place: Place
  ) throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(BreakGlassTests.policy)
    try desk.deliverCard()
    let console = try desk.console(environment: place.environment)
    try console.openCard()
    try endure(console) {
      try console.turnToBreakGlass(because: "the bank waits")
      console.send(DeskWorkspace.Person.anna.passphrase + Keys.control("y"))
    }
    #expect(!console.hasWritten(ApprovalTests.card))
    #expect(console.sightings.isEmpty)
    let log = try desk.succeed(
      ["audit", "list", "--json", "--action", "reveal.break_glass"], as: .otto)
    let isRecorded = ["log.after-commit", "reveal.after-opening"].contains(place.name)
    #expect(log.output.contains("CREDIT_CARD") == isRecorded)
    // What is on record has to be reviewed, whatever became of it.
    let reviews = try desk.succeed(["reviews"], as: .otto).output
    #expect(reviews.contains("break-glass") == isRecorded)
    try expectWhole(desk)
  }

  @Test(arguments: throughApproval)
  func `a request that is cut off is there with its entry, or not at all`(place: Place) throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(ApprovalTests.policy)
    try desk.deliverCard()
    let console = try desk.console(environment: place.environment)
    try console.openCard()
    try endure(console) { try console.escalate() }
    let log = try desk.succeed(
      ["audit", "list", "--json", "--action", "reveal.request"], as: .otto)
    let isThere = place.name == "approval.after-commit"
    #expect(log.output.contains("CREDIT_CARD") == isThere)
    let supervisor = try desk.console(as: .otto)
    supervisor.send("R")
    try supervisor.wait(
      forText: isThere ? "1 waits for you" : "Nobody has asked for anything")
    #expect(try supervisor.leaveDesk() == .exited(0))
    try expectWhole(desk)
  }

  @Test(arguments: throughApproval)
  func `a decision that is cut off counts with its entry, or not at all`(place: Place) throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(ApprovalTests.policy)
    let agent = try desk.consoleAskingForCard()
    #expect(try agent.leaveDesk() == .exited(0))
    let supervisor = try desk.console(as: .otto, environment: place.environment)
    try endure(supervisor) { try supervisor.decide(Keys.control("y"), note: "it is right") }
    let log = try desk.succeed(
      ["audit", "list", "--json", "--action", "reveal.approve"], as: .otto)
    let isThere = place.name == "approval.after-commit"
    #expect(log.output.contains("it is right") == isThere)
    let again = try desk.console()
    again.send("R")
    try again.wait(forText: isThere ? "approved, " : "waits for a supervisor")
    #expect(try again.leaveDesk() == .exited(0))
    #expect(again.sightings.isEmpty)
    try expectWhole(desk)
  }

  @Test(arguments: throughApproval)
  func `the end of a request that is cut off is recorded once`(place: Place) async throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy(ApprovalTests.policy + "escalation: {request_minutes: 1}\n")
    let agent = try desk.consoleAskingForCard()
    #expect(try agent.leaveDesk() == .exited(0))
    // Suspended rather than blocked: others use the thread.
    try await Task.sleep(for: .seconds(61))
    let supervisor = try desk.starting(as: .otto, environment: place.environment)
    #expect(try supervisor.waitForEnd() == .killed(signal: SIGKILL))
    let again = try desk.console(as: .otto)
    again.send("R")
    try again.wait(forText: "its time has run out")
    #expect(try again.leaveDesk() == .exited(0))
    let log = try desk.succeed(["audit", "list", "--json", "--action", "reveal.expire"], as: .otto)
    #expect(log.output.split(separator: "\n").count == 1)
    try expectWhole(desk)
  }

  @Test(arguments: throughReply)
  func `a reply that is cut off is there again, and leaves`(place: Place) throws {
    let desk = try DeskWorkspace()
    try desk.configureSendmail()
    let console = try desk.console(environment: place.environment)
    try console.openComplaint()
    try console.compose("Dear {{customer.first_name}}, said the \(Canary.draftWord).")
    try endure(console) {
      try console.wait(forText: "sealed draft, saved")
      console.send(Keys.control("s"))
    }
    #expect(console.sightings.isEmpty)

    let again = try desk.console()
    try again.openComplaint()
    try again.wait(for: "the reply, or its draft") { $0.contains(Canary.draftWord) }
    if place.name == "store.before-commit" {
      try again.wait(forText: "sealed draft, saved")
    } else {
      try again.wait(for: "it to leave") { $0.contains("leaves in") || $0.contains("  sent") }
    }
    #expect(try again.leaveDesk() == .exited(0))
    try expectWhole(desk)
  }

  @Test(arguments: throughDelivery)
  func `a delivery that is cut off can be repeated, and is filed once`(place: Place) throws {
    let desk = try DeskWorkspace()
    let run = try desk.run(["deliver"], input: Self.newcomer, environment: place.environment)
    #expect(run.end == .killed(signal: SIGKILL))
    // The mail system was not told, and so delivers again.
    try desk.deliver(Self.newcomer)
    try expectFiledOnce(desk)
  }

  @Test(arguments: throughFiling)
  func `mail whose filing is cut off is filed by the next console, once`(place: Place) throws {
    let desk = try DeskWorkspace()
    try desk.deliver(Self.newcomer)
    let console = try desk.starting(environment: place.environment)
    #expect(try console.waitForEnd() == .killed(signal: SIGKILL))
    // Who files it has a minute; a second delivery of the same mail does not wait for that.
    try desk.deliver(Self.newcomer)
    try expectFiledOnce(desk)
  }

  @Test(arguments: throughRenewal)
  func `a renewal of the keys that is cut off locks nobody out, and is gone on with`(
    place: Place
  ) throws {
    let desk = try DeskWorkspace()
    let run = try desk.run(["keys", "rotate"], as: .otto, environment: place.environment)
    #expect(run.end == .killed(signal: SIGKILL))
    // Work goes on in between, with the keys that are in force.
    try desk.deliver(Self.newcomer)
    try expectFiledOnce(desk)
    try desk.succeed(["keys", "rotate"], as: .otto)
    let status = try desk.succeed(["keys", "status", "--json"], as: .anna).output
    #expect(status.contains("\"leftovers\":[]"))
    #expect(status.contains("\"epoch\":\(place.name == "keys.after-switch" ? 3 : 2),"))
    let console = try desk.console()
    try console.openComplaint()
    #expect(try console.leaveDesk() == .exited(0))
    try expectWhole(desk)
  }

  @Test(arguments: throughErasure)
  func `an erasure that is cut off is finished by the next run`(place: Place) throws {
    let desk = try DeskWorkspace()
    let erase = ["erase", "--customer-of-ticket", "1", "--yes"]
    let run = try desk.run(erase, as: .otto, environment: place.environment)
    #expect(run.end == .killed(signal: SIGKILL))
    // The ticket is gone, so its customer is named by number: as the log does.
    let again = ["erase", "--customer", "1", "--yes", "--json"]
    let finished = try desk.run(again, as: .otto)
    #expect(finished.end == .exited(0))
    let log = try desk.succeed(["audit", "list", "--action", "subject.certify"], as: .otto).output
    #expect(log.contains("c-1"))
    let status = try desk.succeed(["keys", "status", "--json"], as: .otto).output
    #expect(status.contains("\"customers\":1,"))
    try expectWhole(desk)
  }

  private static let newcomer = """
    From: Nele Neuling <nele@newcomer.example>
    To: support@desk.example
    Subject: A first letter
    Message-ID: <letter@newcomer.example>
    Content-Type: text/plain; charset=utf-8

    I have never written before.

    """

  private func expectFiledOnce(_ desk: DeskWorkspace) throws {
    let console = try desk.console()
    console.send("]")
    try console.wait(for: "the letter") {
      $0.contains("Unassigned 4") && $0.contains("A first letter")
    }
    try desk.deliver(Self.newcomer)
    try desk.deliver(Self.newcomer.replacing("letter", with: "postcard"))
    try console.wait(for: "the next one") {
      $0.contains("Unassigned 5") && $0.contains("A first postcard")
    }
    #expect(try console.leaveDesk() == .exited(0))
    try expectWhole(desk)
  }

  /// Drives the console until it is killed.
  private func endure(_ console: TerminalProcess, _ body: () throws -> Void) throws {
    // What was waited for may come, or the end does.
    do { try body() } catch is TerminalProcessError {}
    #expect(try console.waitForEnd() == .killed(signal: SIGKILL))
  }

  private func expectWhole(_ desk: DeskWorkspace) throws {
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
    #expect(desk.leaks() == [])
  }
}
