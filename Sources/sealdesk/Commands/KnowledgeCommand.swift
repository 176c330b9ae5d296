import ArgumentParser
import Assistant
import Foundation
import Masking
import Text

/// What the assistant cites: articles, from wherever they were written.
struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge", abstract: "Imports, lists and checks the assistant's articles.",
    subcommands: [Import.self, List.self, Check.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turns files of other systems into masked articles.",
      discussion: """
        Reads Markdown, HTML, plain text, CSV and JSON with questions and answers, and PDF where \
        pdftotext is installed. Identifiers are blacked out before anything is written. What is there \
        already is left alone, what its source has changed is renewed, and what was edited by hand \
        since stays, unless --replace says otherwise.
        """)

    @Argument(help: "The files.", completion: .file())
    var files: [String]

    @OptionGroup var shelf: KnowledgeFolder

    @Option(help: "The articles' language, as in de; otherwise each is looked at.")
    var language: String?

    @Flag(help: "Says what would be done, and writes nothing.")
    var dryRun = false

    @Flag(help: "Renews articles that were edited by hand.")
    var replace = false

    func run() throws {
      let masker = try shelf.masker()
      let importer = ArticleImporter(masker: masker, language: language)
      var merge = KnowledgeMerge(
        files: try shelf.articles(), masker: masker, replacesEdited: replace)
      var counts: [String: Int] = [:]
      for file in files {
        for article in try articles(in: URL(filePath: file), by: importer) {
          let outcome = merge.add(article)
          counts[outcome.word, default: 0] += 1
          StandardOutput.print(outcome.sentence)
          guard outcome.isWritten, !dryRun else { continue }
          try WorkspaceFiles.makeDirectory(shelf.folder)
          try WorkspaceFiles.write(article.file, to: shelf.folder.appending(path: outcome.file))
        }
      }
      let summary = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      StandardOutput.print(summary.isEmpty ? "nothing to read" : summary.joined(separator: ", "))
    }

    private func articles(
      in file: URL, by importer: ArticleImporter
    ) throws -> [ImportedArticle] {
      let name = file.lastPathComponent
      if file.pathExtension.lowercased() == "pdf" {
        return try importer.articles(in: PDFText.extract(file), of: name, as: .text)
      }
      guard let format = ArticleImporter.Format(fileName: name) else {
        throw CommandFailure(
          .usage, "\(name): articles are read from .md, .html, .txt, .csv, .json and .pdf.")
      }
      guard let size = try? file.resourceValues(forKeys: [.fileSizeKey, .isRegularFileKey]),
        size.isRegularFile == true, size.fileSize ?? 0 <= ArticleImporter.byteLimit,
        let data = try? Data(contentsOf: file)
      else {
        throw CommandFailure(
          .unavailable,
          "\(name) cannot be read, or is larger than \(ArticleImporter.byteLimit / 1_000_000) MB.")
      }
      return try importer.articles(in: data, of: name, as: format)
    }
  }

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Lists the articles with their language and sections.")

    @OptionGroup var shelf: KnowledgeFolder

    func run() throws {
      let knowledge = KnowledgeBase.load(files: try shelf.articles(), masker: try shelf.masker())
      let sections = Dictionary(grouping: knowledge.sections, by: \.anchor.path)
      for (path, parts) in sections.sorted(by: { $0.key < $1.key }) {
        let inner = parts.contains(where: \.isInternal) ? ", internal" : ""
        let title = parts.first?.title.string ?? ""
        StandardOutput.print(
          "\(path)\t\(parts[0].language)\t\(parts.count) sections\(inner)\t\(title)")
      }
      StandardOutput.print("\(sections.count) articles, \(knowledge.sections.count) sections")
    }
  }

  struct Check: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Looks for doubles, for identifiers, and for citations that lead nowhere.",
      discussion: "Exit code 65 where it finds any.")

    @OptionGroup var shelf: KnowledgeFolder

    func run() throws {
      let files = try shelf.articles()
      let masker = try shelf.masker()
      let knowledge = KnowledgeBase.load(files: files, masker: masker)
      var findings = KnowledgeMerge(files: files, masker: masker).alike.map {
        "\($0.file): \($0.isSame ? "has the same words as" : "is nearly the same as") \($0.other)."
      }
      findings += files.sorted { $0.key < $1.key }.compactMap { name, text in
        let count = masker.identifierCount(in: text)
        return count == 0 ? nil : "\(name): holds \(count) identifiers, which show as •••."
      }
      findings += try shelf.rules(masker: masker).brokenCitations(in: knowledge).map(
        \.sentence.string)
      for finding in findings { StandardOutput.print(finding) }
      StandardOutput.print("\(files.count) articles, \(findings.count) findings")
      guard findings.isEmpty else { throw CommandFailure(.badData, "Some articles need a look.") }
    }
  }
}

/// Which folder of articles, and how it is masked.
struct KnowledgeFolder: ParsableArguments {
  @Option(
    name: .long, help: "The workspace whose articles they are.", completion: .directory)
  var workspace: String?

  private var directory: URL {
    var options = WorkspaceOptions()
    options.workspace = workspace
    return options.directory
  }

  var folder: URL { directory.appending(path: "knowledge") }

  func articles() throws -> [String: String] {
    try SampleData.read(folder, extension: "md")
  }

  func rules(masker: Masker) throws -> RulePack {
    let files = try SampleData.read(directory.appending(path: "rules"), extension: "yaml")
    return files.isEmpty ? RulePack() : try RulePack.load(files: files, masker: masker)
  }

  func masker() throws -> Masker {
    let file = directory.appending(path: PolicyFile.fileName)
    guard FileManager.default.fileExists(atPath: file.path) else { return Masker() }
    return Masker(policy: try PolicyFile.load(file).masking)
  }
}

extension KnowledgeMerge.Outcome {
  fileprivate var word: String {
    switch decision {
    case .added, .similar: "added"
    case .changed: "renewed"
    case .unchanged: "unchanged"
    case .duplicate: "there already"
    case .edited: "edited by hand, kept"
    }
  }

  fileprivate var sentence: String {
    let masked = article.maskedCount == 0 || !isWritten ? "" : ", \(article.maskedCount) masked"
    let more =
      switch decision {
      case .similar(let other): ", nearly the same as \(other)"
      case .duplicate(let other): " as \(other)"
      default: ""
      }
    return
      "\(article.source): \(word)\(more.hasPrefix(" as") ? more : " (\(file)\(more)\(masked))")"
  }
}
