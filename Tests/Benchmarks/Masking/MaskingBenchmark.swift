import Foundation
import Masking
import Text

/// How fast identifiers are found, beside a bare look at every byte and beside the fastest engine of
/// regular expressions; and what that takes in memory.
struct MaskingBenchmark {
  let scale: Scale
  /// Messages to measure on instead of invented letters: a file with a text on each line, or with
  /// JSON objects that have one.
  var corpus: String?

  func figures() throws -> [Figure] {
    let letters = try corpus.map(Self.texts) ?? inventedLetters()
    let long = SanitizedText(sanitizing: letters.map(\.string).joined(separator: "\n\n"))
    let floor = rate("read every byte", of: letters) { letter in
      letter.string.utf8.reduce(0) { $0 &+ Int($1) }
    }
    let masker = Masker()
    var figures = [
      floor,
      rate("find identifiers, spans validated", of: letters) { masker.detect(in: $0).count }
        .compared(to: floor),
      rate("the same in one long text", of: [long]) { masker.detect(in: $0).count }
        .compared(to: floor),
    ]
    figures += try regularExpressions(letters, beside: figures[1])
    figures += allocations(letters)
    figures.append(
      Figure(
        name: "identifiers found",
        value: Double(letters.reduce(0) { $0 + masker.detect(in: $1).count }), unit: ""))
    return figures
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
    precondition(sum != 0, "the work is not left out")
    return Figure(name: name, value: rates.sorted()[rates.count / 2], unit: "MB/s")
  }

  private func regularExpressions(
    _ letters: [SanitizedText], beside found: Figure
  ) throws -> [Figure] {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "patterns.txt")
    let patterns = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
    guard let engine = Vectorscan(patterns: patterns) else {
      let notice = "SKIPPED: no libhs.so.5 here (package libvectorscan5): nothing to compare with\n"
      FileHandle.standardError.write(Data(notice.utf8))
      return []
    }
    let name = "Vectorscan, \(patterns.count) patterns, start of match"
    let matching = rate(name, of: letters) { engine.matches(in: $0.string) }
    return [matching, found.compared(to: matching)]
  }

  /// How often a message asks for memory, as it is and with ten times as many bytes that hold
  /// nothing: the same number, where no byte costs any.
  private func allocations(_ letters: [SanitizedText]) -> [Figure] {
    let masker = Masker()
    let quiet = letters.filter { masker.detect(in: $0).isEmpty }
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
