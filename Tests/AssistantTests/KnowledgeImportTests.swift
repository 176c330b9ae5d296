import Foundation
import Masking
import Testing
import Text

@testable import Assistant

@Suite struct KnowledgeImportTests {
  private func articles(
    _ text: String, _ name: String, language: String? = nil
  ) throws -> [ImportedArticle] {
    let format = try #require(ArticleImporter.Format(fileName: name))
    return try ArticleImporter(masker: Masker(), language: language)
      .articles(in: Data(text.utf8), of: name, as: format)
  }

  @Test func `a web page becomes headings, paragraphs and lists`() throws {
    let page = """
      <!doctype html><html lang="de-AT"><head><title>R&uuml;ckgabe &amp; Umtausch</title>
      <style>p { color: red }</style><script>alert("<h1>no</h1>")</script></head>
      <body><nav><a href="/">Start</a></nav><!-- <p>hidden</p> --><h1>Frist</h1>
      <p>Sie haben <b>30 Tage</b>.<br>Danach nicht.</p><h2>So geht es</h2><ul><li>Packen</li><li>Senden &#8364;5</ul>
      <p># kein Titel</body></html>
      """
    let article = try #require(try articles(page, "returns.html").first)
    #expect(article.title == "Rückgabe & Umtausch" && article.language == "de")
    #expect(
      article.markdown.string == """
        ## Frist

        Sie haben 30 Tage.
        Danach nicht.

        ## So geht es

        - Packen
        - Senden €5

        \\# kein Titel
        """)
  }

  @Test(arguments: [
    "<", "<<<<", "<p", "<!--", "<script>", "&#xFFFFFFFF;", "&", "<p>a</p", "<title>x", "</", "<h9>",
    String(repeating: "<div>", count: 20_000) + "deep", String(repeating: "<script>", count: 5_000),
    String(repeating: "&amp", count: 20_000), String(repeating: "<!--", count: 5_000),
  ])
  func `a page that is broken ends`(page: String) throws {
    _ = try articles(page, "page.html")
  }

  @Test(arguments: [
    "question,answer\n\"Where, when?\",\"Say \"\"hello\"\"\nand wait\"\n",
    "Frage;Antwort\r\n\"Where, when?\";\"Say \"\"hello\"\"\r\nand wait\"\r\n",
    "Answer\tx\tTitle\n\"Say \"\"hello\"\"\nand wait\"\t\tWhere, when?",
  ])
  func `a table is one article a row, whatever parts its cells`(table: String) throws {
    let found = try articles(table, "faq.csv")
    #expect(found.map(\.title.string) == ["Where, when?"])
    #expect(found.map(\.markdown.string) == ["Say \"hello\"\nand wait"])
    #expect(found.map(\.source) == ["faq.csv#1"])
  }

  @Test(arguments: [
    #"[{"question": "Where?", "answer": "<p>Here</p>"}, {"question": "empty", "answer": " "}]"#,
    #"{"version": 2, "faqs": [{"Title": "Where?", "Body": "Here"}]}"#,
    #"{"Where?": "Here"}"#,
  ])
  func `questions in JSON are read in the forms that are about`(json: String) throws {
    let found = try articles(json, "faq.json")
    #expect(found.map(\.title.string) == ["Where?"])
    #expect(found.map(\.markdown.string) == ["Here"])
  }

  @Test func `plain text has its first line for a title, and underlined headings`() throws {
    let text = "Gift cards\n==========\n\nHow long\n--------\nThree years.\n\n\n\n# not a heading\n"
    let article = try #require(try articles(text, "gift.txt").first)
    #expect(article.title == "Gift cards")
    #expect(article.markdown == "## How long\nThree years.\n\n\\# not a heading")
  }

  @Test func `identifiers are blacked out before anything is written`() throws {
    let text = "# Help\n\nAsk mara@kanarienpost.example or call +44 7700 900158.\n"
    let article = try #require(try articles(text, "help.md").first)
    #expect(article.maskedCount == 2)
    #expect(article.markdown == "Ask ••• or call •••.")
    #expect(!article.file.contains("kanarienpost"))
  }

  @Test func `what is written is read again as the same article, with sections as units`() throws {
    let text = "# Returns\n\n## How long\nThirty days.\n\n## How\nPack it, send it.\n"
    let article = try #require(try articles(text, "returns.md").first)
    let knowledge = KnowledgeBase.load(files: ["returns.md": article.file])
    #expect(knowledge.sections.map(\.anchor.anchor) == ["how-long", "how"])
    #expect(knowledge.sections.map(\.title.string) == ["Returns: How long", "Returns: How"])
    var merge = KnowledgeMerge(files: ["returns.md": article.file], masker: Masker())
    #expect(merge.add(article).decision == .unchanged)
  }

  @Test func `doubles, changes and edits by hand are told apart`() throws {
    let old = try articles(
      "question,answer\nHow long?,Thirty days from the day it came.\n", "a.csv")[0]
    let new = try articles(
      "question,answer\nHow long?,Forty days from the day it came.\n", "a.csv")[0]
    let other = try articles(
      "question,answer\nHow long?,Thirty days from the day it came.\n", "b.csv")[0]
    var merge = KnowledgeMerge(files: [:], masker: Masker())
    #expect(merge.add(old).decision == .added)
    #expect(merge.add(other).decision == .duplicate(of: "how-long.md"))
    #expect(merge.add(new).decision == .changed)
    let edited = old.file.replacing("Thirty", with: "Sixty")
    var kept = KnowledgeMerge(files: ["how-long.md": edited], masker: Masker())
    #expect(kept.add(new).decision == .edited)
    var replaced = KnowledgeMerge(
      files: ["how-long.md": edited], masker: Masker(), replacesEdited: true)
    #expect(replaced.add(new) == .init(article: new, decision: .changed, file: "how-long.md"))
  }

  @Test func `nearly the same words are named, and names are kept apart`() throws {
    let words = (0..<60).map { "word\($0)" }.joined(separator: " ")
    let one = try articles("# Long\n\n\(words)\n", "one.md")[0]
    let two = try articles("# Long\n\n\(words) more\n", "two.md", language: "de")[0]
    let three = try articles("# Long\n\nsomething else altogether\n", "three.md")[0]
    var merge = KnowledgeMerge(files: [:], masker: Masker())
    #expect(merge.add(one).file == "long.md")
    #expect(
      merge.add(two) == .init(article: two, decision: .similar(to: "long.md"), file: "long.de.md"))
    #expect(merge.add(three).file == "long-2.md")
    #expect(merge.alike.map(\.other) == ["long.de.md"])
  }

  @Test(arguments: [
    ("\u{FF}", "a.json", "not JSON"), ("{}", "a.json", "No questions and answers"),
    ("a,b\n1,2\n", "a.csv", "No columns"), ("", "a.csv", "No columns"),
  ])
  func `what holds no articles says why`(text: String, name: String, why: String) throws {
    do throws(AssistantError) {
      _ = try ArticleImporter(masker: Masker()).articles(
        in: Data(text.utf8), of: name, as: ArticleImporter.Format(fileName: name) ?? .text)
      Issue.record("it was read")
    } catch {
      guard case .invalid(let faults) = error else { throw error }
      #expect(faults.first?.sentence.string.contains(why) == true)
    }
  }

  @Test func `bytes that are no text, and too many of them, are refused`() throws {
    let importer = ArticleImporter(masker: Masker())
    for (data, problem) in [
      (Data([0x66, 0xE4, 0x68]), SourceFault.Problem.notUTF8),
      (Data(count: ArticleImporter.byteLimit + 1), .tooLarge(limitByteCount: 4_000_000)),
    ] {
      #expect(throws: AssistantError.fault(in: "a.txt", problem)) {
        try importer.articles(in: data, of: "a.txt", as: .text)
      }
    }
    let utf16 = try #require("Gift cards\nThree years.".data(using: .utf16))
    #expect(try importer.articles(in: utf16, of: "a.txt", as: .text).first?.title == "Gift cards")
  }

  @Test func `the shipped articles have no doubles, and all citations of the rules are there`()
    throws
  {
    let knowledge = try KnowledgeBase.load(directory: SampleData.knowledgeDirectory)
    let rules = try RulePack.load(directory: SampleData.rulesDirectory)
    #expect(rules.brokenCitations(in: knowledge).map(\.sentence.string) == [])
  }
}
