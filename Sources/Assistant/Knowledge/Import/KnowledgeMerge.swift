package import Masking
import Text

/// Decides what becomes of imported articles beside those that are there.
package struct KnowledgeMerge: Sendable {
  /// What becomes of one article, and of which file.
  package struct Outcome: Hashable, Sendable {
    package let article: ImportedArticle
    package let decision: Decision
    package let file: String

    /// Whether the file is to be written.
    package var isWritten: Bool {
      switch decision {
      case .added, .similar, .changed: true
      case .unchanged, .duplicate, .edited: false
      }
    }
  }

  package enum Decision: Hashable, Sendable {
    case added
    /// New, and nearly the words of another file.
    case similar(to: String)
    /// The same source says something else now.
    case changed
    case unchanged
    /// Another file has the same words.
    case duplicate(of: String)
    /// The source has changed, and so has the file, by hand: it stays as it is.
    case edited
  }

  private struct Shelved {
    let file: String
    /// What front matter says of where it came from.
    let source: String
    let recordedDigest: String
    let article: ImportedArticle
    let shingles: Set<Int>
  }

  private var shelf: [Shelved] = []
  private var files: Set<String> = []
  private let masker: Masker
  private let replacesEdited: Bool

  /// Share of three-word runs in common from which two articles are nearly one.
  static let similarShare = 0.85

  /// `files` are the articles that are there, by name; `replacesEdited` gives up what was edited by hand.
  package init(files: [String: String], masker: Masker, replacesEdited: Bool = false) {
    self.masker = masker
    self.replacesEdited = replacesEdited
    for (name, text) in files.sorted(by: { $0.key < $1.key }) { shelve(name, text) }
  }

  private mutating func shelve(_ name: String, _ text: String) {
    files.insert(name)
    var draft = MarkdownArticle.draft(text, source: name)
    draft.language = draft.language.isEmpty ? Self.language(ofFile: name) : draft.language
    guard let article = ImportedArticle(draft, masker: masker) else { return }
    shelf.removeAll { $0.file == name }
    shelf.append(
      Shelved(
        file: name, source: Self.frontMatter("source", of: text) ?? "",
        recordedDigest: Self.frontMatter("digest", of: text) ?? "", article: article,
        shingles: Self.shingles(article)))
  }

  /// Takes an article in; one that comes later is compared with it.
  package mutating func add(_ article: ImportedArticle) -> Outcome {
    let (decision, file) = decide(article)
    let outcome = Outcome(article: article, decision: decision, file: file)
    if outcome.isWritten { shelve(file, article.file) }
    return outcome
  }

  private func decide(_ article: ImportedArticle) -> (Decision, String) {
    if let earlier = shelf.first(where: { $0.source == article.source.onOneLine }) {
      if earlier.recordedDigest == article.digest || earlier.article.digest == article.digest {
        return (.unchanged, earlier.file)
      }
      let isEdited = earlier.article.digest != earlier.recordedDigest
      return (isEdited && !replacesEdited ? .edited : .changed, earlier.file)
    }
    if let same = shelf.first(where: { $0.article.digest == article.digest }) {
      return (.duplicate(of: same.file), same.file)
    }
    let own = Self.shingles(article)
    let near = shelf.first { Self.share(own, $0.shingles) >= Self.similarShare }
    return (near.map { .similar(to: $0.file) } ?? .added, freeName(for: article))
  }

  private func freeName(for article: ImportedArticle) -> String {
    let suffix = article.language == "en" ? ".md" : ".\(article.language).md"
    var name = article.fileStem + suffix
    var number = 2
    while files.contains(name) {
      name = "\(article.fileStem)-\(number)\(suffix)"
      number += 1
    }
    return name
  }

  /// Files with the same words, or nearly: each pair once.
  package var alike: [(file: String, other: String, isSame: Bool)] {
    shelf.indices.flatMap { place in
      shelf[(place + 1)...].compactMap { other in
        let one = shelf[place]
        let isSame = one.article.digest == other.article.digest
        guard isSame || Self.share(one.shingles, other.shingles) >= Self.similarShare else {
          return nil
        }
        return (one.file, other.file, isSame)
      }
    }
  }

  private static func shingles(_ article: ImportedArticle) -> Set<Int> {
    let words = article.markdown.string.lowercased()
      .split { !($0.isLetter || $0.isNumber) }
    guard words.count >= 3 else { return Set(words.map(hash)) }
    return Set((0..<(words.count - 2)).map { hash(words[$0..<($0 + 3)].joined(separator: " ")) })
  }

  /// The same in every run, unlike `Hasher`.
  private static func hash(_ words: some StringProtocol) -> Int {
    words.utf8.reduce(5_381) { ($0 &* 33) ^ Int($1) }
  }

  private static func share(_ one: Set<Int>, _ other: Set<Int>) -> Double {
    guard !one.isEmpty, !other.isEmpty else { return 0 }
    let common = one.intersection(other).count
    return Double(common) / Double(one.count + other.count - common)
  }

  private static func frontMatter(_ key: String, of text: String) -> String? {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.first == "---" else { return nil }
    let line = lines.dropFirst().prefix { $0 != "---" }.first { $0.hasPrefix("\(key): ") }
    return line.map { String($0.dropFirst(key.count + 2)) }
  }

  private static func language(ofFile name: String) -> String {
    let parts = name.split(separator: ".")
    return parts.count > 2 && parts[parts.count - 2].count == 2
      ? String(parts[parts.count - 2]) : "en"
  }
}
