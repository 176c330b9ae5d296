package import Masking
package import Text
import Foundation

/// One part of an article, under one heading: what is found and cited.
package struct ArticleSection: Hashable, Sendable {
  package let anchor: ArticleAnchor
  /// The article's title, and the heading where it differs.
  package let title: SanitizedText
  package let text: MaskedText
  /// A BCP 47 primary subtag.
  package let language: String
  /// For colleagues only: never text for a reply.
  package let isInternal: Bool
}

/// Reads Markdown: a title, headings, and what stands under them.
struct ArticleReader {
  let path: String
  let masker: Masker

  private var title = ""
  private var language = "en"
  private var isInternal = false
  private var heading = ""
  private var lines: [String] = []
  private var sections: [ArticleSection] = []
  private var usedAnchors: Set<String> = []

  init(path: String, masker: Masker) {
    self.path = path
    self.masker = masker
    let stem = path.hasSuffix(".md") ? path.dropLast(3) : path[...]
    if let dot = stem.lastIndex(of: "."), stem.distance(from: dot, to: stem.endIndex) == 3 {
      language = String(stem[stem.index(after: dot)...])
    }
  }

  /// The sections, in their order; empty ones are left out.
  mutating func read(_ markdown: String) -> [ArticleSection] {
    var rest = markdown.split(separator: "\n", omittingEmptySubsequences: false)[...]
    readFrontMatter(&rest)
    var isCode = false
    for line in rest {
      if line.hasPrefix("```") { isCode.toggle() }
      let level = line.prefix { $0 == "#" }.count
      guard !isCode, (1...4).contains(level), line.dropFirst(level).first == " " else {
        lines.append(String(line))
        continue
      }
      finishSection()
      let name = String(line.dropFirst(level + 1)).trimmingWhitespace()
      if level == 1 && title.isEmpty { title = name }
      heading = level == 1 ? "" : name
    }
    finishSection()
    return sections
  }

  private mutating func readFrontMatter(_ rest: inout ArraySlice<Substring>) {
    guard rest.first == "---", let end = rest.dropFirst().firstIndex(of: "---") else { return }
    for line in rest[(rest.startIndex + 1)..<end] {
      let parts = line.split(separator: ":", maxSplits: 1).map { String($0).trimmingWhitespace() }
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "title": title = parts[1]
      case "lang": language = parts[1]
      case "internal": isInternal = parts[1] == "true"
      default: continue
      }
    }
    rest = rest[(end + 1)...]
  }

  private mutating func finishSection() {
    let body = lines.joined(separator: "\n").trimmingWhitespace()
    lines = []
    guard !body.isEmpty else { return }
    let name = heading.isEmpty ? title : title.isEmpty ? heading : "\(title): \(heading)"
    sections.append(
      ArticleSection(
        anchor: ArticleAnchor(path: path, anchor: heading.isEmpty ? "" : anchor(for: heading)),
        title: SanitizedText(sanitizing: name.isEmpty ? path : name),
        text: masker.redact(UnmaskedText(received: SanitizedText(sanitizing: body))),
        language: language, isInternal: isInternal))
  }

  /// Letters and digits in lower case with hyphens between; a number where it stands twice.
  private mutating func anchor(for heading: String) -> String {
    let words = heading.lowercased().split { !($0.isLetter || $0.isNumber) }
    let plain = words.joined(separator: "-")
    var anchor = plain
    var count = 1
    while !usedAnchors.insert(anchor).inserted {
      count += 1
      anchor = "\(plain)-\(count)"
    }
    return anchor
  }
}
