import Foundation
import Masking
import Testing
import Text

@testable import Assistant

/// Rule files that are wrong by mistake or by intent: each is refused in words, and none hangs.
@Suite struct BadBundleTests {
  static let head = "schema: sealdesk.rules/1\n"

  static let bombs: [(name: String, text: String, words: String)] = [
    ("brackets", head + "rules: " + String(repeating: "[", count: 1_000_000), "too deeply"),
    ("dashes", head + "rules:\n  " + String(repeating: "- ", count: 500_000), "too deeply"),
    ("questions", head + String(repeating: "? ", count: 500_000), "too deeply"),
    ("size", head + "#" + String(repeating: "x", count: 10_000_000), "larger than 4 MB"),
    ("aliases", head + "a: &a [x]\nrules: [*a, *a]", "repeated by an alias"),
    (
      "braces",
      head + "rules:\n  - {id: a, examples: [x], reply: \""
        + String(repeating: "{{", count: 200_000)
        + "\"}", "longer than 20000 bytes"
    ),
    (
      "example", head + "rules: [{id: a, examples: [\(String(repeating: "x", count: 20_001))]}]",
      "longer than 20000 bytes"
    ),
    ("nothing", head + "rules: [{id: a, examples: [\"x\u{0}\"]}]", "control characters"),
  ]

  @Test(arguments: bombs.indices)
  func `a file made to exhaust the reader is refused in words`(index: Int) {
    let bomb = Self.bombs[index]
    let sentences = faults(bomb.text).map(\.sentence.string)
    #expect(sentences.contains { $0.contains(bomb.words) }, "\(bomb.name): \(sentences)")
  }

  @Test func `more rules than can be learnt are refused`() {
    let many = (0...1_000).map { "  - {id: r\($0), keywords: {boost: [w\($0)]}}" }
    let found = faults(Self.head + "rules:\n" + many.joined(separator: "\n"))
    #expect(found.map(\.problem) == [.tooMany(what: "rules", limit: 1_000)])
    #expect(faults(Self.head + "rules:\n" + many.dropLast().joined(separator: "\n")) == [])
  }

  @Test func `faults without end are told up to a limit`() {
    let many = (0..<5_000).map { "key\($0): x" }.joined(separator: "\n")
    let found = faults(Self.head + many)
    #expect(found.count == 101)
    #expect(found.last?.problem == .moreFaults(limit: 100))
  }

  @Test func `rules that follow each other in a circle are refused`() {
    let circle = faults(
      Self.head
        + """
        rules:
          - {id: a, examples: [x], context: {after: c}}
          - {id: b, examples: [y], context: {after: a}}
          - {id: c, examples: [z], context: {after: b}}
        """)
    #expect(circle.map(\.problem) == [.followUpCycle(["a", "c", "b", "a"])])
    let own = faults(Self.head + "rules: [{id: a, examples: [x], context: {after: a}}]")
    #expect(own.map(\.problem) == [.followUpCycle(["a", "a"])])
  }

  @Test func `a placeholder that nothing fills in is named with its line`() {
    let found = faults(
      Self.head
        + """
        values: {shop.days: "5"}
        rules:
          - id: a
            examples: [x]
            reply:
              en: "Hi {{customer.first_nam|there}}, {{shop.days}}"
              de: "{{secret}}"
        """)
    #expect(found.map(\.place.line) == [7, 8])
    #expect(found[0].advice.string == "Did you mean “{{customer.first_name}}”?")
    #expect(found[1].advice.string.contains("shop.days"))
  }

  @Test func `a fact that a condition or a test names may be a placeholder`() {
    let yaml = """
      rules:
        - id: a
          examples: [x]
          when: {all: [{known: plan}]}
          reply: "{{plan}} {{colour}}"
          tests: [{say: x, given: {plan: gold, colour: red}, expect: a}]
      """
    #expect(faults(Self.head + yaml) == [])
  }

  /// Latin-1, UTF-16 with a mark, UTF-16 without.
  static let encodings: [(bytes: [UInt8], words: String)] = [
    ([0x47, 0x72, 0xF6, 0xDF, 0x65], "not UTF-8"),
    ([0xFF, 0xFE, 0x78, 0x00], "not UTF-8"),
    ([0x78, 0x00, 0x79, 0x00], "control characters"),
  ]

  @Test(arguments: encodings.indices)
  func `another encoding is named`(index: Int) throws {
    let (bytes, words) = Self.encodings[index]
    try withDirectory { directory in
      try Data(bytes).write(to: directory.appending(path: "a.yaml"))
      let sentences = loadFaults(directory).map(\.sentence.string)
      #expect(sentences.contains { $0.contains(words) }, "\(sentences)")
    }
  }

  @Test func `a byte order mark is passed over`() {
    #expect(faults("\u{FEFF}" + Self.head + "rules: [{id: a, examples: [x]}]") == [])
  }

  @Test func `what is no file is not waited for`() throws {
    try withDirectory { directory in
      #expect(mkfifo(directory.appending(path: "pipe.yaml").path, 0o600) == 0)
      try FileManager.default.createSymbolicLink(
        atPath: directory.appending(path: "zero.yaml").path, withDestinationPath: "/dev/zero")
      #expect(loadFaults(directory).map(\.problem) == [.notAFile, .notAFile])
    }
  }

  @Test func `a link does not lead past the limit of size`() throws {
    try withDirectory { directory in
      let large = directory.appending(path: "large.txt")
      try Data(repeating: 0x23, count: 10_000_000).write(to: large)
      try FileManager.default.createSymbolicLink(
        at: directory.appending(path: "a.yaml"), withDestinationURL: large)
      #expect(
        loadFaults(directory).map(\.problem)
          == [.tooLarge(limitByteCount: SourceFiles.byteLimit)])
    }
  }

  @Test func `a customer's words are never read as a template`() throws {
    let assistant = Assistant(
      rules: try pack(
        """
          - id: cancel
            examples: [please cancel my order, stop the order]
            needs: [order_ref]
            reply: "Order {{order_ref!}} for {{customer.first_name|you}}."
        """,
        rest: "slots: {order_ref: {pattern: \"@@@@@\", ask: \"Which?\"}}"))
    for hostile in ["{{agent.name!}}", "‹card 1›", "[[CREDIT_CARD_1]]", "{{order_ref!}}", "%s${x}"]
    {
      let context = AssistantContext(
        subject: masked(hostile),
        turns: [.init(author: .customer, text: masked("please cancel my order \(hostile)"))],
        facts: ["customer.first_name": masked(hostile)])
      for suggestion in assistant.suggest(for: context) {
        #expect(suggestion.reply.placeholders.isEmpty, "\(hostile)")
        #expect(suggestion.reply.tokens.isEmpty, "\(hostile)")
      }
    }
  }

  private func loadFaults(_ directory: URL) -> [SourceFault] {
    do {
      _ = try RulePack.load(directory: directory)
      return []
    } catch {
      guard case .invalid(let faults) = error else { return [] }
      return faults
    }
  }

  private func withDirectory(_ body: (URL) throws -> Void) throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    try body(directory)
  }
}
