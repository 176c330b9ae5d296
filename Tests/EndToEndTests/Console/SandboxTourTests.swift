import Testing

/// What somebody sees who has just built the program and types `sealdesk sandbox`.
@Suite(.ownThreads) struct SandboxTourTests {
  @Test func `the tour: a full queue, a banner, and a customer who types and then writes`() throws {
    let run = try SandboxRun.opened(rows: 40, columns: 160)
    let console = run.process
    #expect(console.screen.contains("SANDBOX   practice data"))
    var counts: [String: Int] = [:]
    for name in ["Team", "Solved", "Snoozed"] {
      if name != "Team" { console.send("[") }
      try console.wait(for: "\(name) and its count") { screen in
        counts[name] = screen.text.matches(of: /(Team|Solved|Snoozed) (\d+)/)
          .first { $0.output.1 == name }.flatMap { Int($0.output.2) }
        return counts[name] != nil
      }
    }
    #expect(counts.values.reduce(0, +) >= 40)

    console.send("S")
    try console.waitForDialog("Search   words")
    console.send("charged twice LT-20417")
    try console.wait(for: "the ticket") { $0.contains("▎ #") }
    console.send(Keys.enter)
    try console.wait(forText: "is typing")
    try console.wait(for: "the message") { $0.contains("live") && !$0.contains("is typing") }
    for (rows, columns) in [(60, 200), (24, 80), (20, 60), (10, 40), (40, 160)] {
      console.resize(rows: rows, columns: columns)
      try console.wait(for: "\(columns)×\(rows)") {
        $0.contains(rows < 20 ? "This window" : "SANDBOX") && !$0.text(row: rows / 2).isEmpty
      }
    }
    #expect(try console.leaveDesk() == .exited(0))
    #expect(run.folder.entries.isEmpty)
  }

  @Test func `a scenario is played to its debrief`() throws {
    let run = try SandboxRun(["--scenario", "helpful-stranger"], rows: 40, columns: 160)
    let console = run.process
    try console.wait(forText: "The helpful stranger")
    // Its ticket is open from the start.
    try console.wait(forText: "Please lock my account")
    for reply in [
      "Your account is locked and all sessions are ended.",
      "I cannot give you another person's details, for their privacy.",
      "Please report the order to the police.",
    ] {
      try console.compose(reply)
      console.send(Keys.control("s"))
      try console.wait(for: "the reply") {
        $0.contains("takes it back") && $0.contains("r replies, n adds a note")
      }
    }
    try console.pick("t", in: "Status", "pending", showing: "Debrief")
    try console.waitForDialog("100 of 100")
    console.send(Keys.escape)
    try console.wait(forNoText: "needless looks")
    #expect(try console.leaveDesk() == .exited(0))
  }
}
