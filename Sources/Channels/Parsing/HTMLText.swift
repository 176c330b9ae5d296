/// The readable text of an HTML body.
///
/// One pass over the bytes, no tree: what a mail reader shows, in lines. A masker has to see what a
/// person would, so entities are resolved and inline tags vanish without a gap.
struct HTMLText {
  /// What can be read.
  let text: String
  /// How many bytes of text were left out because a reader would not have shown them.
  let hiddenByteCount: Int

  /// - Complexity: linear in the length of the HTML.
  init(_ html: String) {
    var writer = HTMLTextWriter()
    var html = html
    html.withUTF8 { buffer in
      var tokenizer = HTMLTokenizer(buffer)
      while let token = tokenizer.next() { writer.write(token) }
    }
    (text, hiddenByteCount) = writer.finish()
  }
}

/// Turns HTML tokens into lines.
private struct HTMLTextWriter {
  private struct Element {
    let name: String
    let isHidden: Bool
    var link: String?
    var textStart = 0
  }

  private var output: [UInt8] = []
  private var open: [Element] = []
  private var hiddenDepth = 0
  private var preformattedDepth = 0
  private var quoteDepth = 0
  private var pendingLineCount = 0
  private var pendingSpace = false
  private var hiddenByteCount = 0
  private var listNumbers: [Int?] = []

  private static let maximumDepth = 256
  private static let blocks: Set<String> = [
    "address", "article", "aside", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "header", "html", "li", "main", "nav", "ol",
    "section", "table", "tbody", "tfoot", "thead", "tr", "ul", "pre", "blockquote", "option",
  ]
  private static let paragraphs: Set<String> = ["p", "h1", "h2", "h3", "h4", "h5", "h6"]
  private static let void: Set<String> = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
  ]

  mutating func write(_ token: HTMLTokenizer.Token) {
    switch token {
    case .text(let bytes): write(text: bytes)
    case .open(let name, let attributes, let isSelfClosing):
      start(name, attributes: attributes, isSelfClosing: isSelfClosing)
    case .close(let name): end(name)
    }
  }

  mutating func finish() -> (String, Int) {
    while let element = open.last { end(element.name) }
    while let last = output.last, last.isWhitespace { output.removeLast() }
    // A fixed space shows as a space, and means one.
    let text = String(decoding: output, as: UTF8.self).replacing("\u{A0}", with: " ")
    return (text, hiddenByteCount)
  }

  private mutating func write(text: [UInt8]) {
    if hiddenDepth > 0 {
      hiddenByteCount += text.count { !$0.isWhitespace }
      return
    }
    for byte in text {
      if preformattedDepth > 0, byte == ASCII.lineFeed {
        flushLines()
        pendingLineCount = 1
        flushLines()
      } else if preformattedDepth == 0, byte.isWhitespace {
        pendingSpace = true
      } else {
        emit(byte)
      }
    }
  }

  private mutating func emit(_ byte: UInt8) {
    flushLines()
    if pendingSpace {
      if let last = output.last, last != ASCII.lineFeed, last != ASCII.space {
        output.append(ASCII.space)
      }
      pendingSpace = false
    }
    output.append(byte)
  }

  private mutating func emit(_ text: String) {
    for byte in text.utf8 { emit(byte) }
  }

  /// Starts what is due on a line of its own; `2` leaves a blank line before it.
  private mutating func breakLine(_ count: Int) {
    pendingLineCount = max(pendingLineCount, count)
    pendingSpace = false
  }

  private mutating func flushLines() {
    guard pendingLineCount > 0 else {
      if output.isEmpty { appendQuoteMark() }
      return
    }
    if !output.isEmpty {
      for _ in 0..<pendingLineCount {
        output.append(ASCII.lineFeed)
        appendQuoteMark()
      }
    } else {
      appendQuoteMark()
    }
    pendingLineCount = 0
  }

  private mutating func appendQuoteMark() {
    guard quoteDepth > 0 else { return }
    output += [UInt8](repeating: ASCII.greater, count: min(quoteDepth, 16)) + [ASCII.space]
  }

  private mutating func start(
    _ name: String, attributes: [String: String], isSelfClosing: Bool
  ) {
    if name == "p" || name == "li" { closeImplied(name) }
    if Self.paragraphs.contains(name) {
      breakLine(2)
    } else if Self.blocks.contains(name) {
      breakLine(1)
    }
    if hiddenDepth == 0 { mark(name, attributes: attributes) }
    guard !Self.void.contains(name), !isSelfClosing, open.count < Self.maximumDepth else { return }
    let isHidden =
      Self.isHidden(attributes) || name == "head" || name == "title" || name == "template"
    var element = Element(name: name, isHidden: isHidden)
    if isHidden { hiddenDepth += 1 }
    switch name {
    case "a":
      element.link = attributes["href"]
      element.textStart = output.count
    case "pre": preformattedDepth += 1
    case "blockquote":
      breakLine(1)
      quoteDepth += 1
    case "ol": listNumbers.append(1)
    case "ul": listNumbers.append(nil)
    default: break
    }
    open.append(element)
  }

  /// What an element itself shows.
  private mutating func mark(_ name: String, attributes: [String: String]) {
    switch name {
    case "br":
      flushLines()
      pendingLineCount = 1
      pendingSpace = false
    case "hr":
      breakLine(1)
      emit("---")
      breakLine(1)
    case "img":
      if let alternative = attributes["alt"], !alternative.isEmpty { emit("[\(alternative)]") }
    case "td", "th": pendingSpace = true
    case "li":
      if let last = listNumbers.indices.last, let number = listNumbers[last] {
        emit("\(number). ")
        listNumbers[last] = number + 1
      } else {
        emit("- ")
      }
    default: break
    }
  }

  /// `<p>` and `<li>` may stand without an end tag.
  private mutating func closeImplied(_ name: String) {
    if open.last?.name == name { end(name) }
  }

  private mutating func end(_ name: String) {
    guard let index = open.lastIndex(where: { $0.name == name }) else {
      if name == "p" { breakLine(2) }
      return
    }
    while open.count > index, let element = open.popLast() { close(element) }
  }

  private mutating func close(_ element: Element) {
    if element.isHidden { hiddenDepth -= 1 }
    switch element.name {
    case "a": closeLink(element)
    case "pre": preformattedDepth -= 1
    case "blockquote": quoteDepth -= 1
    case "ol", "ul": listNumbers.removeLast()
    default: break
    }
    if Self.paragraphs.contains(element.name) {
      breakLine(2)
    } else if Self.blocks.contains(element.name) {
      breakLine(1)
    }
  }

  /// Says where a link leads, unless its words say so already.
  private mutating func closeLink(_ element: Element) {
    guard hiddenDepth == 0, let link = element.link, output.count > element.textStart,
      let scheme = Self.schemes.first(where: { link.utf8.hasASCIIPrefix($0) })
    else { return }
    let isWeb = scheme.description.hasSuffix("//")
    let target = isWeb ? link : String(link.dropFirst(scheme.utf8CodeUnitCount))
    let shown = output[element.textStart...].prefix(2000)
    if Self.bare(String(decoding: shown, as: UTF8.self)) == Self.bare(target) { return }
    emit(" <\(target)>")
  }

  private static let schemes: [StaticString] = ["https://", "http://", "mailto:", "tel:"]

  /// An address as people would write it: without scheme and closing slash.
  private static func bare(_ link: String) -> String {
    var link = link.lowercased().filter { !$0.isWhitespace }
    for scheme in schemes where link.utf8.hasASCIIPrefix(scheme) {
      link.removeFirst(scheme.utf8CodeUnitCount)
    }
    return link.hasSuffix("/") ? String(link.dropLast()) : link
  }

  private static func isHidden(_ attributes: [String: String]) -> Bool {
    if attributes["hidden"] != nil { return true }
    guard let style = attributes["style"]?.lowercased().filter({ !$0.isWhitespace }) else {
      return false
    }
    let declarations = style.split(separator: ";")
    return declarations.contains {
      [
        "display:none", "visibility:hidden", "opacity:0", "font-size:0", "font-size:0px",
        "font-size:0pt", "mso-hide:all",
      ].contains($0.replacing("!important", with: ""))
    }
  }
}
