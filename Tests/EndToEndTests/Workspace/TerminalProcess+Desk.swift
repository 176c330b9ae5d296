import Glibc

// What an agent does at the desk, and what it looks like when it is done.
extension TerminalProcess {
  /// Opens the oldest ticket that nobody has, which is the canary customer's complaint.
  func openComplaint() throws {
    send("]")
    try wait(for: "the list of unassigned tickets") { $0.contains("#1") && $0.contains("#3") }
    send(Keys.enter)
    try wait(for: "the conversation and its suggestions") {
      $0.contains(Canary.bodyWord) && $0.contains("Suggestions") && $0.contains("first ticket")
        || $0.contains(Canary.bodyWord) && $0.contains("Suggestions") && $0.contains("nd ticket")
        || $0.contains(Canary.bodyWord) && $0.contains("scroll")
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
    try type(typed, after: title + "   ")
    send(Keys.enter)
    try wait(forText: done)
  }

  /// Types into the field of a dialog, which takes no key for a moment after it has opened.
  func type(_ text: String, after label: String) throws {
    let deleteLine = "\u{1B}k"
    try wait(for: "“\(text)” in the field") { screen in
      let isThere = screen.contains(label + text) && screen.contains("Esc close")
      if !isThere { send(deleteLine + text) }
      return isThere
    }
  }

  /// Leaves the console as a person does, from wherever it is.
  @discardableResult
  func leaveDesk() throws -> End {
    try wait(for: "the question whether to leave") { screen in
      if !screen.contains("Leave Sealdesk?") { send(Keys.escape) }
      return screen.contains("Leave Sealdesk?")
    }
    try wait(for: "the console to be left") { _ in
      send("y")
      return end != nil || !screen.isAlternate
    }
    return try waitForEnd()
  }
}
