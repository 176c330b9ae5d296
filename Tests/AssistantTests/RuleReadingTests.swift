import Foundation
import Masking
import Testing
import Text

@testable import Assistant

@Suite struct RuleReadingTests {
  static let head = "schema: sealdesk.rules/1\n"

  @Test(arguments: [
    ("rules: []", 1, "The key “schema” is missing. Write “schema: sealdesk.rules/1”."),
    ("schema: sealdesk.rules/9\nrules: []", 1, "Write “schema: sealdesk.rules/1”."),
    (head + "ruls: []", 2, "The key “ruls” is not known. Did you mean “rules”?"),
    (head + "rules:\n  - title: late\n    examples: [a b]", 3, "Write “id: delivery.late”."),
    (head + "rules:\n  - id: a\n    exmaples: [where]", 4, "Did you mean “examples”?"),
    (head + "rules:\n  - id: a\n    title: no words", 3, "Give it “examples” or “keywords”."),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n    when:\n      all: [{chanel: email}]", 6,
      "Did you mean “channel”?"
    ),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n    when:\n      all: [{status: opne}]", 6,
      "“opne” is not a value of “status”. Did you mean “open”?"
    ),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n    min_confidence: lots", 5,
      "Write a number from 0.0 to 1.0."
    ),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n  - id: a\n    examples: [y]", 5,
      "The rule “a” exists already (test.yaml:3)."
    ),
    (
      head + "rules:\n  - id: delivery.late\n    examples: [x]\n    overrides: [delivery.lat]", 5,
      "Did you mean “delivery.late”?"
    ),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n    needs: [order]", 3,
      "“needs” names “order”, which is no slot. Define it under “slots”."
    ),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n    reply: \"Hi {{Name}}\"", 5,
      "“{{Name}}” is not a placeholder."
    ),
    (
      head + "rules:\n  - id: a\n    examples: [x]\n    tests:\n      - {say: hello}", 6,
      "Write “expect: silent”."
    ),
    (head + "rules:\n\t- id: a", 3, "This is not valid YAML"),
    (head + "rules:\n  - &x {id: a, examples: [b]}\n  - *x", 4, "repeated by an alias"),
  ])
  func `a fault is named by its line, with what to write instead`(
    yaml: String, line: Int, sentence: String
  ) {
    let found = faults(yaml)
    #expect(
      found.contains { $0.place.line == line && $0.sentence.string.contains(sentence) },
      "\(found.map(\.sentence.string))")
  }

  @Test func `all faults of a file are told at once`() {
    let found = faults(
      Self.head + "rules:\n  - id: a\n    exmaples: [x]\n  - id: b\n    replay: hello\n")
    #expect(found.count == 4)
  }

  @Test func `rules that override each other in a circle are refused`() {
    let found = faults(
      Self.head
        + """
        rules:
          - {id: a, examples: [x], overrides: [b]}
          - {id: b, examples: [y], overrides: [c]}
          - {id: c, examples: [z], overrides: [a]}
        """)
    #expect(found.map(\.problem) == [.overrideCycle(["a", "b", "c", "a"])])
  }

  @Test func `a few lines of aliases cannot keep the reader busy`() {
    let bomb = (1...9).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
    let found = faults("a0: &a0 [x]\n" + bomb.joined(separator: "\n") + "\n? *a9\n: x\n")
    #expect(found.map(\.problem) == [.alias(name: "a0")])
  }

  @Test func `an asterisk and an ampersand in a reply are only words`() throws {
    let pack = try pack(
      "  - id: a\n    examples: [x]\n    reply: |\n      * first & foremost\n      Q&A *now*")
    #expect(pack.rules[0].replies["en"]?.source == "* first & foremost\nQ&A *now*")
  }

  @Test func `deep nesting is refused, not followed`() {
    let deep = String(repeating: "[", count: 20_000)
    #expect(!faults(Self.head + "rules: " + deep).isEmpty)
  }

  @Test func `a directory without rules says so`() throws {
    let directory = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    #expect(throws: AssistantError.unreadable(file: directory.lastPathComponent)) {
      try RulePack.load(directory: directory)
    }
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: directory) }
    #expect(throws: AssistantError.empty(directory: directory.lastPathComponent)) {
      try RulePack.load(directory: directory)
    }
    try Data([0x72, 0xFF, 0xFE]).write(to: directory.appending(path: "a.yaml"))
    let place = SourcePlace(file: "a.yaml", line: 1)
    #expect(throws: AssistantError.invalid([SourceFault(place: place, problem: .notUTF8)])) {
      try RulePack.load(directory: directory)
    }
  }

  @Test func `a damaged file is refused or read, and never worse`() throws {
    var random = SplitMix(seed: 7)
    let directory = SampleData.rulesDirectory
    let original = Array(try Data(contentsOf: directory.appending(path: "orders.yaml")))
    let signs = Array("[]{}:-#&*!|>'\"\\\n\t %@`".utf8)
    for _ in 0..<60 {
      var bytes = original
      for _ in 0..<Int(random.next() % 6 + 1) {
        let place = Int(random.next() % UInt64(bytes.count))
        switch random.next() % 3 {
        case 0: bytes[place] = signs[Int(random.next() % UInt64(signs.count))]
        case 1: bytes.remove(at: place)
        default: bytes.insert(signs[Int(random.next() % UInt64(signs.count))], at: place)
        }
      }
      let text = String(decoding: bytes, as: UTF8.self)
      do {
        let pack = try RulePack.load(yaml: text, name: "damaged.yaml")
        #expect(pack.rules.count <= 40)
      } catch {
        guard case .invalid(let faults) = error else {
          Issue.record("another error than faults in the file")
          continue
        }
        #expect(!faults.isEmpty)
      }
    }
  }

  @Test func `the same content in another order of lines is the same revision`() throws {
    let first = try pack("  - id: a\n    title: t\n    examples: [x]")
    let second = try pack("  # a remark\n  - {id: a, title: t, examples: [x]}")
    let third = try pack("  - {id: a, title: t, examples: [z]}")
    #expect(first.rules[0].revision == second.rules[0].revision)
    #expect(first.rules[0].revision != third.rules[0].revision)
  }
}
