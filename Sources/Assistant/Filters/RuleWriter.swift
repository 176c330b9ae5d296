import Foundation

/// Makes rule files from labelled sentences: a start for a pack, or for a measurement.
package struct RuleWriter: Sendable {
  private struct Sentence: Decodable {
    var text: String
    var label: String
  }

  package init() {}

  /// One file a label, by name, from lines of `{"text", "label"}`.
  ///
  /// Labels come in the order of their first line. Empty lines are passed over.
  /// - Throws: `malformedLine`.
  package func fromExamples(
    _ lines: String, packID: String = "examples"
  ) throws(AssistantError) -> [String: String] {
    var order: [String] = []
    var examples: [String: [String]] = [:]
    let decoder = JSONDecoder()
    for (index, line) in lines.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    where !line.allSatisfy(\.isWhitespace) {
      guard let sentence = try? decoder.decode(Sentence.self, from: Data(line.utf8)),
        !sentence.label.isEmpty
      else { throw .malformedLine(index + 1) }
      if examples[sentence.label] == nil { order.append(sentence.label) }
      examples[sentence.label, default: []].append(sentence.text)
    }
    var files: [String: String] = [:]
    for (number, label) in order.enumerated() {
      files[fileName(label, number: number)] = file(
        label: label, examples: examples[label] ?? [], packID: packID)
    }
    return files
  }

  private func file(label: String, examples: [String], packID: String) -> String {
    var lines = [
      "schema: \(PackReader.schema)", "pack: {id: \(quoted(packID)), version: 1.0.0}", "rules:",
      "  - id: \(quoted(label))", "    title: \(quoted(title(label)))", "    examples:",
    ]
    lines += examples.filter { !$0.isEmpty }.map { "      - \(quoted($0))" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// `card_not_arrived` is read as the words it is made of.
  private func title(_ label: String) -> String {
    label.replacing("_", with: " ").replacing(".", with: " ")
  }

  /// Letters and digits of the label; the number keeps names apart that differ in other signs only.
  private func fileName(_ label: String, number: Int) -> String {
    let plain = label.lowercased().unicodeScalars.map { scalar in
      (0x61...0x7A).contains(scalar.value) || (0x30...0x39).contains(scalar.value)
        ? Character(scalar) : "-"
    }
    let digits = String(number + 1)
    let padding = String(repeating: "0", count: max(0, 3 - digits.count))
    return "\(padding)\(digits)-\(String(plain.prefix(60))).yaml"
  }

  /// A double-quoted YAML scalar.
  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      case "\r": quoted += " "
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) { continue }
        quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
