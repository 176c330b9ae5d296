/// Reads Markdown that others wrote: its title, and its language where its front matter names it.
enum MarkdownArticle {
  static func draft(_ text: String, source: String) -> ImportedArticle.Draft {
    var lines = text.replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)[...]
    var title = ""
    var language = ""
    if lines.first == "---", let end = lines.dropFirst().firstIndex(of: "---") {
      for line in lines[(lines.startIndex + 1)..<end] {
        let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmed }
        guard parts.count == 2 else { continue }
        if parts[0] == "title" { title = parts[1].unquoted }
        if ["lang", "language"].contains(parts[0]) { language = parts[1].unquoted }
      }
      lines = lines[(end + 1)...]
    }
    if title.isEmpty, let heading = lines.firstIndex(where: { $0.hasPrefix("# ") }),
      lines[..<heading].allSatisfy({ $0.trimmed.isEmpty })
    {
      title = lines[heading].dropFirst(2).trimmed
      lines = lines[(heading + 1)...]
    }
    return .init(
      source: source, title: title.isEmpty ? source.fileTitle : title,
      body: lines.joined(separator: "\n"), language: language)
  }
}

/// Reads plain text: the first line is the title; a line underlined with `=` or `-` is a heading.
enum PlainArticle {
  static func draft(_ text: String, source: String) -> ImportedArticle.Draft {
    let lines = text.replacing("\r\n", with: "\n").replacing("\u{0C}", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { !$0.trimmed.isEmpty } ?? lines.endIndex
    let isTitle = start < lines.endIndex && lines[start].trimmed.count <= 120
    var body: [String] = []
    var rest = lines[(isTitle ? start + 1 : start)...]
    if let line = rest.first, isUnderline(line) { rest.removeFirst() }
    for line in rest {
      if isUnderline(line), let last = body.last, !last.isEmpty, !last.hasPrefix("#") {
        body[body.count - 1] = "## \(last)"
      } else {
        // What looks like a heading of Markdown was none.
        let words = line.trimmed
        body.append(words.hasPrefix("#") ? "\\\(words)" : words)
      }
    }
    return .init(
      source: source, title: isTitle ? lines[start].trimmed : source.fileTitle,
      body: body.joined(separator: "\n"), language: "")
  }

  private static func isUnderline(_ line: Substring) -> Bool {
    let sign = line.trimmed
    return sign.count >= 3 && (sign.allSatisfy { $0 == "=" } || sign.allSatisfy { $0 == "-" })
  }
}

extension StringProtocol {
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }

  /// `returns_policy.html` as a title: `returns policy`.
  var fileTitle: String {
    let name = String(self).split(separator: "/").last.map { String($0) } ?? String(self)
    let stem = name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    return stem.replacing("_", with: " ").replacing("-", with: " ")
  }

  var unquoted: String {
    guard count >= 2, let first, first == last, first == "\"" || first == "'" else {
      return String(self)
    }
    return String(dropFirst().dropLast())
  }
}
