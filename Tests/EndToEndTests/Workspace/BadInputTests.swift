import Foundation
import Glibc
import Testing

/// What goes wrong outside: a clear sentence, a documented exit code, and nothing lost.
@Suite(.ownThreads) struct BadInputTests {
  static let strangeMail: [(name: String, bytes: [UInt8], words: String)] = [
    ("without headers", Array("just some words, no header at all\n".utf8), "could not be read"),
    ("binary", (0..<4_096).map { UInt8(truncatingIfNeeded: $0 &* 31) }, "could not be read"),
    (
      "broken MIME",
      Array(
        """
        From: Mo <mo@broken.example>
        Subject: Torn in half
        Message-ID: <torn@broken.example>
        Content-Type: multipart/mixed; boundary="never"

        --never
        Content-Type: text/plain

        The end of this is missing
        """.utf8), "The end of this is missing"
    ),
    (
      "a wrong charset",
      Array(
        """
        From: Mo <mo@broken.example>
        Subject: Written elsewhere
        Message-ID: <charset@broken.example>
        Content-Type: text/plain; charset=klingon-1

        Stra
        """.utf8) + [0xDF, 0x65] + Array(" closed\n".utf8), " closed"
    ),
  ]

  @Test(arguments: strangeMail.indices)
  func `strange mail is delivered, kept and shown`(index: Int) throws {
    let mail = Self.strangeMail[index]
    let desk = try DeskWorkspace()
    let file = desk.folder.path + "/strange.eml"
    try Data(mail.bytes).write(to: URL(filePath: file))
    let shell = try CommandRun(
      "/bin/sh", ["-c", "\(BuildProducts.sealdesk) deliver --workspace \(desk.path) < \(file)"])
    #expect(shell.end == .exited(0))
    #expect(shell.everything.isEmpty)
    let console = try desk.console()
    console.send("]oo")
    try console.wait(forText: "Unassigned 4")
    console.send("G" + Keys.enter)
    try console.wait(forText: mail.words)
    #expect(try console.leaveDesk() == .exited(0))
    #expect(console.screen.unknown.isEmpty)
  }

  @Test func `50 MB are delivered, and what is longer stays with the mail system`() throws {
    let desk = try DeskWorkspace()
    let head = CustomerMail.fromAnother.replacing("lid@", with: "huge@")
    let line = String(repeating: "x", count: 75) + "\n"
    let large = head + String(repeating: line, count: 50 * 1_024 * 1_024 / line.utf8.count)
    try desk.deliver(large)
    let console = try desk.console()
    try console.wait(for: "the large message", within: .seconds(60)) { $0.contains("Unassigned 4") }
    #expect(try console.leaveDesk() == .exited(0))
    let longer = large + String(repeating: line, count: 15 * 1_024 * 1_024 / line.utf8.count)
    let run = try desk.run(["deliver"], input: longer)
    #expect(run.end == .exited(65))
    #expect(run.errors.contains("longer than 64 MB"))
  }

  @Test func `nothing to deliver, and nowhere to deliver it, are told apart`() throws {
    let desk = try DeskWorkspace()
    let empty = try desk.run(["deliver"])
    #expect(empty.end == .exited(65))
    #expect(empty.errors.contains("no message on standard input"))
    let nowhere = try desk.run(
      ["deliver", "--workspace", desk.folder.path + "/none"], input: CustomerMail.fromAnother)
    #expect(nowhere.end == .exited(75))
    #expect(nowhere.errors.contains("left with the mail system"))
    let import_ = try desk.run(["import", "mail", desk.folder.path + "/none"], as: .otto)
    #expect(import_.end == .exited(69))
    #expect(import_.errors.contains("Nothing was changed"))
  }

  @Test func `a file that is no mail is refused and changes nothing`() throws {
    let desk = try DeskWorkspace()
    let file = desk.folder.path + "/picture"
    try Data((0..<10_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }).write(to: URL(filePath: file))
    let run = try desk.run(["import", "mail", file], as: .otto)
    #expect([.exited(65), .exited(0)].contains(run.end), "\(run.everything)")
    if run.end == .exited(0) { #expect(run.output.contains("1 kept unparsed")) }
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
  }

  @Test func `a damaged store says so, and is left as it is`() throws {
    let desk = try DeskWorkspace()
    let file = URL(filePath: desk.path + "/tickets.db")
    // Without the log of the last writes, which holds every page anew in a store as young as this.
    for suffix in ["-wal", "-shm"] { unlink(file.path + suffix) }
    var bytes = try Data(contentsOf: file)
    for offset in stride(from: 100, to: bytes.count, by: 3) { bytes[offset] = 0xA5 }
    try bytes.write(to: file)
    for command in [["audit", "verify"], ["audit", "list"]] {
      let run = try desk.run(command, as: .otto)
      #expect([.exited(65), .exited(69)].contains(run.end), "\(command): \(run.everything)")
      #expect(run.errors.hasPrefix("sealdesk: "))
      #expect(run.output.isEmpty)
    }
    let console = try desk.starting()
    guard case .exited(let code) = try console.waitForEnd() else {
      Issue.record("it was killed: \(console.report)")
      return
    }
    #expect([65, 69].contains(code))
    #expect(!console.screen.isAlternate)
    #expect(try Data(contentsOf: file) == bytes)
  }

  @Test func `one damaged message costs its conversation and no other`() throws {
    let desk = try DeskWorkspace()
    try SQLiteFile.flipByte(
      at: 10, of: "body", row: 1, in: "message", of: desk.path + "/tickets.db")
    let console = try desk.console()
    console.send("]")
    try console.wait(forText: "damaged")
    #expect(!console.screen.contains(Canary.bodyWord))
    console.send("jj" + Keys.enter)
    try console.wait(forText: "The lid of my teapot is missing")
    #expect(try console.leaveDesk() == .exited(0))
  }

  @Test func `a full disk loses nothing and says so`() throws {
    let desk = try DeskWorkspace()
    let mail = desk.folder.path + "/next.eml"
    try desk.write(CustomerMail.message(id: "fifth"), to: mail)
    // The limit is on the size of a file, in blocks of 512 bytes: the database cannot grow.
    let limited = { (command: String) in
      try CommandRun(
        "/bin/sh", ["-c", "ulimit -f 8; exec \(BuildProducts.sealdesk) \(command)"],
        environment: ["HOME": desk.folder.path])
    }
    let delivery = try limited("deliver --workspace \(desk.path) < \(mail)")
    #expect(delivery.end == .exited(75))
    #expect(delivery.errors.contains("left with the mail system"))
    let imported = try limited(
      "import mail \(mail) --workspace \(desk.path) --user otto --passphrase-file "
        + desk.passphraseFile(of: .otto))
    #expect([.exited(65), .exited(73)].contains(imported.end), "\(imported.everything)")
    #expect(imported.errors.hasPrefix("sealdesk: ") || imported.errors.contains("not imported"))
    #expect(try desk.succeed(["audit", "verify"], as: .otto).output.hasPrefix("intact: "))
    try desk.deliver(CustomerMail.message(id: "fifth"))
    #expect(desk.leaks() == [])
  }

  static let badFiles: [(file: String, text: String, words: [String])] = [
    ("sealdesk.yaml", "schema: sealdesk.workspace/1\nmail: [\n", ["sealdesk.yaml", "line"]),
    (
      "sealdesk.yaml", "schema: sealdesk.workspace/1\nundo_window_seconds: soon\n",
      ["sealdesk.yaml, line 2", "expected a number from 0 to 60"]
    ),
    (
      "sealdesk.yaml", "schema: sealdesk.workspace/1\ncolour: blue\n",
      ["sealdesk.yaml, line 2", "colour is no key here"]
    ),
  ]

  @Test(arguments: badFiles.indices)
  func `bad YAML is named by file and line, with what to write`(index: Int) throws {
    let bad = Self.badFiles[index]
    let desk = try DeskWorkspace()
    try desk.write(bad.text, to: desk.path + "/" + bad.file)
    let console = try desk.starting(columns: 200)
    #expect(try console.waitForEnd() == .exited(65))
    for words in bad.words { #expect(console.screen.contains(words), "\(console.screen.text)") }
  }

  @Test func `bad rules are named by file and line, before the screen is taken`() throws {
    let desk = try DeskWorkspace()
    let rules = desk.path + "/rules"
    try desk.write("schema: sealdesk.rules/1\nrules:\n  - id: [\n", to: rules + "/own.yaml")
    let tested = try desk.run(["rules", "test", rules])
    #expect(tested.end == .exited(65))
    #expect(tested.errors.contains("own.yaml:4: ") && tested.errors.contains("Check the indent"))
    let console = try desk.starting(columns: 200)
    #expect(try console.waitForEnd() == .exited(65))
    #expect(console.screen.contains("own.yaml:4: "), "\(console.screen.text)")
  }
}
