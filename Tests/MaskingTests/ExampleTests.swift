import Foundation
import Testing

@testable import Masking

/// Written messages with what must be found in them, and others in which nothing may be.
struct ExampleTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let wanted: [String]
    var testDescription: String { text }

    /// Takes the marks out of a line and notes where they stood.
    init(line: Substring) {
      var text = ""
      var wanted: [String] = []
      for piece in line.replacing("\\n", with: "\n").split(
        separator: "⟦", omittingEmptySubsequences: false)
      {
        let parts = piece.split(separator: "⟧", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, let colon = parts[0].firstIndex(of: ":") {
          let value = parts[0][parts[0].index(after: colon)...]
          wanted.append("\(parts[0][..<colon]) \(text.unicodeScalars.count) \(value)")
          text += value
          text += parts[1]
        } else {
          text += piece
        }
      }
      self.text = text
      self.wanted = wanted
    }
  }

  static let examples: [Example] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/examples.txt")
    let text = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map(Example.init)
  }()

  @Test func `the examples were read`() {
    #expect(Self.examples.count > 100)
  }

  @Test(arguments: examples)
  func `a message gives up what it holds and nothing else`(example: Example) {
    let scalars = Array(example.text.unicodeScalars)
    let found = MaskFilter().mask(example.text).spans.map { span in
      let value = String(String.UnicodeScalarView(scalars[span.start..<span.end]))
      return "\(span.kind.rawValue) \(span.start) \(value)"
    }
    #expect(found == example.wanted)
  }
}
