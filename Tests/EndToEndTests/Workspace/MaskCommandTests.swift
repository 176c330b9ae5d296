import Foundation
import Testing

/// `sealdesk mask`: as a filter under a policy, and measuring itself.
@Suite(.ownThreads) struct MaskCommandTests {
  /// By hand: EMAIL 1 of 2 found, PHONE 1 of 1, a false card, and one on a place that is ignored.
  static let samples = """
    {"text": "Mail jane@example.org now", "spans": [{"start": 5, "end": 21, "type": "EMAIL"}]}

    {"text": "jane AT example is it", "spans": [{"start": 0, "end": 15, "type": "EMAIL"}]}
    {"text": "📞 +44 20 7946 0958 ok", "spans": [{"start": 2, "end": 18, "type": "PHONE"}], "locale": "en_GB"}
    {"text": "Test 4111 1111 1111 1111", "spans": []}
    {"text": "Test 4111 1111 1111 1111", "spans": [], "ignore": [{"start": 5, "end": 24}]}

    """

  private func run(
    _ arguments: [String], samples: String = "", input: String = ""
  ) throws -> CommandRun {
    let folder = try TemporaryFolder()
    try Data(samples.utf8).write(to: URL(filePath: folder.path + "/gold.jsonl"))
    try Data(
      "schema: sealdesk.policy/1\ncustom: {TEA_CLUB: {pattern: \"TC-#####\"}}\n".utf8
    ).write(to: URL(filePath: folder.path + "/policy.yaml"))
    return try CommandRun(
      BuildProducts.sealdesk, arguments.map { $0.replacing("DIR", with: folder.path) },
      input: Array(input.utf8))
  }

  @Test func `a policy masks a site's own numbers in a filter`() throws {
    let text = "TC-20417 is mine"
    #expect(try run(["mask"], input: text).output == text)
    let masked = try run(["mask", "--policy", "DIR/policy.yaml"], input: text)
    #expect(masked.output == "[[TEA_CLUB_1]] is mine")
    let lines = try run(
      ["mask", "--jsonl", "--policy", "DIR/policy.yaml"], input: "{\"text\": \"\(text)\"}\n")
    #expect(lines.output.contains("\"type\":\"TEA_CLUB\""))
  }

  @Test func `an evaluation says what was found, leaked and over-masked`() throws {
    let run = try run(["mask", "evaluate", "DIR/gold.jsonl", "--json"], samples: Self.samples)
    #expect(run.end == .exited(0), "\(run.everything)")
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    let report = try #require(object as? [String: Any])
    let total = try #require(report["total"] as? [String: Any])
    // 47 characters are in spans, of which 15 leak; 68 are not, of which 19 are covered.
    #expect(total["gold"] as? Int == 3)
    #expect(total["found"] as? Int == 3)
    #expect(total["precision"] as? Double == 2.0 / 3)
    #expect(total["recall"] as? Double == 2.0 / 3)
    #expect(total["leaked"] as? Double == 15.0 / 47)
    #expect(report["overMasked"] as? Double == 19.0 / 68)
    #expect(report["messages"] as? Int == 5)
    #expect(report["messagesWithLeak"] as? Int == 1)
    #expect(report["messagesMasked"] as? Int == 4)
    let kinds = try #require(report["kinds"] as? [String: [String: Any]])
    #expect(kinds["EMAIL"]?["recall"] as? Double == 0.5)
    #expect(kinds["PHONE"]?["f2"] as? Double == 1)
    #expect(kinds["CREDIT_CARD"]?["precision"] as? Double == 0)
  }

  @Test func `an evaluation prints a table, the most frequent kind first`() throws {
    let run = try run(["mask", "evaluate", "DIR/gold.jsonl"], samples: Self.samples)
    let lines = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
    #expect(lines[0] == ["gold", "found", "precision", "recall", "F2", "leaked"])
    #expect(lines[1] == ["EMAIL", "2", "1", "1.000", "0.500", "0.556", "48.39", "%"])
    #expect(lines.contains(["all", "3", "3", "0.667", "0.667", "0.667", "31.91", "%"]))
    #expect(run.output.contains("5: 1 with a leak, 4 with a mask"))
  }

  @Test(arguments: [
    ("{\"text\": \"a\", \"spans\": []}\nnot JSON\n", "Line 2: write an object with a “text”"),
    ("{\"text\": \"a\"}\n", "Line 1: “spans” is a list"),
    (
      "\n{\"text\": \"abc\", \"spans\": [{\"start\": 1, \"end\": 9, \"type\": \"EMAIL\"}]}\n",
      "Line 2: the span from 1 to 9 does not lie in a text of 3 characters"
    ),
    (
      "{\"text\": \"abc\", \"spans\": [{\"start\": 2, \"end\": 1, \"type\": \"EMAIL\"}]}\n",
      "Line 1: the span from 2 to 1"
    ),
    (
      "{\"text\": \"abc\", \"spans\": [{\"start\": 0, \"end\": 1}]}\n",
      "Line 1: each of “spans” needs a “type”"
    ),
    ("\n", "There are no samples"),
  ])
  func `a bad line of samples is named`(samples: String, words: String) throws {
    let run = try run(["mask", "evaluate", "DIR/gold.jsonl"], samples: samples)
    #expect(run.end == .exited(65))
    #expect(run.errors.contains(words), "\(run.errors)")
    #expect(run.output.isEmpty)
  }
}
