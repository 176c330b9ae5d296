import Assistant
import Foundation
import Masking
import Text

/// How long rules take to load and to answer.
struct AssistantBenchmark {
  let scale: Scale

  func figures() async throws -> [Figure] {
    let examples = try exampleLines(ruleCount: 150, examplesPerRule: 100)
    let files = try RuleWriter().fromExamples(examples)
    let clock = ContinuousClock()
    var assistant: Assistant?
    let loading = try clock.measure {
      assistant = Assistant(rules: try RulePack.load(files: files))
    }
    guard let assistant else { return [] }
    var mail = SyntheticMail(scale.random)
    let contexts = (0..<scale.tickets).map { _ in
      AssistantContext(turns: [
        .init(
          author: .customer,
          text: Masker().redact(UnmaskedText(received: SanitizedText(sanitizing: mail.letter()))))
      ])
    }
    var shown = 0
    let answering = Stopwatch.median(rounds: 3) {
      shown = contexts.reduce(0) { $0 + assistant.suggest(for: $1).count }
    }
    let answers = shown
    let times = contexts.map { context in
      clock.measure { shown += assistant.suggest(for: context).count }
    }.sorted()
    let slow = times[times.count * 95 / 100]
    return [
      Figure(name: "load 150 rules of 100 examples", value: loading.seconds, unit: "s"),
      Figure(
        name: "answer", value: answering.microseconds / Double(contexts.count), unit: "µs"),
      Figure(name: "answer, 95th of 100", value: slow.microseconds, unit: "µs"),
      Figure(name: "suggestions shown", value: Double(answers), unit: ""),
    ] + (try await confinedFigures(files, contexts))
  }

  /// The same in a process of its own, with both ways through the pipe and the masking on each; none
  /// where the program does not lie beside this one.
  private func confinedFigures(
    _ files: [String: String], _ contexts: [AssistantContext]
  ) async throws -> [Figure] {
    let program = Bundle.main.executableURL?.deletingLastPathComponent().appending(path: "sealdesk")
    guard let path = program?.path, FileManager.default.isExecutableFile(atPath: path) else {
      return []
    }
    let assistant = ConfinedAssistant(
      AssistantBundle(rules: files), masker: Masker(),
      launch: { () throws(AssistantError) in try .launch(path, ["sealdesk", "assistant-process"]) })
    let clock = ContinuousClock()
    let start = clock.now
    let keeping = Task { await assistant.run() }
    defer { keeping.cancel() }
    try await assistant.untilReady()
    let ready = clock.now - start
    var times: [Duration] = []
    for context in contexts + contexts {
      let start = clock.now
      _ = try await assistant.suggestions(for: context)
      times.append(clock.now - start)
    }
    let sorted = times.dropFirst(contexts.count).sorted()
    return [
      Figure(name: "confined: start to ready", value: ready.seconds, unit: "s"),
      Figure(
        name: "confined: answer, median", value: sorted[sorted.count / 2].microseconds, unit: "µs"),
      Figure(
        name: "confined: answer, 95th of 100", value: sorted[sorted.count * 95 / 100].microseconds,
        unit: "µs"),
    ]
  }

  /// Invented rules: each with its own few words among common ones.
  private func exampleLines(ruleCount: Int, examplesPerRule: Int) throws -> String {
    var random = scale.random
    let common = ["please", "my", "order", "the", "is", "not", "help", "with", "how", "when"]
    var lines: [String] = []
    for rule in 0..<ruleCount {
      for _ in 0..<examplesPerRule {
        let own = (0..<3).map { _ in "w\(letters(rule * 7 + Int.random(in: 0..<7, using: &random)))"
        }
        let words = (own + (0..<5).compactMap { _ in common.randomElement(using: &random) })
          .shuffled(using: &random)
        lines.append("{\"text\": \"\(words.joined(separator: " "))\", \"label\": \"rule_\(rule)\"}")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func letters(_ number: Int) -> String {
    String(number, radix: 26).map { String(UnicodeScalar(UInt8($0.hexOrLetterValue) + 97)) }
      .joined()
  }
}

extension Character {
  fileprivate var hexOrLetterValue: Int { Int(String(self), radix: 36) ?? 0 }
}
