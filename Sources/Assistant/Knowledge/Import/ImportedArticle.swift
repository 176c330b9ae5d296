import Masking
package import Text

/// An article as it came from elsewhere, turned into Markdown and masked.
package struct ImportedArticle: Hashable, Sendable {
  /// The file it came from, and the entry in it: `faq.csv#12`.
  package let source: String
  package let title: SanitizedText
  /// A BCP 47 primary subtag.
  package let language: String
  /// Headings and what stands under them, without the title; identifiers blacked out.
  package let markdown: SanitizedText
  /// How many identifiers were blacked out.
  package let maskedCount: Int

  /// - Returns: `nil` where nothing is left to read.
  init?(_ draft: Draft, masker: Masker) {
    let title = Self.masked(draft.title.collapsed, masker)
    let body = Self.masked(draft.body.trimmedLines, masker)
    guard !body.text.isEmpty else { return nil }
    source = draft.source
    self.title = title.text.isEmpty ? SanitizedText(sanitizing: draft.source) : title.text
    language = draft.language
    markdown = body.text
    maskedCount = title.count + body.count
  }

  /// An article before it is masked.
  struct Draft {
    var source: String
    var title: String
    var body: String
    var language: String
  }

  private static func masked(_ text: String, _ masker: Masker) -> (text: SanitizedText, count: Int)
  {
    let whole = SanitizedText(sanitizing: text)
    let count = masker.detect(in: whole).count
    return (masker.redact(UnmaskedText(received: whole)).plainWords, count)
  }

  /// Changes with the article's words, and with nothing else.
  package var digest: String {
    var digest = Digest()
    digest.add(title.string)
    digest.add(markdown.string)
    return digest.text
  }

  /// The file's name in the folder of articles, without a number that keeps two of a name apart.
  package var fileStem: String {
    let words = title.string.lowercased().split { !($0.isLetter || $0.isNumber) }
    let stem = words.joined(separator: "-").prefix(60)
    return stem.isEmpty ? "article" : String(stem)
  }

  /// What is written: front matter, the title, and the text.
  package var file: String {
    """
    ---
    lang: \(language)
    source: \(source.onOneLine)
    digest: \(digest)
    ---
    # \(title.string)

    \(markdown.string)

    """
  }
}

extension MaskedText {
  /// The words alone; redacted text has neither tokens nor placeholders.
  fileprivate var plainWords: SanitizedText {
    segments.reduce(.empty) { text, segment in
      if case .text(let words) = segment { text + words } else { text }
    }
  }
}

extension String {
  var onOneLine: String { String(map { $0.isNewline ? " " : $0 }) }

  fileprivate var collapsed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Without blanks at the ends of lines, and with no more than one empty line in a row.
  fileprivate var trimmedLines: String {
    var lines: [Substring] = []
    for line in split(separator: "\n", omittingEmptySubsequences: false) {
      let end = line.lastIndex { !$0.isWhitespace }
      let trimmed = end.map { line[...$0] } ?? ""
      if trimmed.isEmpty && lines.last?.isEmpty != false { continue }
      lines.append(trimmed)
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n")
  }
}
