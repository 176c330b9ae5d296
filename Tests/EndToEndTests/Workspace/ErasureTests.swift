import Foundation
import Testing

/// Customers who are erased, held, or past their time.
@Suite(.ownThreads) struct ErasureTests {
  @Test func `a customer is erased by a supervisor, who is asked, and certified in the log`() throws
  {
    let desk = try DeskWorkspace()
    let named = ["erase", "--customer-of-ticket", "1"]
    let rehearsed = try desk.succeed(named + ["--dry-run", "--json"], as: .otto).output
    #expect(rehearsed.contains("\"erased\":false"))
    #expect(try desk.run(named, as: .otto).end == .exited(64), "nobody can be asked")
    #expect(try desk.run(named + ["--yes"], as: .anna).end == .exited(77))
    try desk.succeed(["hold", "add", "1", "--reason", "2 C 118/27"], as: .otto)
    #expect(try desk.succeed(["hold", "list"], as: .otto).output.contains("2 C 118/27"))
    #expect(try desk.run(named + ["--yes"], as: .otto).end == .exited(77))
    try desk.succeed(["hold", "remove", "1"], as: .otto)
    let erased = try desk.succeed(named + ["--yes", "--json"], as: .otto).output
    #expect(erased.contains("\"erased\":true") && erased.contains("\"entry\":"))
    let list = try desk.succeed(["audit", "list"], as: .otto).output
    for action in ["hold.add", "hold.remove", "subject.erase", "subject.certify"] {
      #expect(list.contains(action), "\(action)")
    }
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
    let console = try desk.console()
    #expect(try console.leaveDesk() == .exited(0))
    #expect(desk.leaks() == [])
  }

  @Test func `the schedule's dry run is the real run, and a slip in it is named with its line`()
    throws
  {
    let desk = try DeskWorkspace()
    let file = desk.path + "/retention.yaml"
    #expect(try desk.run(["retention", "run"], as: .otto).end == .exited(69))
    try desk.write(
      "schema: sealdesk.retention/1\nrules:\n  - {status: [done], older_than_days: 1, erase: tickets}\n",
      to: file)
    let slip = try desk.run(["retention", "run"], as: .otto)
    #expect(slip.end == .exited(65) && slip.errors.contains("retention.yaml, line 3"))
    try desk.write(
      """
      schema: sealdesk.retention/1
      rules:
        - {status: [new, open, closed], older_than_days: 1, erase: tickets}

      """, to: file)
    let rehearsed = try desk.succeed(["retention", "run", "--dry-run", "--json"], as: .otto).output
    let carriedOut = try desk.succeed(["retention", "run", "--yes", "--json"], as: .otto).output
    let counts = /"(attachments|customers|drafts|identifiers|messages|tickets)":\d+/
    #expect(
      rehearsed.matches(of: counts).map(\.0) == carriedOut.matches(of: counts).map(\.0))
  }
}
