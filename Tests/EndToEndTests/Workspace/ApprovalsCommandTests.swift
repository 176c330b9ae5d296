import Foundation
import Testing

/// Requests for approval from the command line: the same calls, the same log.
@Suite(.ownThreads) struct ApprovalsCommandTests {
  /// A workspace in which Anna has asked for the card; the request's number.
  private func asked() throws -> (desk: DeskWorkspace, agent: TerminalProcess, id: String) {
    let desk = try DeskWorkspace()
    try desk.setPolicy(ApprovalTests.policy)
    let agent = try desk.consoleAskingForCard()
    let request = try #require(try desk.requests(as: .otto, "--pending").first)
    return (desk, agent, "\(try #require(request["id"] as? Int))")
  }

  @Test func `a request is listed without a value, approved, and opens at who asked`() throws {
    let (desk, agent, id) = try asked()
    let listed = try #require(try desk.requests(as: .otto).first)
    #expect(listed["state"] as? String == "pending" && listed["requester"] as? String == "anna")
    #expect(listed["tokens"] as? [String] == ["‹card 2›"])
    #expect(listed["sentence"] as? String == "to check the card")
    #expect(try desk.requests(as: .anna).count == 1, "one's own")

    let run = try desk.succeed(
      ["approvals", "approve", id, "--note", "card 5105 1051 0510 5100 is theirs", "--json"],
      as: .otto)
    #expect(run.output.contains("\"state\":\"approved\"") && !run.everything.contains("5105"))
    try agent.wait(forText: "Approved: ‹card 2›")
    agent.forbiddenWords = []
    agent.send("R")
    try agent.waitForDialog("Approvals   what you asked")
    agent.send(Keys.enter)
    try agent.wait(for: "the card") { $0.contains(ApprovalTests.card) }
    #expect(try agent.leaveDesk() == .exited(0))

    #expect(try desk.requests(as: .otto, "--pending").isEmpty)
    let again = try desk.run(["approvals", "deny", id, "--note", "after all"], as: .otto)
    #expect(again.end != .exited(0) && again.errors.contains("decided already"))
    let log = try desk.succeed(["audit", "list", "--json"], as: .otto).output
    #expect(log.contains("reveal.approve") && !log.contains("5105"))
    #expect(desk.leaks(of: Canary.all + ["5105 1051"]) == [])
  }

  @Test func `a no is told with its note`() throws {
    let (desk, agent, id) = try asked()
    let run = try desk.succeed(["approvals", "deny", id, "--note", "four digits do"], as: .otto)
    #expect(run.output.contains("denied") && run.output.contains("otto: four digits do"))
    try agent.wait(forText: "Not approved: ‹card 2›")
    #expect(try agent.leaveDesk() == .exited(0))
    #expect(agent.sightings.isEmpty)
  }

  @Test func `an agent decides nothing, and there is no request of an invented number`() throws {
    let (desk, agent, id) = try asked()
    #expect(try agent.leaveDesk() == .exited(0))
    let mine = try desk.run(["approvals", "approve", id, "--note", "it is mine"], as: .anna)
    #expect(mine.end == .exited(77))
    let none = try desk.run(["approvals", "approve", "4711", "--note", "why not"], as: .otto)
    #expect(none.end == .exited(65) && none.errors.contains("no request 4711"))
    let mute = try desk.run(["approvals", "approve", id, "--note", " "], as: .otto)
    #expect(mute.end != .exited(0) && mute.errors.contains("Say why"))
    let request = try #require(try desk.requests(as: .otto).first)
    #expect(request["state"] as? String == "pending")
  }
}

extension DeskWorkspace {
  /// What `approvals list --json` says.
  func requests(as person: Person, _ options: String...) throws -> [[String: Any]] {
    try succeed(["approvals", "list", "--json"] + options, as: person).output
      .split(separator: "\n").compactMap {
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
      }
  }
}
