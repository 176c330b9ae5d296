import ArgumentParser
import Foundation
import Masking

/// Masks standard input.
struct MaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mask", abstract: "Masks identifiers in what it reads.",
    discussion: """
      Plain text goes in and masked text comes out. With --jsonl, a line {"text": …, "locale": …, \
      "profile": …} gives a line {"masked": …, "spans": [{"start", "end", "type", "score"}]}, with \
      offsets in Unicode scalars of the input.
      """)

  @Flag(name: .customLong("jsonl"), help: "Reads and prints JSON lines.")
  var readsJSONLines = false

  func run() throws {
    let filter = MaskFilter()
    guard readsJSONLines else {
      let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
      StandardOutput.write(filter.mask(text).masked)
      return
    }
    try InputLines.forEach { line, number in
      StandardOutput.print(try answer(to: line, number: number, with: filter))
    }
  }

  private func answer(to line: String, number: Int, with filter: MaskFilter) throws -> String {
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) else {
      throw CommandFailure(
        .badData, "Line \(number) is not an object with a \"text\". The lines before it are done.")
    }
    let result = filter.mask(
      request.text, locale: request.locale, profile: request.profile?.facts ?? [])
    return try JSONLine.encode(
      Answer(
        masked: result.masked,
        spans: result.spans.map {
          Answer.Span(start: $0.start, end: $0.end, type: $0.kind.rawValue, score: $0.certainty)
        }))
  }

  private struct Request: Decodable {
    let text: String
    let locale: String?
    let profile: Profile?
  }

  private struct Answer: Encodable {
    let masked: String
    let spans: [Span]

    struct Span: Encodable {
      let start: Int
      let end: Int
      let type: String
      let score: Double
    }
  }
}
