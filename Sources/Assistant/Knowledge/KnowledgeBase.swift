package import Foundation
package import Masking
import Text

/// Articles, cut into sections and ready to be searched.
package struct KnowledgeBase: Sendable {
  package let sections: [ArticleSection]
  private let index: SectionIndex

  /// No articles.
  package static let empty = KnowledgeBase(sections: [])

  private init(sections: [ArticleSection]) {
    self.sections = sections
    index = SectionIndex(sections)
  }

  /// Reads every `.md` file below a directory.
  /// - Throws: `unreadable`, `empty`, `invalid`.
  package static func load(
    directory: URL, masker: Masker = Masker()
  ) throws(AssistantError) -> KnowledgeBase {
    load(try SourceFiles(directory: directory, suffixes: [".md"]), masker: masker)
  }

  /// Reads articles held in memory, by path.
  package static func load(
    files: [String: String], masker: Masker = Masker()
  ) -> KnowledgeBase {
    load(SourceFiles(files), masker: masker)
  }

  static func load(_ files: SourceFiles, masker: Masker) -> KnowledgeBase {
    KnowledgeBase(
      sections: files.contents.flatMap { name, text in
        var reader = ArticleReader(path: name, masker: masker)
        return reader.read(text)
      })
  }

  /// A section that fits, and why.
  struct Hit {
    let section: ArticleSection
    let confidence: Double
    /// The places of the words that it shares with the text.
    let words: [Int]
  }

  /// The sections that fit best, none below the least confidence; one an article.
  func find(_ words: WordSequence, language: String, limit: Int) -> [Hit] {
    var hits: [Hit] = []
    var paths: Set<String> = []
    let found = index.search(words).map { match in
      let isForeign = sections[match.section].language != language
      return (match: match, confidence: match.confidence * (isForeign ? 0.8 : 1))
    }.sorted { ($0.confidence, $1.match.section) > ($1.confidence, $0.match.section) }
    for (match, confidence) in found where confidence >= Self.leastConfidence {
      let section = sections[match.section]
      guard paths.insert(section.anchor.path).inserted else { continue }
      hits.append(Hit(section: section, confidence: confidence, words: match.words))
      if hits.count == limit { break }
    }
    return hits
  }

  private static let leastConfidence = 0.35
}
