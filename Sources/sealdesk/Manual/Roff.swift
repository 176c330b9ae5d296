/// Text as roff reads it.
enum Roff {
  /// For the line that says what the program is: no full stop, no capital.
  static func title(_ text: String) -> String {
    let sentence = text.hasSuffix(".") ? String(text.dropLast()) : text
    return escaped(sentence.prefix(1).lowercased() + sentence.dropFirst())
  }

  /// Paragraphs that are filled.
  static func paragraphs(_ text: String) -> String {
    text.split(separator: "\n\n").map { escaped(String($0)) }.joined(separator: "\n.PP\n")
  }

  /// Lines that stay as they are, empty ones too.
  static func literal(_ text: String) -> String {
    escaped(text).split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\\&" : String($0) }.joined(separator: "\n")
  }

  /// Keeps words from being read as requests, and hyphens of options from becoming dashes.
  static func escaped(_ text: String) -> String {
    text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") || $0.hasPrefix("'") ? "\\&" + $0 : $0 }
      .joined(separator: "\n")
  }
}
