package import Foundation
package import Masking
import Text

/// Turns files of other systems into articles.
package struct ArticleImporter: Sendable {
  /// What a file is read as.
  package enum Format: String, Sendable, CaseIterable {
    case markdown, html, text, csv, json

    /// By the ending of the name; `nil` for one that is not known.
    package init?(fileName: String) {
      switch fileName.split(separator: ".").last?.lowercased() {
      case "md", "markdown": self = .markdown
      case "html", "htm", "xhtml": self = .html
      case "txt", "text": self = .text
      case "csv", "tsv": self = .csv
      case "json": self = .json
      default: return nil
      }
    }
  }

  private let masker: Masker
  private let language: String?

  /// A file larger than this is refused.
  package static let byteLimit = SourceFiles.byteLimit
  /// Entries of one file beyond this are refused.
  static let articleLimit = 5_000

  /// `language` is that of all articles; where it is `nil`, each is looked at.
  package init(masker: Masker, language: String? = nil) {
    self.masker = masker
    self.language = language
  }

  /// Reads a file's articles.
  /// - Throws: `invalid`.
  package func articles(
    in data: Data, of name: String, as format: Format
  ) throws(AssistantError) -> [ImportedArticle] {
    guard data.count <= Self.byteLimit else {
      throw .fault(in: name, .tooLarge(limitByteCount: Self.byteLimit))
    }
    guard let text = Self.decoded(data) else { throw .fault(in: name, .notUTF8) }
    let drafts: [ImportedArticle.Draft] =
      switch format {
      case .markdown: [MarkdownArticle.draft(text, source: name)]
      case .html: [HTMLArticle.draft(text, source: name)]
      case .text: [PlainArticle.draft(text, source: name)]
      case .csv: try QuestionTable.drafts(csv: text, source: name)
      case .json: try QuestionTable.drafts(json: text, source: name)
      }
    guard drafts.count <= Self.articleLimit else {
      throw .fault(in: name, .tooMany(what: "articles", limit: Self.articleLimit))
    }
    return drafts.compactMap { draft in
      var draft = draft
      draft.language = language ?? named(draft.language) ?? detected(draft) ?? "en"
      return ImportedArticle(draft, masker: masker)
    }
  }

  /// What the file says of itself: `de`, or the beginning of `de-AT`.
  private func named(_ tag: String) -> String? {
    let primary = tag.lowercased().prefix { $0 != "-" && $0 != "_" }
    return (2...3).contains(primary.count) && primary.allSatisfy(\.isLetter)
      ? String(primary) : nil
  }

  private func detected(_ draft: ImportedArticle.Draft) -> String? {
    let text = SanitizedText(sanitizing: draft.title + "\n" + draft.body.prefix(4_000))
    return LanguageDetector().language(of: masker.redact(UnmaskedText(received: text)))
  }

  /// UTF-8, or UTF-16 where a byte order mark says so; `nil` for anything else.
  private static func decoded(_ data: Data) -> String? {
    let bytes = [UInt8](data.prefix(3))
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return String(data: data, encoding: .utf16)
    }
    let rest = bytes == [0xEF, 0xBB, 0xBF] ? data.dropFirst(3) : data
    return String(validating: rest, as: UTF8.self)
  }
}

extension AssistantError {
  static func fault(in file: String, _ problem: SourceFault.Problem) -> AssistantError {
    .invalid([SourceFault(place: SourcePlace(file: file, line: 1), problem: problem)])
  }
}
