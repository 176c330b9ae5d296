import Foundation
import Testing

/// What the documents say is there has to be there.
@Suite struct DocumentationTests {
  static let catalogue = "Sources/sealdesk/sealdesk.docc"

  /// Files and folders that a page names from the top of the repository.
  @Test(arguments: [
    "README.md", "\(catalogue)/Architecture.md", "\(catalogue)/FileFormats.md",
    "\(catalogue)/Invariants.md",
  ])
  func `a page names files that are there`(page: String) throws {
    let text = try Repository.here.text(of: page)
    let pattern = /\b(?:Sources|Tests|SampleData|Themes)\/[A-Za-z0-9\/+._-]*[A-Za-z0-9]/
    for match in text.matches(of: pattern) {
      let path = Repository.here.root.appending(path: String(match.output)).path
      #expect(FileManager.default.fileExists(atPath: path), "\(page) names \(match.output)")
    }
  }

  @Test func `every proof of an invariant is a test that exists`() throws {
    let page = try Repository.here.text(of: "\(Self.catalogue)/Invariants.md")
    let tests = try Repository.here.swiftFiles(below: "Tests")
      .map { try Repository.here.text(of: $0) }.joined()
    let sentences = page.matches(of: /\s[*]([a-z][^*]+)[*](?![*])/).map {
      $0.output.1.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    #expect(sentences.count > 20)
    for sentence in sentences {
      #expect(tests.contains("`\(sentence)`"), "no test says: \(sentence)")
    }
    for suite in page.matches(of: /`([A-Z]\w+Tests\/[\w\/]+)`/).map(\.output.1) {
      let path = Repository.here.root.appending(path: "Tests/\(suite).swift").path
      #expect(FileManager.default.fileExists(atPath: path), "there is no \(suite)")
    }
  }

  @Test func `every module has a page`() {
    for module in Repository.here.modules where !["CNcursesw", "CConfinement"].contains(module) {
      let page = "Sources/\(module)/\(module).docc/\(module).md"
      let path = Repository.here.root.appending(path: page).path
      #expect(FileManager.default.fileExists(atPath: path), "\(page) is missing")
    }
  }

  /// `.ci/run` takes the command from there.
  @Test func `the README holds one command that tests`() throws {
    let lines = try Repository.here.text(of: "README.md")
      .split(separator: "\n", omittingEmptySubsequences: false)
    let mark = try #require(lines.firstIndex(of: "<!-- test -->"))
    #expect(lines[mark + 1] == "```sh")
    #expect(lines[mark + 2].hasSuffix("&& swift test"))
    #expect(lines[mark + 3] == "```")
  }
}
