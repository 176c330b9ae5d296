import CNcursesw
import Text

/// The modes beyond curses' own: bracketed paste, focus and mouse reports.
struct PrivateModes {
  let isXtermLike: Bool

  func on(mouse: Bool) -> String {
    isXtermLike ? "\u{1B}[?2004h\u{1B}[?1004h" + (mouse ? self.mouse(on: true) : "") : ""
  }

  var off: String {
    isXtermLike ? mouse(on: false) + "\u{1B}[?1004l\u{1B}[?2004l" : ""
  }

  func mouse(on: Bool) -> String {
    guard isXtermLike else { return "" }
    return on ? "\u{1B}[?1002h\u{1B}[?1006h" : "\u{1B}[?1006l\u{1B}[?1002l"
  }

  /// Prepares what a crash handler writes: it cannot look anything up any more.
  func prepareRestoring(notice: SanitizedText) {
    var text = off
    for capability in ["rmkx", "sgr0", "op", "cnorm", "rmcup"] {
      guard let value = screen_capability(capability) else { continue }
      text += Self.withoutPadding(String(cString: value))
    }
    text += "\r"
    if !notice.isEmpty {
      text += notice.string.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    }
    let bytes = Array(text.utf8)
    bytes.withUnsafeBytes {
      restore_set_string($0.bindMemory(to: CChar.self).baseAddress, $0.count)
    }
  }

  /// Terminfo's `$<5>` asks for a pause, which only the termcap library can give.
  static func withoutPadding(_ capability: String) -> String {
    var kept = ""
    var rest = capability[...]
    while let start = rest.firstIndex(of: "$"), rest[start...].hasPrefix("$<"),
      let end = rest[start...].firstIndex(of: ">")
    {
      kept += rest[..<start]
      rest = rest[rest.index(after: end)...]
    }
    return kept + rest
  }
}
