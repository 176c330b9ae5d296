import Foundation
import Testing

/// The keys are a file that one can change; what is wrong with it is said before the screen is taken.
@Suite(.ownThreads) struct KeyFileTests {
  private func keymap(_ text: String) throws -> CommandRun {
    let folder = try TemporaryFolder()
    let file = folder.path + "/own.yaml"
    try Data(text.utf8).write(to: URL(filePath: file))
    return try CommandRun(BuildProducts.sealdesk, ["keymap", "--keys", file])
  }

  @Test func `what is printed can be read again and means the same`() throws {
    let standard = try keymap("schema: sealdesk.keys/1\n")
    #expect(standard.end == .exited(0), "\(standard.everything)")
    #expect(standard.output.contains("  queue.down: [\"j\", "))
    let again = try keymap(standard.output)
    #expect(again.end == .exited(0), "\(again.everything)")
    #expect(
      again.output.split(separator: "\n").sorted()
        == standard.output.split(separator: "\n").sorted())
  }

  @Test(arguments: [
    ("queue:\n  queue.down: j\n", "own.yaml, line 2: expected a list here"),
    ("queue:\n\n  queue.fly: [j]\n", "line 3: there is no command queue.fly"),
    ("cellar:\n  queue.down: [j]\n", "cellar is no key here"),
    ("queue:\n  queue.down: [Ctrl+Alt]\n", "line 2: Ctrl+Alt names no key"),
    ("queue:\n  queue.down: [k]\n", "k is bound to queue.up and to queue.down"),
    ("composer:\n  composer.send: [^D]\n", "^D is pressed by habit and may not composer.send"),
    ("queue: [", "is not YAML"),
  ])
  func `a file with a fault is refused, with the fault`(text: String, fault: String) throws {
    let run = try keymap(text)
    #expect(run.end == .exited(65))
    #expect(run.everything.contains(fault), "\(run.everything)")
  }

  @Test func `own keys work in the console and stand in its key bar`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/own.yaml"
    try Data("desk:\n  ticket.reply: [w]\n  ticket.note: []\n".utf8).write(to: URL(filePath: file))
    let run = try SandboxRun(["--keys", file], rows: 40, columns: 160)
    let console = run.process
    try console.wait(forText: "w reply")
    #expect(!console.screen.contains("n note"))
    console.send("w")
    try console.wait(forText: "send")
    console.send(Keys.escape)
    #expect(try console.leaveDesk() == .exited(0))
  }
}
