import Foundation
import Testing

/// The masker and the assistant as filters, for scripts and for measuring them.
@Suite(.ownThreads) struct FilterTests {
  private func run(_ arguments: [String], _ input: String) throws -> CommandRun {
    try CommandRun(BuildProducts.sealdesk, arguments, input: Array(input.utf8))
  }

  @Test func `text goes in and masked text comes out`() throws {
    let run = try run(["mask"], "Write to mara@kanarienpost.example 🙂\nor call +44 7700 900158\n")
    #expect(run.end == .exited(0))
    #expect(run.output == "Write to [[EMAIL_1]] 🙂\nor call [[PHONE_1]]\n")
  }

  @Test func `offsets are scalars of the line as it came`() throws {
    let line = #"{"text": "🙂 é mara@kanarienpost.example", "locale": "en_GB"}"# + "\n"
    let run = try run(["mask", "--jsonl"], line)
    let answer = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
    #expect(answer["masked"] as? String == "🙂 é [[EMAIL_1]]")
    let span = try #require((answer["spans"] as? [[String: Any]])?.first)
    #expect(span["start"] as? Int == 4 && span["end"] as? Int == 29)
    #expect(span["type"] as? String == "EMAIL")
  }

  @Test func `a profile is masked wherever it stands`() throws {
    let line =
      #"{"text": "greetings from Quillon to all", "profile": {"name": "Mara Quillon"}}"# + "\n"
    #expect(try run(["mask", "--jsonl"], line).output.contains("[[PERSON_1]]"))
  }

  @Test func `a line that cannot be read is named, and the lines before it are done`() throws {
    let lines = #"{"text": "a"}"# + "\nnot JSON mara@kanarienpost.example\n"
    let run = try run(["mask", "--jsonl"], lines)
    #expect(run.end == .exited(65))
    #expect(run.output.contains(#""masked":"a""#))
    #expect(run.errors.contains("Line 2") && !run.errors.contains("mara"))
  }

  @Test func `rules made from examples suggest, and are silent about anything else`() throws {
    let folder = try TemporaryFolder()
    let examples = folder.path + "/examples.jsonl"
    let refunds = ["refund my order", "i want my money back", "please refund the second charge"]
    let parcels = ["where is my parcel", "track my delivery", "my package has not arrived"]
    let lines =
      refunds.map { #"{"text": "\#($0)", "label": "refund"}"# }
      + parcels.map { #"{"text": "\#($0)", "label": "parcel"}"# }
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: examples))
    let rules = folder.path + "/rules"
    let made = try run(["rules", "from-examples", examples, "--output", rules], "")
    #expect(made.end == .exited(0))
    let asked = #"{"text": "could you refund my order"}"# + "\n"
    let answer = try run(["suggest", "--rules", rules, "--jsonl"], asked)
    #expect(answer.output.contains(#""label":"refund""#))
    #expect(!answer.output.contains(#""label":"parcel","score":1"#))
    let other = #"{"text": "quantum chromodynamics lecture notes"}"# + "\n"
    #expect(try run(["suggest", "--rules", rules, "--jsonl"], other).output == "{\"top\":[]}\n")
  }

  @Test func `the shipped rules pass their tests and stand in nobody's way`() throws {
    let tested = try run(["rules", "test"], "")
    #expect(tested.end == .exited(0), "\(tested.output)")
    #expect(tested.output.hasSuffix(" passed, 0 failed\n"))
    let checked = try run(["rules", "check"], "")
    #expect(checked.end == .exited(0), "\(checked.output)")
    #expect(checked.output.hasSuffix(" rules, 0 conflicts\n"))
  }

  @Test func `rules in conflict are named, and a suggestion explains itself`() throws {
    let folder = try TemporaryFolder()
    let yaml = """
      schema: sealdesk.rules/1
      rules:
        - {id: late, title: late parcel, examples: [where is my parcel, parcel is late]}
        - id: lost
          title: lost parcel
          examples: [where is my parcel, parcel is lost]
          tests: [{say: parcel is late, expect: lost}]
      """
    try Data(yaml.utf8).write(to: URL(filePath: folder.path + "/own.yaml"))
    let checked = try run(["rules", "check", folder.path], "")
    #expect(checked.end == .exited(65))
    #expect(checked.output.contains("own.yaml:4: “lost” and “late” share an example."))
    let tested = try run(["rules", "test", folder.path], "")
    #expect(tested.end == .exited(65))
    #expect(tested.output.contains("own.yaml:7 lost: “parcel is late”: expected lost, got "))
    let why = try run(["suggest", "--rules", folder.path, "--explain"], "my parcel is late")
    #expect(why.end == .exited(0))
    #expect(why.output.contains("1. late, late parcel: "))
    #expect(why.output.contains("runner-up: lost, lost parcel: "))
  }

  @Test func `articles are imported once, masked, and checked`() throws {
    let folder = try TemporaryFolder()
    let faq = folder.path + "/faq.csv"
    let table = "question,answer\nHow do I pay?,\"By card, or ask \(Canary.email)\"\n"
    try Data(table.utf8).write(to: URL(filePath: faq))
    let place = ["--workspace", folder.path + "/desk"]
    let first = try run(["knowledge", "import", faq] + place, "")
    #expect(first.end == .exited(0))
    #expect(first.output == "faq.csv#1: added (how-do-i-pay.md, 1 masked)\n1 added\n")
    let second = try run(["knowledge", "import", faq] + place, "")
    #expect(second.output == "faq.csv#1: unchanged (how-do-i-pay.md)\n1 unchanged\n")
    let written = try String(
      contentsOfFile: folder.path + "/desk/knowledge/how-do-i-pay.md", encoding: .utf8)
    #expect(written.contains("By card, or ask •••"))
    #expect(!written.contains(Canary.email))
    #expect(try run(["knowledge", "check"] + place, "").end == .exited(0))
  }

  @Test func `bad rules are named with their file and line`() throws {
    let folder = try TemporaryFolder()
    let rule = folder.path + "/broken.yaml"
    try Data("id: broken\ntitle: [unclosed\n".utf8).write(to: URL(filePath: rule))
    let run = try run(["suggest", "--rules", folder.path, "--jsonl"], #"{"text": "a"}"# + "\n")
    #expect(run.end == .exited(65))
    #expect(run.errors.contains("broken.yaml:"))
  }
}
