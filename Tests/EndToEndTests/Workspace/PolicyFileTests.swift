import Foundation
import Testing

/// `policy.yaml`: what is wrong in it is said with its place, and what is right in it counts everywhere.
@Suite(.ownThreads) struct PolicyFileTests {
  static let head = "schema: sealdesk.policy/1\n"

  /// A file below its first line, and what is said of it.
  static let faults: [(yaml: String, place: String, words: [String])] = [
    ("colour: blue\n", "2:1", ["“colour” is not known", "schema, escalation, oversight, kinds"]),
    ("kinds:\n  EMIAL: {hint: none}\n", "3:3", ["no kind “EMIAL”", "Did you mean “EMAIL”?"]),
    ("kinds:\n  e-mail: {hint: none}\n", "3:3", ["Did you mean “EMAIL”?"]),
    ("kinds:\n  FAVOURITE_TEA: {}\n", "3:3", ["no kind “FAVOURITE_TEA”", "stand under “custom”"]),
    ("kinds:\n  EMAIL: {show: none}\n", "3:11", ["“show” is not known", "mask, hint, class"]),
    ("kinds:\n  EMAIL: {hint: first 5}\n", "3:17", ["“first 5” is not", "first letters"]),
    ("kinds:\n  EMAIL: {hint: last 4}\n", "3:17", ["no way to show a part of EMAIL"]),
    ("kinds:\n  PASSWORD: {hint: last 1}\n", "3:20", ["PASSWORD is a secret", "hint: none"]),
    ("kinds:\n  CREDIT_CARD: {hint: initials}\n", "3:23", ["PCI DSS", "“bin and last 4”"]),
    ("kinds:\n  CREDIT_CARD: {mask: off}\n", "3:23", ["masked under every policy"]),
    ("kinds:\n  OTP: {mask: no}\n", "3:15", ["masked under every policy", "Remove the line"]),
    ("kinds:\n  EMAIL: {mask: maybe}\n", "3:17", ["is not on or off"]),
    ("kinds:\n  EMAIL: {class: aproval}\n", "3:18", ["Did you mean “approval”?"]),
    ("custom:\n  tea club: {pattern: TC-#####}\n", "3:3", ["cannot name a kind", "MEMBER_CARD"]),
    ("custom:\n  EMAIL: {pattern: TC-#####}\n", "3:20", ["a kind EMAIL already"]),
    ("custom:\n  TEA: {}\n", "3:3", ["Nothing leads to this kind", "labels:"]),
    ("custom:\n  TEA: {pattern: \"TC-(##\"}\n", "3:18", ["at character 4", "Close it"]),
    ("custom:\n  TEA:\n    pattern: ####\n", "4:", ["has no pattern", "quotes"]),
    ("custom:\n  TEA: {pattern: \"########\"}\n", "3:18", ["would mask “20260517” too", "labels"]),
    ("custom:\n  TEA: {pattern: \"@{2,12}\"}\n", "3:18", ["would mask “"]),
    ("custom:\n  TEA: {labels: [会員番号]}\n", "3:17", ["not made of Latin letters"]),
    (
      "custom:\n  TEA: {pattern: TC-#####, checksum: lun}\n", "3:38", ["Did you mean “luhn”?"]
    ),
    ("custom:\n  TEA: {pattern: TC-#####, length: 12-9}\n", "3:36", ["9 or 8-12"]),
    ("custom:\n  TEA: {pattern: TC-#####, length: 20}\n", "3:18", ["never has this length"]),
    (
      "custom:\n  TEA: {pattern: TC-#####, hint: last 4}\n", "3:34",
      ["shows 4 of as few as 7", "“last 2” or less"]
    ),
    ("allow:\n  values: [\"4111 1111 1111 1111\"]\n", "3:12", ["CREDIT_CARD is masked"]),
    ("allow:\n  values: [ab]\n", "3:12", ["too short"]),
    ("allow:\n  values: [a@tea.example, a@tea.example]\n", "3:27", ["twice"]),
    ("allow:\n  shapes: [\"#{10}\"]\n", "3:12", ["every PHONE", "such as “0000000000”"]),
    (
      "custom:\n  TEA: {pattern: TC-#####}\nallow:\n  shapes: [\"TC-#{4,6}\"]\n", "5:12",
      ["“TC-00000” is allowed and masked as TEA at once"]
    ),
    ("escalation: {default_minutes: 30}\n", "2:31", ["more than “longest_minutes”"]),
    ("escalation: {longest_minutes: 0}\n", "2:31", ["a whole number from 1 to 120"]),
    (
      "escalation: {other_kinds: {agnet: self}}\n", "2:28",
      ["“agnet” is not known", "Did you mean “agent”?"]
    ),
    ("escalation: {attachments: approval}\n", "2:27", ["no approval", "“self” or “never”"]),
    ("escalation: {attachments: break-glass}\n", "2:27", ["“self” or “never”"]),
    ("escalation: {break_glass: {hours: 2}}\n", "2:28", ["“hours” is not known", "review_hours"]),
    ("escalation: {break_glass: {minutes: 0}}\n", "2:37", ["a whole number from 1 to 60"]),
    ("escalation: {shifts: [\"25:00\"]}\n", "2:23", ["no time of day", "[\"06:00\""]),
    ("escalation: {shifts: [\"6:00\", \"06:00\"]}\n", "2:31", ["begin at the same time"]),
    ("escalation: {reveals_per_shift: {agent: -1}}\n", "2:41", ["a whole number from 0"]),
    (
      "kinds:\n  EMAIL: {class: {agent: no}}\n", "3:26",
      ["“no” is not", "self, approval, break-glass, never"]
    ),
    ("escalation: {reasons: {}}\n", "2:23", ["without a reason to choose"]),
    ("kinds: [\n", "", ["not valid YAML"]),
  ]

  @Test func `what is wrong is said with line, column and advice`() throws {
    let folder = try TemporaryFolder()
    for (number, fault) in Self.faults.enumerated() {
      let file = folder.path + "/own.yaml"
      try Data((Self.head + fault.yaml).utf8).write(to: URL(filePath: file))
      let run = try CommandRun(BuildProducts.sealdesk, ["policy", "check", file])
      #expect(run.end == .exited(65), "\(number): \(fault.yaml)\(run.everything)")
      #expect(
        run.errors.contains("own.yaml:\(fault.place)"), "\(number): \(fault.yaml)\(run.errors)")
      for words in fault.words {
        #expect(run.errors.contains(words), "\(number): \(fault.yaml)\(run.errors)")
      }
    }
  }

  @Test func `all faults are said at once, in the order of the file`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/own.yaml"
    try Data("kinds:\n  PHNE: {}\n  OTP: {hint: last 1}\nallow: {values: [x]}\n".utf8)
      .write(to: URL(filePath: file))
    let run = try CommandRun(BuildProducts.sealdesk, ["policy", "check", file])
    let places = run.errors.matches(of: /own\.yaml:(\d+)/).map(\.output.1)
    #expect(places == ["1", "2", "3", "4"])
    #expect(run.errors.contains("“schema” is missing"))
  }

  @Test func `a new workspace says the usual policy in full`() throws {
    let desk = try DeskWorkspace()
    let written = try desk.show()
    try FileManager.default.removeItem(atPath: desk.path + "/policy.yaml")
    #expect(try desk.show() == written)
    let kinds = try #require(written["kinds"] as? [String: [String: Any]])
    #expect(kinds["EMAIL"]?["hint"] as? String == "first letters")
    #expect(
      kinds["PASSWORD"]?["class"] as? [String: String]
        == ["agent": "never", "supervisor": "never"])
    #expect(kinds.count > 60)
  }

  @Test func `the settings file's escalation counts where the policy says nothing of it`() throws {
    let desk = try DeskWorkspace()
    try desk.configure(escalation: "reveals_per_shift: 3, longest_minutes: 9")
    try desk.setPolicy("escalation: {longest_minutes: 7}\n")
    let escalation = try #require(try desk.show()["escalation"] as? [String: Any])
    #expect((escalation["revealsPerShift"] as? [String: Int])?["agent"] == 3)
    #expect(escalation["longestSeconds"] as? Int == 420)
  }

  /// From the file to the screen and the log.
  @Test func `a kind of the site's own is a token on screen, and the change is in the log`() throws
  {
    let desk = try DeskWorkspace()
    let before = try desk.digest()
    try desk.setPolicy(
      """
      kinds:
        CREDIT_CARD: {hint: bin and last 4}
      custom:
        MEMBER_CARD: {pattern: "MC-####-####", hint: last 2, class: never}
      allow:
        shapes: ["ORD-######"]

      """)
    let after = try desk.digest()
    #expect(before != after)
    let body = "My card 4242 4242 4242 4242 and MC-2041-7788 belong to ORD-302117, thanks."
    let mail = desk.folder.path + "/next.eml"
    try desk.write(CustomerMail.message(id: "club", subject: "Tea club", body: body), to: mail)
    try desk.succeed(["import", "mail", mail], as: .otto)
    #expect(desk.leaks(of: Canary.all + ["MC-2041-7788"]) == [])

    let console = try desk.console(as: .otto)
    console.send("]")
    try console.wait(forText: "Unassigned   sort")
    console.send("/")
    try console.wait(forText: "Esc drop")
    console.send("Tea club" + Keys.enter + Keys.enter)
    try console.wait(for: "the token of the site's own kind") {
      $0.contains("member card 1") && $0.contains("••• 88") && $0.contains("ORD-302117")
        && $0.contains("424242•••• 4242")
    }
    #expect(try console.leaveDesk() == .exited(0))

    let changes = try desk.succeed(
      ["audit", "list", "--action", "policy.change", "--json"], as: .otto
    ).output.split(separator: "\n")
    try #require(changes.count == 1)
    #expect(changes[0].contains("\"policy\":\"\(after)\""))
    #expect(changes[0].contains("\"policy_before\":\"\(before)\""))
    let opened = try desk.succeed(
      ["audit", "list", "--action", "session.open", "--json"], as: .otto)
    #expect(opened.output.contains("\"policy\":\"\(after)\""))
  }

  @Test func `a policy can be tried on invented customers`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/own.yaml"
    let yaml = Self.head + "custom: {ORDER_REF: {pattern: \"LT-#####\", hint: last 1}}\n"
    try Data(yaml.utf8).write(to: URL(filePath: file))
    let sandbox = try SandboxRun.opened(["--policy", file])
    sandbox.process.send("/")
    try sandbox.process.wait(forText: "Esc drop")
    sandbox.process.send("Charged twice" + Keys.enter + Keys.enter)
    try sandbox.process.wait(for: "the order as a token") {
      $0.contains("order ref 1") && $0.contains("••• 7") && !$0.contains("LT-20417")
    }
    #expect(try sandbox.leave() == .exited(0))
  }

  /// What the file says is what counts, for each role and each class, and whom it does not name gets
  /// nothing.
  @Test func `every class is read for each role as it is written`() throws {
    let desk = try DeskWorkspace()
    let classes = ["self", "approval", "break-glass", "never"]
    for agent in classes {
      for supervisor in classes {
        try desk.setPolicy(
          "kinds: {IBAN: {class: {agent: \(agent), supervisor: \(supervisor)}}, "
            + "EMAIL: {class: {agent: \(agent)}}, PHONE: {class: \(supervisor)}}\n")
        let kinds = try #require(try desk.show()["kinds"] as? [String: [String: Any]])
        let read = { (kind: String) in kinds[kind]?["class"] as? [String: String] }
        #expect(read("IBAN") == ["agent": agent, "supervisor": supervisor])
        #expect(read("EMAIL") == ["agent": agent, "supervisor": "never"])
        #expect(read("PHONE") == ["agent": supervisor, "supervisor": supervisor])
      }
    }
    try desk.setPolicy("escalation: {break_glass: {minutes: 3, review_hours: 48}}\n")
    let escalation = try #require(try desk.show()["escalation"] as? [String: Any])
    #expect(escalation["breakGlassSeconds"] as? Int == 180)
    #expect(escalation["breakGlassReviewSeconds"] as? Int == 172_800)
    let words = try desk.succeed(["policy", "show"]).output
    #expect(words.contains("opens at once for 3 minutes at most; review within 48 hours"))
  }

  @Test func `a note of the earlier policy that somebody edited is in the log`() throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy("kinds: {IMEI: {mask: off}}\n")
    let forged = try desk.digest()
    let code = String(repeating: "0", count: 64)
    try desk.write("\(forged) \(code)\n", to: desk.path + "/policy.seen")
    let changes = try desk.succeed(
      ["audit", "list", "--action", "policy.change", "--json"], as: .otto)
    #expect(changes.output.contains("\"error\":\"policy.seen.altered\""))
    #expect(changes.output.contains("\"policy\":\"\(forged)\""))
  }

  @Test func `a bad policy keeps the workspace shut, with the place`() throws {
    let desk = try DeskWorkspace()
    try desk.setPolicy("kinds: {EMIAL: {}}\n")
    let run = try desk.run(["outbox"], as: .anna)
    #expect(run.end == .exited(65))
    #expect(run.errors.contains("policy.yaml:2:9: There is no kind “EMIAL”."))
  }

  @Test func `the digest is the SHA-256 of what is shown as JSON`() throws {
    let desk = try DeskWorkspace()
    let file = desk.folder.path + "/shown.json"
    try desk.write(desk.run(["policy", "show", "--json"]).output, to: file)
    let sum = try CommandRun("/usr/bin/sha256sum", [file]).output.prefix(64)
    #expect(try desk.digest() == String(sum))
  }
}

extension DeskWorkspace {
  func setPolicy(_ yaml: String) throws {
    try write(PolicyFileTests.head + yaml, to: path + "/policy.yaml")
  }

  /// What counts, as JSON.
  func show() throws -> NSDictionary {
    let run = try succeed(["policy", "show", "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(run.output.utf8))
    guard let dictionary = object as? NSDictionary else { throw TerminalProcessError(run.output) }
    return dictionary
  }

  /// As the table says it.
  func digest() throws -> String {
    let run = try succeed(["policy", "show"])
    guard let match = run.output.firstMatch(of: /digest  ([0-9a-f]{64})\n/) else {
      throw TerminalProcessError(run.output)
    }
    return String(match.output.1)
  }
}
