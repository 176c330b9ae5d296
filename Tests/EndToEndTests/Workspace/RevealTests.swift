import Foundation
import Testing

/// Looking at an identifier: what it takes, what it shows, what it leaves behind.
@Suite(.ownThreads) struct RevealTests {
  @Test func `a reveal shows the values with a clock, and E masks them everywhere`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    // Nobody may see a password; everything else is open once the request is confirmed.
    console.forbiddenWords = [Canary.password]
    try console.escalate(all: true)
    try console.wait(for: "the values") {
      $0.contains(Canary.card) && $0.contains("shown · 4:5") && $0.contains(Canary.familyName)
    }
    try console.compose("{{customer.first_name}}, we call ‹phone 1›.")
    console.send(Keys.control("p"))
    try console.wait(for: "the values in the preview") {
      $0.contains("as the customer gets it") && $0.contains(", we call  \(Canary.phone)")
    }
    console.send(Keys.control("p") + Keys.escape)
    try console.wait(forNoText: "F1 help")
    console.send("E")
    try console.wait(for: "the masks") {
      !$0.contains("shown · ") && $0.contains("card 1  •••• 1486")
        && Canary.identifiers.allSatisfy { [text = $0.text] in !text.contains($0) }
    }
    #expect(console.sightings.isEmpty)
    console.forbiddenWords = Canary.identifiers
    console.send(Keys.control("l"))
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    #expect(desk.leaks() == [])
    try expectLogged(
      on: desk, action: "reveal.open", holding: ["\"ticket\":1", "to check the card"])
  }

  @Test func `a value is masked again when its time is over, without a key`() async throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    console.forbiddenWords = []
    try console.escalate(minutes: 1)
    try console.wait(for: "the value") { $0.contains(Canary.card) && $0.contains("1 shown") }
    try await Task.sleep(for: .seconds(52))
    try console.wait(for: "the mask") { !$0.contains("shown · ") && !$0.contains(Canary.card) }
    #expect(try console.leaveDesk() == .exited(0))
    #expect(desk.leaks() == [])
    try expectLogged(on: desk, action: "reveal.expire", holding: ["\"ticket\":1", "\"entry\":"])
  }

  @Test func `without a reason's sentence nothing opens`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try console.escalate(sentence: " ")
    try console.wait(forText: "Say why, in a sentence.")
    console.send(Keys.escape)
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    let log = try desk.succeed(["audit", "list", "--json"], as: .otto).output
    #expect(!log.contains("reveal.open"))
  }

  @Test func `a suspended or locked console has masked everything`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    console.forbiddenWords = []
    try console.escalate()
    try console.wait(forText: Canary.card)
    console.send(Keys.control("x"))
    try console.wait(for: "the lock") { $0.contains("assphrase") && !$0.contains(Canary.bodyWord) }
    console.forbiddenWords = Canary.identifiers
    console.send("not the passphrase\r")
    try console.wait(forText: "That is not the passphrase.")
    console.send(DeskWorkspace.Person.anna.passphrase + "\r")
    try console.wait(for: "the desk as it was") {
      $0.contains(Canary.bodyWord) && $0.contains("card 1  •••• 1486")
    }
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    try expectLogged(on: desk, action: "reveal.close", holding: ["\"ticket\":1", "\"entry\":"])
  }

  /// Finds an entry as a supervisor does, and proves the chain.
  private func expectLogged(
    on desk: DeskWorkspace, action: String, holding words: [String]
  ) throws {
    let list = try desk.succeed(["audit", "list", "--json", "--action", action], as: .otto)
    let lines = list.output.split(separator: "\n")
    #expect(
      lines.contains { line in words.allSatisfy { line.contains($0) } },
      "\(list.output)")
    for word in Canary.identifiers { #expect(!list.everything.contains(word)) }
    let verdict = try desk.succeed(["audit", "verify"], as: .otto)
    #expect(verdict.output.hasPrefix("intact: "))
  }
}
