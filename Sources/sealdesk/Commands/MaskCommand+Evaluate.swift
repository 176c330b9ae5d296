import ArgumentParser
import Foundation
import Masking
import Text

extension MaskCommand {
  /// Measures the masker on labelled samples.
  struct Evaluate: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Measures the masker on samples of which you know what is in them.",
      discussion: """
        A line is {"text", "spans": [{"start", "end", "type"}], "locale"?, "profile"?, "ignore"?: \
        [{"start", "end"}]}, with offsets in Unicode scalars. A find counts where it has the type and half \
        of the characters in common; leaked are the characters of spans that nothing covers; what \
        touches only "ignore" counts neither way. F2 weighs a miss four times a false alarm.
        """)

    @Argument(help: "The samples.", completion: .file())
    var samples: String

    @OptionGroup var policy: PolicyOption

    @Flag(help: "Prints a line of JSON.")
    var json = false

    func run() throws {
      guard let text = try? String(contentsOfFile: samples, encoding: .utf8) else {
        throw CommandFailure(.unavailable, "The samples cannot be read as UTF-8 text.")
      }
      let filter = MaskFilter(masker: try policy.masker())
      var evaluation = MaskEvaluation()
      var number = 0
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        number += 1
        if line.allSatisfy(\.isWhitespace) { continue }
        let sample = try Sample(line: line, number: number)
        sample.measure(filter, in: &evaluation)
      }
      guard evaluation.messageCount > 0 else {
        throw CommandFailure(.badData, "There are no samples in the file. Write one a line.")
      }
      let report = EvaluationReport(evaluation)
      StandardOutput.write(json ? try JSONLine.encode(report) + "\n" : report.table)
    }
  }

  /// A text and what is in it.
  struct Sample {
    private let request: Request
    private let gold: [LabelledSpan]
    private let ignored: [LabelledSpan]
    private let scalarCount: Int

    /// - Throws: `CommandFailure` with the line's number and what is wrong in it.
    init(line: Substring, number: Int) throws {
      func failure(_ advice: String) -> CommandFailure {
        CommandFailure(.badData, "Line \(number): \(advice). Nothing was measured.")
      }
      let data = Data(line.utf8)
      guard let request = try? JSONDecoder().decode(Request.self, from: data) else {
        throw failure("write an object with a “text”, as in {\"text\": …, \"spans\": […]}")
      }
      guard let marks = try? JSONDecoder().decode(Marks.self, from: data) else {
        throw failure("“spans” is a list of {\"start\": 0, \"end\": 4, \"type\": \"EMAIL\"}")
      }
      let count = request.text.unicodeScalars.count
      for mark in marks.spans + (marks.ignore ?? [])
      where !(0...count ~= mark.start && mark.start...max(mark.start, count) ~= mark.end) {
        throw failure(
          "the span from \(mark.start) to \(mark.end) does not lie in a text of \(count) characters; "
            + "offsets count Unicode scalars, from 0")
      }
      if marks.spans.contains(where: { $0.type == nil }) {
        throw failure("each of “spans” needs a “type”, such as EMAIL")
      }
      self.request = request
      gold = marks.spans.map(\.span)
      ignored = (marks.ignore ?? []).map(\.span)
      scalarCount = count
    }

    func measure(_ filter: MaskFilter, in evaluation: inout MaskEvaluation) {
      let outcome = filter.mask(
        request.text, locale: request.locale, profile: request.profile?.facts ?? [])
      evaluation.add(
        scalarCount: scalarCount, gold: gold, ignored: ignored,
        found: outcome.spans.map {
          LabelledSpan(start: $0.start, end: $0.end, type: $0.kind.rawValue)
        })
    }

    private struct Marks: Decodable {
      let spans: [Mark]
      let ignore: [Mark]?
    }

    private struct Mark: Decodable {
      let start: Int
      let end: Int
      let type: String?

      var span: LabelledSpan { LabelledSpan(start: start, end: end, type: type ?? "") }
    }
  }
}

/// What an evaluation prints.
struct EvaluationReport: Encodable {
  let kinds: [String: Figures]
  let total: Figures
  let overMasked: Double
  let messages: Int
  let messagesWithLeak: Int
  let messagesMasked: Int
  private let order: [String]

  private enum CodingKeys: String, CodingKey {
    case kinds, total, overMasked, messages, messagesWithLeak, messagesMasked
  }

  struct Figures: Encodable {
    let gold: Int
    let found: Int
    let precision: Double
    let recall: Double
    let f2: Double
    let leaked: Double

    init(_ figures: MaskEvaluation.Figures) {
      gold = figures.gold
      found = figures.found
      precision = figures.precision
      recall = figures.recall
      f2 = figures.f2
      leaked = figures.leakedShare
    }
  }

  init(_ evaluation: MaskEvaluation) {
    order = evaluation.kinds.map(\.type)
    kinds = Dictionary(
      uniqueKeysWithValues: evaluation.kinds.map { ($0.type, Figures($0.figures)) })
    total = Figures(evaluation.total)
    overMasked = evaluation.overMaskedShare
    messages = evaluation.messageCount
    messagesWithLeak = evaluation.leakingMessageCount
    messagesMasked = evaluation.maskedMessageCount
  }

  /// A row a kind, the most frequent first, and the totals.
  var table: String {
    let head = Self.row("", ["gold", "found", "precision", "recall", "F2", "leaked"])
    let rows = order.map { name in kinds[name].map { Self.row(name, $0.columns) } ?? "" }
    return ([head] + rows + [Self.row("all", total.columns)]).joined(separator: "\n") + """


      over-masked characters  \(Self.percent(overMasked))
      messages                \(messages): \(messagesWithLeak) with a leak, \(messagesMasked) with a mask

      """
  }

  private static func row(_ name: String, _ columns: [String]) -> String {
    let padding = String(repeating: " ", count: max(0, 22 - name.count))
    return name + padding
      + columns.map { String(repeating: " ", count: max(1, 10 - $0.count)) + $0 }.joined()
  }

  fileprivate static func decimal(_ share: Double) -> String {
    share.formatted(.number.precision(.fractionLength(3)).locale(Locale(identifier: "en_US")))
  }

  fileprivate static func percent(_ share: Double) -> String {
    (share * 100).formatted(
      .number.precision(.fractionLength(2)).locale(Locale(identifier: "en_US")))
      + " %"
  }
}

extension EvaluationReport.Figures {
  fileprivate var columns: [String] {
    [
      "\(gold)", "\(found)", EvaluationReport.decimal(precision), EvaluationReport.decimal(recall),
      EvaluationReport.decimal(f2), EvaluationReport.percent(leaked),
    ]
  }
}
