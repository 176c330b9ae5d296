import Foundation
import Masking
import Text

/// How fast identifiers are found, beside a bare look at every byte and beside the fastest engine of
/// regular expressions; and what that takes in memory.
///
/// Speed hangs on what a message holds, so that the messages with identifiers, those without and all
/// of them together are measured each for themselves.
struct MaskingBenchmark {
  let scale: Scale
  /// Messages to measure on instead of invented letters: files with a text on each line, or with
  /// JSON objects that have one.
  var corpora: [String] = []

  private let masker = Masker()

  init(scale: Scale, corpora: [String] = []) {
    self.scale = scale
    self.corpora = corpora
  }

  func figures() throws -> [Figure] {
    let letters = try corpora.isEmpty ? inventedLetters() : corpora.flatMap(Self.texts)
    let long = SanitizedText(sanitizing: letters.map(\.string).joined(separator: "\n\n"))
    let floor = rate("read every byte", of: letters) { letter in
      letter.string.utf8.reduce(0) { $0 &+ Int($1) }
    }
    let engine = try regularExpressions()
    let dense = letters.filter { !masker.detect(in: $0).isEmpty }
    let quiet = letters.filter { masker.detect(in: $0).isEmpty }
    var figures = [floor]
    figures += finding("messages with identifiers", dense, beside: engine)
    figures += finding("messages without identifiers", quiet, beside: engine)
    figures += finding("all messages", letters, beside: engine)
    figures += finding("all messages in one text", [long], beside: engine)
    figures += allocations(letters, quiet: quiet)
    figures.append(
      Figure(
        name: "identifiers found",
        value: Double(letters.reduce(0) { $0 + masker.detect(in: $1).count }), unit: ""))
    return figures
  }

  /// The rate of finding identifiers, spans validated, after that of the engine on the same texts.
  private func finding(
    _ name: String, _ texts: [SanitizedText], beside engine: Vectorscan?
  ) -> [Figure] {
    guard !texts.isEmpty else { return [] }
    let found = rate(name, of: texts) { masker.detect(in: $0).count }
    guard let engine else { return [found] }
    let matched = rate("Vectorscan with start of match", of: texts) {
      engine.matches(in: $0.string)
    }
    return [matched, found.compared(to: matched)]
  }

  private func inventedLetters() -> [SanitizedText] {
    var mail = SyntheticMail(scale.random)
    return (0..<scale.tickets).map { _ in SanitizedText(sanitizing: mail.letter()) }
  }

  private static func texts(of file: String) throws -> [SanitizedText] {
    struct Message: Decodable { let text: String }
    let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
    return lines.map { line in
      let message = try? JSONDecoder().decode(Message.self, from: Data(line.utf8))
      return SanitizedText(sanitizing: message?.text ?? String(line))
    }
  }

  /// Megabytes a second of processor time: what else runs on the machine should not count.
  private func rate(
    _ name: String, of texts: [SanitizedText], _ work: (SanitizedText) -> Int
  ) -> Figure {
    let megabytes = Double(texts.reduce(0) { $0 + $1.string.utf8.count }) / 1e6
    let rounds = max(1, Int(4 / megabytes))
    var sum = 0
    let rates = (0..<7).map { _ in
      let start = clock()
      for _ in 0..<rounds { for text in texts { sum &+= work(text) } }
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
      return megabytes * Double(rounds) / seconds
    }
    precondition(sum >= 0, "the work is not left out")
    return Figure(name: name, value: rates.sorted()[rates.count / 2], unit: "MB/s")
  }

  private func regularExpressions() throws -> Vectorscan? {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "patterns.txt")
    let patterns = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    guard let engine = Vectorscan(patterns: patterns) else {
      let notice = "SKIPPED: no libhs.so.5 here (package libvectorscan5): nothing to compare with\n"
      FileHandle.standardError.write(Data(notice.utf8))
      return nil
    }
    return engine
  }

  /// How often a message asks for memory, as it is and with ten times as many bytes that hold
  /// nothing: the same number, where no byte costs any.
  private func allocations(_ letters: [SanitizedText], quiet: [SanitizedText]) -> [Figure] {
    let stretched = quiet.map { letter in
      SanitizedText(
        sanitizing: Array(repeating: letter.string, count: 10).joined(separator: "\n"))
    }
    func figure(_ name: String, _ texts: [SanitizedText]) -> Figure {
      let count = AllocationCounter.allocations {
        for text in texts { _ = masker.detect(in: text) }
      }
      return Figure(name: name, value: Double(count) / Double(max(1, texts.count)), unit: "")
    }
    return [
      figure("allocations a message", letters),
      figure("allocations a message that holds nothing", quiet),
      figure("allocations ten such messages in one", stretched),
    ]
  }
}
