import Foundation
import Testing

/// Who is let in, in which role, and who is not any more.
@Suite(.ownThreads) struct PeopleTests {
  func letIn(_ desk: DeskWorkspace, as role: String) throws {
    try desk.write(
      DeskWorkspace.Person.paul.passphrase + "\n", to: desk.passphraseFile(of: .paul))
    try desk.succeed(
      [
        "user", "add", "paul", "--role", role, "--new-passphrase-file",
        desk.passphraseFile(of: .paul),
      ], as: .otto)
  }

  @Test func `an auditor reads the log, which notes it, and no ticket`() throws {
    let desk = try DeskWorkspace()
    try letIn(desk, as: "auditor")
    let list = try desk.succeed(["audit", "list", "--json"], as: .paul).output
    #expect(list.contains("key.user_add"))
    #expect(try desk.succeed(["audit", "verify"], as: .paul).output.hasPrefix("intact: "))
    #expect(try desk.succeed(["audit", "prove", "1"], as: .paul).output.contains("\"root\""))
    #expect(try desk.succeed(["audit", "export"], as: .paul).output.contains("\"u:paul\""))
    #expect(try desk.succeed(["reviews"], as: .paul).output.contains("Nothing is waiting"))
    try desk.succeed(["audit", "statement", "--customer", "c-1"], as: .paul)
    try desk.succeed(["report", "--month", "2026-11"], as: .paul)
    let again = try desk.succeed(["audit", "list", "--by", "paul"], as: .otto).output
    for action in ["session.open", "audit.read", "audit.verify", "audit.export", "subject.access"] {
      #expect(again.contains(action), "\(action)")
    }
    for command in [
      ["import", "mail", desk.passphraseFile(of: .paul)], ["outbox"], ["remask"],
      ["user", "add", "eve", "--new-passphrase-file", desk.passphraseFile(of: .paul)],
      ["user", "revoke", "anna"], ["keys", "rotate"], ["keys", "recovery"], ["keys", "status"],
    ] {
      let run = try desk.run(command, as: .paul)
      #expect(run.end == .exited(77), "\(command): \(run.everything)")
    }
    // What the auditor added does not trouble those who write tickets.
    try desk.deliver(CustomerMail.message(id: "third"))
    let console = try desk.console()
    try console.openComplaint()
    #expect(try console.leaveDesk() == .exited(0))
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
    #expect(desk.leaks() == [])
  }

  @Test(arguments: ["trainer", "mail"])
  func `who holds no key reads neither tickets nor the log`(role: String) throws {
    let desk = try DeskWorkspace()
    try letIn(desk, as: role)
    for command in [
      ["audit", "list"], ["audit", "show", "1"], ["audit", "export"], ["reviews"],
      ["keys", "status"],
      ["outbox"],
    ] {
      let run = try desk.run(command, as: .paul)
      #expect(run.end == .exited(77), "\(command): \(run.everything)")
    }
  }

  @Test func `a supervisor who forgot the passphrase is let in by the recovery key`() throws {
    let desk = try DeskWorkspace()
    let sheet = try desk.succeed(["keys", "recovery"], as: .otto).output
    let lines = sheet.matches(of: /[0-9A-Z]{5}(-[0-9A-Z]{5}){3}/).map { String($0.0) }
    #expect(lines.count == 2)
    let (key, forgotten) = (desk.folder.path + "/key", desk.folder.path + "/new")
    try desk.write(lines.joined(separator: "\n") + "\n", to: key)
    try desk.write("another long passphrase\n", to: forgotten)
    let options = [
      "--user", "otto", "--recovery-key-file", key, "--new-passphrase-file", forgotten,
    ]
    try desk.succeed(["recover"] + options)
    #expect(try desk.run(["audit", "list"], as: .otto).end == .exited(77))
    let list = try desk.run(
      ["audit", "list", "--user", "otto", "--passphrase-file", forgotten])
    #expect(list.end == .exited(0))
    #expect(list.output.contains("key.recover") && list.output.contains("session.refuse"))
    #expect(!desk.files.contains { ByteSearch.contains(lines[0], in: $0.bytes) })

    try desk.write(lines.joined().replacing("0", with: "Z") + "Z", to: key)
    #expect(try desk.run(["recover"] + options).end == .exited(64))
    #expect(
      try desk.run(["recover", "--user", "anna"] + options.dropFirst(2)).end != .exited(0))
  }

  @Test func `an open console ends when its keys are renewed, and keeps what was written`() throws {
    let desk = try DeskWorkspace()
    let console = try desk.console()
    try console.openComplaint()
    try console.compose("Dear customer, said the \(Canary.draftWord).")
    try desk.succeed(["keys", "rotate"], as: .otto)
    #expect(try console.waitForEnd() == .exited(75))
    let again = try desk.console()
    try again.openComplaint()
    try again.wait(for: "the draft") { $0.contains(Canary.draftWord) }
    #expect(try again.leaveDesk() == .exited(0))
  }

  @Test func `who is revoked is out, and whoever stays works on`() throws {
    let desk = try DeskWorkspace()
    try letIn(desk, as: "agent")
    let console = try desk.console(as: .paul)
    try desk.succeed(["user", "revoke", "paul"], as: .otto)
    #expect(try console.waitForEnd() == .exited(75))
    #expect(try desk.run(["keys", "status"], as: .paul).end == .exited(77))
    #expect(try desk.run(["user", "revoke", "otto"], as: .otto).end == .exited(77))
    let list = try desk.succeed(["user", "list", "--json"]).output
    #expect(list.contains("\"revoked\":true"))
    try desk.deliver(CustomerMail.message(id: "third"))
    let anna = try desk.console()
    try anna.openComplaint()
    #expect(try anna.leaveDesk() == .exited(0))
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }
}
