import ArgumentParser
import Foundation
import Masking

/// Masks, and measures how well it does.
struct MaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mask", abstract: "Masks identifiers in what it reads, or measures how well.",
    subcommands: [Filter.self, Evaluate.self], defaultSubcommand: Filter.self)

  /// Masks standard input.
  struct Filter: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Masks identifiers in what it reads (also without its name).",
      discussion: """
        Plain text goes in and masked text comes out. With --jsonl, a line {"text": …, "locale": …, \
        "profile": …} gives a line {"masked": …, "spans": [{"start", "end", "type", "score"}]}, with \
        offsets in Unicode scalars of the input.
        """)

    @Flag(name: .customLong("jsonl"), help: "Reads and prints JSON lines.")
    var readsJSONLines = false

    @OptionGroup var policy: PolicyOption

    func run() throws {
      let filter = MaskFilter(masker: try policy.masker())
      guard readsJSONLines else {
        let text = String(decoding: FileHandle.standardInput.readDataToEndOfFile(), as: UTF8.self)
        StandardOutput.write(filter.mask(text).masked)
        return
      }
      try InputLines.forEach { line, number in
        StandardOutput.print(try answer(to: line, number: number, with: filter))
      }
    }

    private func answer(
      to line: String, number: Int, with filter: MaskFilter
    ) throws -> String {
      guard let request = try? JSONDecoder().decode(Request.self, from: Data(line.utf8)) else {
        throw CommandFailure(
          .badData,
          "Line \(number) is not an object with a \"text\". The lines before it are done.")
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
  }

  struct Request: Decodable {
    let text: String
    let locale: String?
    let profile: Profile?

    /// What is known of the customer, as in {"name": …, "emails": […]}.
    struct Profile: Decodable {
      let facts: [ProfileFact]

      init(from decoder: any Decoder) throws {
        let fields = try decoder.singleValueContainer().decode([String: Field].self)
        facts = fields.sorted { $0.key < $1.key }.flatMap { name, field in
          (Self.kinds[name].map { kind in
            field.values.map { ProfileFact(kind: kind, value: $0) }
          }) ?? []
        }
      }

      private static let kinds: [String: IdentifierKind] = [
        "name": .person, "names": .person, "email": .email, "emails": .email, "phone": .phone,
        "phones": .phone, "address": .address, "addresses": .address,
        "customer_id": .customerID, "account": .customerID, "accounts": .customerID,
      ]
    }

    /// One value, or a list of them.
    struct Field: Decodable {
      let values: [String]

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(String.self) {
          values = [value]
        } else {
          values = (try? container.decode([String].self)) ?? []
        }
      }
    }
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
