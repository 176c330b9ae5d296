import ArgumentParser
import Foundation
import Masking
import Training

/// Measures the parts, each beside what it is compared with, in one run.
@main
struct Bench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sealdesk-bench",
    abstract: "Measures a part of Sealdesk.",
    discussion: """
      Timings mean something only as ratios within one run: machines differ, and the same machine \
      differs from one minute to the next. Data is made from --seed, so that two runs do the same \
      work. Run it with -c release.
      """)

  @Argument(
    help: """
      masking, fuzz-masking, kinds-page, store, power-loss, audit, fuzz-audit, assistant or console.
      """)
  var name: Subject

  @Flag(help: "Prints lines {\"name\", \"value\", \"unit\", \"comparedTo\", \"ratio\"}.")
  var json = false

  @Option(help: "How many tickets the data has.")
  var tickets = 2_000

  @Option(help: "What the data is made from.")
  var seed: UInt64 = 1

  @Option(
    parsing: .upToNextOption,
    help: "Files of messages to measure masking on, one a line, or JSON with a text in it.")
  var corpus: [String] = []

  @Option(help: "How many logs fuzz-audit changes.")
  var mutations = 10_000

  @Option(help: "How long fuzz-masking goes on.")
  var seconds = 10.0

  @Option(help: "How often power-loss takes the power away.")
  var trials = 1_000

  enum Subject: String, ExpressibleByArgument, CaseIterable {
    case masking, store, audit, assistant, console
    case fuzzMasking = "fuzz-masking"
    case fuzzAudit = "fuzz-audit"
    case kindsPage = "kinds-page"
    case powerLoss = "power-loss"
  }

  func run() async throws {
    if name == .kindsPage { return print(KindsPage.markdown, terminator: "") }
    let scale = Scale(tickets: tickets, seed: seed)
    let figures: [Figure] =
      switch name {
      case .masking: try MaskingBenchmark(scale: scale, corpora: corpus).figures()
      case .fuzzMasking: try MaskingFuzz(scale: scale, seconds: seconds).figures()
      case .fuzzAudit: try await AuditFuzz(seed: seed, mutations: mutations).figures()
      case .kindsPage: []
      case .store: try await StoreBenchmark(scale: scale).figures()
      case .powerLoss: try await PowerLossTrial(seed: seed, trialCount: trials).figures()
      case .audit: try await AuditBenchmark(scale: scale).figures()
      case .assistant: try await AssistantBenchmark(scale: scale).figures()
      case .console: try await ConsoleBenchmark(scale: scale).figures()
      }
    for figure in figures { print(json ? try figure.jsonLine() : figure.row) }
  }
}

/// How much data, made from what.
struct Scale {
  let tickets: Int
  let seed: UInt64

  var random: SeededGenerator { SeededGenerator(seed: seed) }
}
