/// Reads the words of a web page as Markdown: headings, paragraphs, items of lists.
///
/// One pass, no tree: pages that nest without end or never close anything cost their length. Scripts,
/// styles, navigation and comments are left out.
struct HTMLArticle {
  private var title = ""
  private var language = ""
  private var body = ""
  private var isInTitle = false
  /// The element whose content is left out until it ends.
  private var skipped: String?

  static func draft(_ html: String, source: String) -> ImportedArticle.Draft {
    var article = HTMLArticle()
    article.read(html)
    return .init(
      source: source, title: article.title.trimmed.isEmpty ? source.fileTitle : article.title,
      body: article.body, language: article.language)
  }

  /// Elements whose content is none.
  private static let leftOut: Set<String> = [
    "script", "style", "nav", "footer", "noscript", "template", "svg", "form",
  ]

  private mutating func read(_ html: String) {
    var rest = html.utf8[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      appendText(rest[..<open])
      rest = rest[rest.index(after: open)...]
      if rest.starts(with: "!--".utf8) {
        rest = Self.after("-->", in: rest)
        continue
      }
      guard let close = rest.firstIndex(of: UInt8(ascii: ">")) else { return }
      element(String(decoding: rest[..<close], as: UTF8.self))
      rest = rest[rest.index(after: close)...]
      if let name = skipped {
        rest = Self.atEnd(of: name, in: rest)
        skipped = nil
      }
    }
    appendText(rest)
  }

  private static func after(_ mark: String, in rest: Substring.UTF8View) -> Substring.UTF8View {
    let sign = Array(mark.utf8)
    var place = rest.startIndex
    while place < rest.endIndex {
      if rest[place...].starts(with: sign) {
        return rest[rest.index(place, offsetBy: sign.count)...]
      }
      place = rest.index(after: place)
    }
    return rest[rest.endIndex...]
  }

  /// From the end tag of an element on; the end of the page where there is none.
  private static func atEnd(of name: String, in rest: Substring.UTF8View) -> Substring.UTF8View {
    var place = rest.startIndex
    let sign = Array("</\(name)".utf8)
    while place < rest.endIndex {
      if rest[place] == UInt8(ascii: "<") {
        let head = rest[place...].prefix(sign.count).map {
          (0x41...0x5A).contains($0) ? $0 + 32 : $0
        }
        if head == sign { return rest[place...] }
      }
      place = rest.index(after: place)
    }
    return rest[rest.endIndex...]
  }

  private mutating func element(_ inner: String) {
    let isEnd = inner.hasPrefix("/")
    let name = inner.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
    if name == "title" { isInTitle = !isEnd }
    if name == "html", !isEnd, let tag = Self.attribute("lang", of: inner) { language = tag }
    guard !isEnd else {
      if Self.blocks.contains(name) { startLine() }
      return
    }
    if Self.leftOut.contains(name), !inner.hasSuffix("/") {
      skipped = name
      return
    }
    switch name {
    case "h1", "h2", "h3", "h4":
      startLine()
      body +=
        "\n" + String(repeating: "#", count: name == "h1" ? 2 : Int(name.suffix(1)) ?? 2) + " "
    case "li":
      startLine()
      body += "- "
    case "br": body += "\n"
    case _ where Self.blocks.contains(name):
      startLine()
      body += "\n"
    default: break
    }
  }

  private static let blocks: Set<String> = [
    "p", "div", "section", "article", "ul", "ol", "li", "table", "tr", "h1", "h2", "h3", "h4", "h5",
    "h6", "blockquote", "dl", "dt", "dd", "pre", "main", "header",
  ]

  private mutating func startLine() {
    if let last = body.last, last != "\n" { body += "\n" }
  }

  private mutating func appendText(_ bytes: Substring.UTF8View) {
    let words = HTMLEntities.decode(String(decoding: bytes, as: UTF8.self))
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    if isInTitle {
      title += words
      return
    }
    guard !words.isEmpty else { return }
    let followsBlank = bytes.first.map { $0 <= 0x20 } ?? false
    let last = body.last
    if followsBlank || endsInBlank, last != nil, last != "\n", last != " " { body += " " }
    // A line that begins like a heading of Markdown was none.
    body += (last == "\n" || last == nil) && words.hasPrefix("#") ? "\\\(words)" : words
    endsInBlank = bytes.last.map { $0 <= 0x20 } ?? false
  }

  private var endsInBlank = false

  private static func attribute(_ name: String, of element: String) -> String? {
    guard let start = element.firstRange(of: "\(name)=") else { return nil }
    let value = element[start.upperBound...].drop { $0 == "\"" || $0 == "'" }
    return String(value.prefix { $0.isLetter || $0 == "-" })
  }
}

/// The names of characters that pages of words use (HTML Living Standard, 13.5), and numbers.
enum HTMLEntities {
  private static let names: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": " ", "ndash": "–",
    "mdash": "—", "hellip": "…", "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”",
    "laquo": "«", "raquo": "»", "euro": "€", "pound": "£", "copy": "©", "reg": "®", "trade": "™",
    "deg": "°", "times": "×", "bull": "•", "middot": "·", "auml": "ä", "ouml": "ö", "uuml": "ü",
    "Auml": "Ä", "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è",
    "agrave": "à", "ccedil": "ç", "ntilde": "ñ", "aacute": "á", "iacute": "í", "oacute": "ó",
    "uacute": "ú", "iexcl": "¡", "iquest": "¿", "shy": "",
  ]

  static func decode(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
    var decoded = ""
    var rest = text[...]
    while let mark = rest.firstIndex(of: "&") {
      decoded += rest[..<mark]
      rest = rest[mark...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(rest[rest.index(after: mark)..<end])
      else {
        decoded += "&"
        rest = rest.dropFirst()
        continue
      }
      decoded += character
      rest = rest[rest.index(after: end)...]
    }
    return decoded + rest
  }

  private static func character(_ name: Substring) -> String? {
    guard name.hasPrefix("#") else { return names[String(name)] }
    let digits = name.dropFirst()
    let number =
      digits.first == "x" || digits.first == "X"
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }
}
