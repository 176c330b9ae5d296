import Foundation
import Testing

/// Who may do what, as it is written down and signed.
@Suite(.ownThreads) struct AccessReviewTests {
  @Test func `it says who may do what, and that it was signed, until something changes`() throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy("kinds: {IBAN: {class: {agent: break-glass, supervisor: approval}}}\n")
    let first = try desk.accessReview()
    let rights = try #require(first["rights"] as? [String: Any])
    let kinds = try #require(rights["kinds"] as? [String: [String: String]])
    #expect(kinds["IBAN"] == ["agent": "break-glass", "supervisor": "approval"])
    let roles = try #require(rights["roles"] as? [String: [String]])
    #expect(roles["agent"] == ["readTickets", "reveal", "workTickets"])
    #expect(roles["supervisor"]?.contains("approveReveals") == true)
    let members = try #require(rights["members"] as? [[String: Any]])
    #expect(members.map { $0["name"] as? String } == ["otto", "anna"])
    #expect(members.allSatisfy { $0["state"] as? String == "active" })
    let sessions = try #require(first["lastSessions"] as? [String: String])
    #expect(sessions["otto"] != nil && first["overdue"] as? Bool == false)
    #expect(first["signedBy"] == nil && first["due"] != nil)

    let digest = try #require(first["digest"] as? String)
    let signed = try desk.succeed(
      ["access-review", "sign", "--note", "as it should be", "--digest", digest], as: .otto)
    #expect(signed.output.contains(digest))
    let again = try desk.accessReview()
    #expect(again["digest"] as? String == digest, "to come and go changes nothing")
    #expect(again["signedDigest"] as? String == digest && again["signedBy"] as? String == "otto")
    let page = try desk.succeed(["access-review"], as: .otto).output
    #expect(
      page.contains("| anna | agent | active |") && page.contains("nothing has changed since"))
    #expect(page.contains("| approveReveals |  | yes |"))
    let log = try desk.succeed(
      ["audit", "list", "--json", "--action", "access.review"], as: .otto
    ).output
    #expect(log.contains(digest) && log.contains("as it should be"))

    try desk.setPolicy("kinds: {IBAN: {class: self}}\n")
    #expect(
      try desk.succeed(["access-review"], as: .otto).output.contains("it has CHANGED since"))
    let stale = try desk.run(
      ["access-review", "sign", "--note", "unseen", "--digest", digest], as: .otto)
    #expect(stale.end == .exited(65) && stale.errors.contains("changed since you read it"))
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }

  @Test func `the digest is the SHA-256 of the rights as they are printed`() throws {
    let desk = try DeskWorkspace()
    let line = try desk.succeed(["access-review", "--json"], as: .otto).output
    let rights = try #require(line.firstMatch(of: /"rights":(\{.*\})\}\n/)?.output.1)
    let file = desk.folder.path + "/rights.json"
    try desk.write("\(rights)\n", to: file)
    let sum = try CommandRun("/usr/bin/sha256sum", [file]).output.prefix(64)
    #expect(try desk.accessReview()["digest"] as? String == String(sum))
  }

  @Test func `an agent neither reads nor signs it, and nobody signs without a word`() throws {
    let desk = try DeskWorkspace()
    #expect(try desk.run(["access-review"], as: .anna).end == .exited(77))
    let sign = ["access-review", "sign", "--note"]
    #expect(try desk.run(sign + ["fine"], as: .anna).end == .exited(77))
    #expect(try desk.run(sign + [" "], as: .otto).end == .exited(64))
    let log = try desk.succeed(["audit", "list", "--json"], as: .otto).output
    #expect(!log.contains("access.review"))
  }
}

extension DeskWorkspace {
  /// What `access-review --json` says.
  fileprivate func accessReview() throws -> [String: Any] {
    let run = try succeed(["access-review", "--json"], as: .otto)
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    guard let review = object as? [String: Any] else { throw TerminalProcessError(run.output) }
    return review
  }
}
