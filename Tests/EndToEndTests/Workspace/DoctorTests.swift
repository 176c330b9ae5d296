import Foundation
import Glibc
import Testing

/// What `sealdesk doctor` says of workspaces that are well, and of others.
@Suite(.ownThreads) struct DoctorTests {
  private let desk: DeskWorkspace
  private var database: String { desk.path + "/tickets.db" }

  init() throws {
    desk = try DeskWorkspace()
  }

  private func examine() throws -> CommandRun {
    try desk.run(["doctor"], as: .otto)
  }

  @Test func `a workspace that is well is told so, and what would be better`() throws {
    let run = try examine()
    #expect(run.end == .exited(0), "\(run.everything)")
    for check in ["directory", "files", "rows", "log", "keys", "clock", "mail"] {
      #expect(run.output.contains("ok      \(check) "), "\(check)")
    }
    #expect(run.output.contains("advice  people "))
    let lines = try desk.succeed(["doctor", "--json"], as: .anna).output
    #expect(lines.contains("\"check\":\"rows\""))
    #expect(!lines.contains("\"state\":\"fault\""))
    #expect(try desk.succeed(["audit", "list"], as: .otto).output.contains("audit.verify"))
    #expect(desk.leaks() == [])
  }

  @Test func `rows that were changed, taken out or miscounted are named`() throws {
    try SQLiteFile.flipByte(at: 10, of: "body", row: 1, in: "message", of: database)
    let flipped = try examine()
    #expect(flipped.end == .exited(65))
    // A message's text is read with its ticket, and named by it.
    #expect(flipped.output.contains("FAULT   rows        row 1 of ticket"))
    try SQLiteFile.execute(
      "DELETE FROM message WHERE id = 2; UPDATE tally SET count = count + 1", in: database)
    let run = try desk.run(["doctor", "--json"], as: .otto)
    #expect(run.end == .exited(65))
    #expect(run.output.contains("a row is missing, or an older one stands in its place"))
    #expect(run.output.contains("tally is not what the rows add up to"))
  }

  @Test func `an entry that was changed, and a log that was cut off, are told apart`() throws {
    try SQLiteFile.flipByte(at: 300, of: "entry", row: 3, in: "audit", of: database)
    let run = try examine()
    #expect(run.end == .exited(65))
    #expect(run.output.contains("FAULT   log         entry 3: "))
    try SQLiteFile.execute("DELETE FROM audit WHERE seq >= 3", in: database)
    let cut = try examine()
    #expect(cut.end == .exited(65))
    #expect(cut.output.contains("the log ends before entry"))
  }

  @Test func `files that others can read are named, whether the workspace opens or not`() throws {
    chmod(desk.path + "/keys/keyring", 0o644)
    let run = try examine()
    #expect(run.end == .exited(65))
    #expect(run.output.contains("FAULT   files       keys/keyring"))
    #expect(run.output.contains("ok      rows "))
    chmod(desk.path, 0o770)
    let open = try examine()
    #expect(open.end == .exited(65))
    #expect(open.output.contains("FAULT   directory   others may write in it"))
    #expect(open.output.contains("chmod 700"))
    #expect(open.output.contains("FAULT   opening"))
  }

  @Test func `a damaged keyring is no reason not to answer`() throws {
    #expect(truncate(desk.path + "/keys/keyring", 100) == 0)
    let run = try examine()
    #expect(run.end == .exited(65))
    #expect(run.output.contains("FAULT   opening"))
    #expect(run.output.contains("restore `keys/` from a backup"))
  }

  @Test func `what an erasure left that broke off is named, with what finishes it`() throws {
    let broken = try desk.run(
      ["erase", "--customer-of-ticket", "1", "--yes"], as: .otto,
      environment: KillTests.throughErasure[0].environment)
    #expect(broken.end == .killed(signal: SIGKILL))
    let run = try examine()
    #expect(run.end == .exited(0))
    #expect(run.output.contains("the key of c-1 is left"))
    #expect(run.output.contains("`sealdesk erase --customer c-1` finishes it."))
    try desk.succeed(["erase", "--customer", "c-1", "--yes"], as: .otto)
    #expect(try examine().output.contains("ok      keys "))
  }

  @Test func `who reads no tickets is not let in`() throws {
    try desk.write(
      DeskWorkspace.Person.paul.passphrase + "\n", to: desk.passphraseFile(of: .paul))
    try desk.succeed(
      [
        "user", "add", "paul", "--role", "auditor", "--new-passphrase-file",
        desk.passphraseFile(of: .paul),
      ], as: .otto)
    #expect(try desk.run(["doctor"], as: .paul).end == .exited(77))
  }
}
