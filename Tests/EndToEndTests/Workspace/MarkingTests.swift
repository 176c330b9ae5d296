import Foundation
import Glibc
import Testing

/// Masks that are added by hand, and stored tickets that are examined again.
@Suite(.ownThreads) struct MarkingTests {
  @Test func `an agent marks a miss, and it is sealed on every screen and in every file`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    console.send("gg")
    try selectWord(Canary.bodyWord, on: console)
    console.send(Keys.enter)
    try console.waitForDialog("words that should not have been readable")
    console.send(Keys.control("y"))
    try console.wait(for: "the mask") {
      $0.contains("Masked as name in one place")
        && !$0.contains(Canary.bodyWord)
    }
    // What comes is masked as well, by whoever files it.
    try desk.deliver(
      CustomerMail.message(
        id: "again", inReplyTo: "first", body: "Did the \(Canary.bodyWord) say more?"))
    try console.wait(forText: "say more?")
    #expect(!console.screen.text.contains(Canary.bodyWord))
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.sightings.isEmpty)
    #expect(desk.leaks() == [])
    let log = try desk.succeed(["audit", "list", "--json", "--action", "mask.add"], as: .otto)
    #expect(log.output.contains("\"PERSON\"") && !log.output.contains(Canary.bodyWord))
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }

  /// Goes from the first word of the complaint to another.
  private func selectWord(_ word: String, on console: TerminalProcess) throws {
    let words = CustomerMail.complaint.split(whereSeparator: { $0 == " " || $0 == "\n" })
    let place = words.firstIndex { $0.contains(word) } ?? 0
    console.send("v")
    try console.wait(forText: "mask this")
    console.send(String(repeating: "w", count: place))
  }

  // MARK: Examining again

  @Test func `stored tickets are examined again by a supervisor, and by nobody else`() throws {
    let desk = try DeskWorkspace()
    let run = try desk.succeed(["remask", "--json"], as: .otto)
    let summary = try summary(of: run)
    #expect(summary.finished && summary.tickets == 3 && summary.unreadable == 0)
    #expect(summary.sealed.isEmpty, "what today's masker filed holds nothing new for it")
    #expect(!run.everything.contains(Canary.email))
    let refused = try desk.run(["remask"], as: .anna)
    #expect(refused.end == .exited(77))
  }

  @Test func `what a policy left readable is sealed once the policy masks it`() throws {
    let desk = try DeskWorkspace()
    let policy = desk.path + "/policy.yaml"
    try desk.write(
      "schema: sealdesk.policy/1\nkinds: {IP_ADDRESS: {mask: off}}\n", to: policy)
    let mailbox = desk.folder.path + "/one.mbox"
    try desk.write(
      CustomerMail.mbox([
        CustomerMail.message(id: "address", body: "It says that my address is 203.0.113.7 here.")
      ]), to: mailbox)
    try desk.succeed(["import", "mail", mailbox], as: .otto)
    try desk.write("schema: sealdesk.policy/1\n", to: policy)
    let first = try summary(of: desk.succeed(["remask", "--json"], as: .otto))
    #expect(first.finished && first.sealed == ["IP_ADDRESS": 1])
    let second = try summary(of: desk.succeed(["remask", "--json"], as: .otto))
    #expect(second.finished && second.sealed.isEmpty)
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }

  @Test(arguments: ["store.before-commit:2", "store.after-commit:2"])
  func `an examination that is cut off goes on where it was`(place: String) throws {
    let desk = try DeskWorkspace()
    try importMail(count: 117, into: desk)
    let cut = try desk.run(
      ["remask"], as: .otto, environment: ["SEALDESK_FAILPOINT": place])
    #expect(cut.end == .killed(signal: SIGKILL))
    let summary = try summary(of: desk.succeed(["remask", "--json"], as: .otto))
    #expect(summary.finished)
    let log = try desk.succeed(
      ["audit", "list", "--action", "mask.examine"], as: .otto)
    let steps = log.output.split(separator: "\n").count
    #expect(summary.tickets == 120 && steps == 3, "as many as a run that nobody cut off")
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
    #expect(desk.leaks() == [])
  }

  private func importMail(count: Int, into desk: DeskWorkspace) throws {
    let letters = (0..<count).map { number in
      """
      From: Writer <writer\(number)@many.example>
      To: support@desk.example
      Subject: Letter \(number)
      Date: Mon, 23 Nov 2026 12:30:00 +0000
      Message-ID: <letter\(number)@many.example>
      Content-Type: text/plain; charset=utf-8

      One of many.

      """
    }
    let mailbox = desk.folder.path + "/many.mbox"
    try desk.write(CustomerMail.mbox(letters), to: mailbox)
    try desk.succeed(["import", "mail", mailbox], as: .otto)
  }

  private struct Summary: Decodable {
    let tickets: Int
    let sealed: [String: Int]
    let unreadable: Int
    let finished: Bool
  }

  private func summary(of run: CommandRun) throws -> Summary {
    try JSONDecoder().decode(Summary.self, from: Data(run.output.utf8))
  }
}
