import Glibc

// What an agent does at the desk, and what it looks like when it is done.
extension TerminalProcess {
  /// Opens the oldest ticket that nobody has, which is the canary customer's complaint.
  func openComplaint() throws {
    // It may stand anywhere: an answered ticket goes to the end of the list.
    send("]")
    try wait(forText: "Unassigned   sort")
    send("/")
    try wait(forText: "Esc drop")
    send("Charged twice" + Keys.enter)
    try wait(for: "the complaint alone") { $0.contains("▎   #1") && !$0.contains("#3") }
    send(Keys.enter)
    try wait(for: "the conversation and its suggestions") {
      $0.contains(Canary.bodyWord) && $0.contains("Suggestions") && $0.contains("k scroll")
    }
  }

  /// Writes into the composer, without sending.
  func compose(_ text: String, with key: String = "r") throws {
    send(key)
    try wait(forText: "Write a ")
    send(text)
  }

  /// Opens a list by its key, narrows it down by typing, and takes what is first.
  func pick(_ key: String, in title: String, _ typed: String, showing done: String) throws {
    send(key)
    try waitForDialog(title + "   type ")
    send(typed)
    try wait(forText: title + "   " + typed)
    send(Keys.enter)
    try wait(forText: done)
  }

  /// Waits until a dialog is there and takes keys: it takes none for 0.3 s after it has opened, so
  /// that none that was on its way confirms it.
  func waitForDialog(_ words: String) throws {
    try wait(forText: words)
    _ = try? wait(for: "the dialog to take keys", within: .milliseconds(400)) { _ in false }
  }

  /// Asks to see identifiers of the open ticket: the first one of its conversation, or all.
  func escalate(all: Bool = false, sentence: String = "to check the card", minutes: Int = 5) throws
  {
    send(all ? "e" : "xe")
    try waitForDialog("you ask to see identifiers")
    if all { send("*" + Keys.tab) }
    send(Keys.tab + sentence + Keys.tab)
    try wait(for: "the request") { $0.contains("[x]") && $0.contains(sentence) }
    send(String(repeating: Keys.left, count: 5 - minutes))
    try wait(forText: "For       \(minutes) min")
    send(Keys.control("y"))
  }

  /// Leaves the console as a person does, from wherever it is.
  @discardableResult
  func leaveDesk() throws -> End {
    // One Escape, and time to answer it: Escapes on each other's heels are Alt-Escape, and a second
    // one would close the question again.
    var sent: ContinuousClock.Instant?
    try wait(for: "the question whether to leave") { screen in
      if screen.contains("Leave Sealdesk?") { return true }
      if sent.map({ $0.duration(to: .now) > .seconds(1) }) ?? true {
        send(Keys.escape)
        sent = .now
      }
      return false
    }
    try wait(for: "the console to be left") { _ in
      send("y")
      return end != nil || !screen.isAlternate
    }
    return try waitForEnd()
  }
}
