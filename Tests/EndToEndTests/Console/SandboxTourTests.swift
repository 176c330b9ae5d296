import Testing

/// What somebody sees who has just built the program and types `sealdesk sandbox`.
@Suite(.ownThreads) struct SandboxTourTests {
  @Test func `the tour: a full queue, a banner, and a customer who types and then writes`() throws {
    let run = try SandboxRun.opened(rows: 40, columns: 160)
    let console = run.process
    #expect(console.screen.contains("SANDBOX   practice data"))
    let team = try #require(console.screen.text.firstMatch(of: /Team (\d+)/)).output.1
    #expect(try #require(Int(team)) >= 40)
    console.send(Keys.enter)
    try console.wait(forText: "is typing")
    try console.wait(for: "the message") { $0.contains("live") && !$0.contains("is typing") }
    for (rows, columns) in [(60, 200), (24, 80), (20, 60), (10, 40), (40, 160)] {
      console.resize(rows: rows, columns: columns)
      try console.wait(for: "\(columns)×\(rows)") {
        $0.contains(rows < 20 ? "This window" : "SANDBOX") && !$0.text(row: rows / 2).isEmpty
      }
    }
    #expect(try run.leave() == .exited(0))
    #expect(run.folder.entries.isEmpty)
  }

  @Test func `a scenario is played to its debrief`() throws {
    let run = try SandboxRun(["--scenario", "helpful-stranger"], rows: 40, columns: 160)
    let console = run.process
    try console.wait(forText: "The helpful stranger")
    console.send("S")
    try console.waitForDialog("Search   words")
    console.send("Someone used my account")
    try console.wait(for: "the scenario's ticket") {
      $0.contains("F••• A•••") && $0.contains("▎ #")
    }
    console.send(Keys.enter)
    try console.wait(forText: "Please lock my account")
    for reply in [
      "Your account is locked and all sessions are ended.",
      "I cannot give you another person's details, for their privacy.",
      "Please report the order to the police.",
    ] {
      try console.compose(reply)
      console.send(Keys.control("s"))
      try console.wait(for: "the reply") {
        $0.contains("takes it back") && $0.contains(String(reply.prefix(20)))
      }
    }
    try console.pick("t", in: "Status", "pending", showing: "Debrief")
    try console.wait(forText: "100 of 100")
    console.send(Keys.escape)
    try console.wait(forNoText: "needless looks")
    #expect(try run.leave() == .exited(0))
  }
}
