package import Text

/// Something wrong in a file that a person wrote: where, what, and what to write instead.
package struct SourceFault: Hashable, Sendable {
  package let place: SourcePlace
  package let problem: Problem

  package enum Problem: Hashable, Sendable {
    /// Not YAML; the parser's own words.
    case notYAML(String)
    case notUTF8
    case tooLarge(limitByteCount: Int)
    /// A folder, pipe or device with the name of a file.
    case notAFile
    /// One text that no customer or author would write.
    case tooLong(key: String, limitByteCount: Int)
    /// More rules or examples than can be learnt in a moment.
    case tooMany(what: String, limit: Int)
    /// So many faults that the rest is not listed.
    case moreFaults(limit: Int)
    /// An anchor and an alias: a few lines could stand for gigabytes.
    case alias(name: String)
    case unsupportedSchema(found: String, supported: String)
    case unknownKey(String, nearest: String?, known: [String])
    case missingKey(String, example: String)
    case wrongForm(key: String, expected: String)
    case unknownValue(key: String, found: String, known: [String])
    case duplicateRule(id: String, first: SourcePlace)
    case unknownRule(key: String, id: String, nearest: String?)
    case unknownSlot(String, nearest: String?)
    case overrideCycle([String])
    /// Rules that each wait for the other to have spoken.
    case followUpCycle([String])
    case placeholder(String)
    /// A placeholder that nobody could fill in.
    case unknownPlaceholder(String, nearest: String?, known: [String])
    /// Neither examples nor keywords: nothing could ever choose it.
    case unreachable(id: String)
    /// An example that another rule would take.
    case stolenExample(rule: String, by: String)
    case sharedExample(rule: String, with: String)
    /// All its examples are taken by others: it would never be seen.
    case shadowedRule(String, by: String)
    /// Something else, said by who found it.
    case other(fault: String, advice: String)
  }

  package init(place: SourcePlace, problem: Problem) {
    self.place = place
    self.problem = problem
  }
}

/// A line of a file, and where on it; both counted from 1.
package struct SourcePlace: Hashable, Sendable {
  package let file: String
  package let line: Int
  package let column: Int?

  package init(file: String, line: Int, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }

  /// `cards.yaml:12`, or `cards.yaml:12:7` where the column is known.
  package var text: SanitizedText {
    let line: SanitizedText = "\(SanitizedText(sanitizing: file)):\(line)"
    return column.map { "\(line):\($0)" } ?? line
  }
}

extension SourceFault {
  /// One line for a person: place, fault, remedy.
  package var sentence: SanitizedText {
    "\(place.text): \(SanitizedText(sanitizing: problem.fault)) \(SanitizedText(sanitizing: problem.advice))"
  }

  /// What is wrong.
  package var fault: SanitizedText { SanitizedText(sanitizing: problem.fault) }

  /// What to write instead.
  package var advice: SanitizedText { SanitizedText(sanitizing: problem.advice) }
}

extension SourceFault.Problem {
  fileprivate var fault: String {
    switch self {
    case .notYAML(let reason): "This is not valid YAML: \(reason)."
    case .notUTF8: "The file is not UTF-8 text."
    case .tooLarge(let limit): "The file is larger than \(limit / 1_000_000) MB."
    case .notAFile: "This is not a file with text in it."
    case .tooLong(let key, let limit):
      "The text of “\(key.shortened)” is longer than \(limit) bytes."
    case .tooMany(let what, let limit): "There are more than \(limit) \(what)."
    case .moreFaults(let limit): "There are more than \(limit) faults in this file."
    case .alias(let name): "The anchor “\(name.shortened)” is repeated by an alias."
    case .unsupportedSchema(let found, _): "The schema “\(found.shortened)” is not known here."
    case .unknownKey(let key, _, _): "The key “\(key.shortened)” is not known."
    case .missingKey(let key, _): "The key “\(key)” is missing."
    case .wrongForm(let key, let expected): "The value of “\(key.shortened)” is not \(expected)."
    case .unknownValue(let key, let found, _):
      "“\(found.shortened)” is not a value of “\(key.shortened)”."
    case .duplicateRule(let id, let first):
      "The rule “\(id.shortened)” exists already (\(first.text.string))."
    case .unknownRule(let key, let id, _): "“\(key)” names “\(id.shortened)”, which is no rule."
    case .unknownSlot(let name, _): "“needs” names “\(name.shortened)”, which is no slot."
    case .overrideCycle(let ids):
      "These rules override each other in a circle: \(ids.map(\.shortened).joined(separator: " → "))."
    case .followUpCycle(let ids):
      "These rules follow each other in a circle: \(ids.map(\.shortened).joined(separator: " → "))."
    case .unknownPlaceholder(let name, _, _): "Nothing fills in “{{\(name.shortened)}}”."
    case .placeholder(let source): "“\(source.shortened)” is not a placeholder."
    case .unreachable(let id): "Nothing can choose the rule “\(id.shortened)”."
    case .stolenExample(let rule, let other):
      "An example of “\(rule.shortened)” is taken by “\(other.shortened)”."
    case .sharedExample(let rule, let other):
      "“\(rule.shortened)” and “\(other.shortened)” share an example."
    case .shadowedRule(let rule, let other):
      "“\(rule.shortened)” never comes first: its examples are taken, most by “\(other.shortened)”."
    case .other(let fault, _): fault
    }
  }

  fileprivate var advice: String {
    switch self {
    case .notYAML: "Check the indentation, and put quotes round text with “: ” or “#” in it."
    case .notUTF8: "Save it as UTF-8."
    case .tooLarge: "Split it: each file is a pack of its own."
    case .notAFile: "Move it out of the folder, or give it another ending."
    case .tooLong: "Keep what a person would write or read."
    case .tooMany: "Remove those that nobody uses, or keep them in a workspace of their own."
    case .moreFaults: "Mend these first."
    case .alias: "Write the text out in both places, or put quotes round it."
    case .unsupportedSchema(_, let supported): "Write “schema: \(supported)”."
    case .unknownKey(_, let nearest?, _): "Did you mean “\(nearest)”?"
    case .unknownKey(_, nil, let known): "Known here: \(known.joined(separator: ", "))."
    case .missingKey(_, let example): "Write “\(example)”."
    case .wrongForm(_, let expected): "Write \(expected)."
    case .unknownValue(_, let found, let known):
      if let nearest = found.nearest(in: known) {
        "Did you mean “\(nearest)”?"
      } else {
        "Write one of: \(known.joined(separator: ", "))."
      }
    case .duplicateRule: "Give one of them another id."
    case .unknownRule(_, _, let nearest?), .unknownSlot(_, let nearest?):
      "Did you mean “\(nearest)”?"
    case .unknownRule: "Name a rule of this pack, or remove the line."
    case .unknownSlot: "Define it under “slots”."
    case .overrideCycle: "Remove one of the overrides."
    case .followUpCycle: "Remove one of them from “after”."
    case .unknownPlaceholder(_, let nearest?, _): "Did you mean “{{\(nearest)}}”?"
    case .unknownPlaceholder(let name, nil, let known):
      "Define “\(name.shortened)” under “values” or “slots”, or use one of: \(known.joined(separator: ", "))."
    case .placeholder:
      "Write “{{name}}”, “{{name|fallback}}” or “{{name!}}”, the name in a–z, 0–9, dot and underscore."
    case .unreachable: "Give it “examples” or “keywords”."
    case .stolenExample: "Make it clearer, or list it under “not_examples” there."
    case .sharedExample: "Keep it in one of them."
    case .shadowedRule(_, let other):
      "Give it examples of its own, let it override “\(other.shortened)”, or remove it."
    case .other(_, let advice): advice
    }
  }
}

extension String {
  /// The nearest of some names by edit distance, if it is near at all.
  package func nearest(in names: [String]) -> String? {
    let limit = max(1, count / 3)
    return names.map { (name: $0, distance: editDistance(to: $0)) }
      .filter { $0.distance <= limit }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }?.name
  }

  /// Levenshtein's distance, two neighbours swapped counting as one step.
  private func editDistance(to other: String) -> Int {
    let (left, right) = (Array(self.prefix(64)), Array(other.prefix(64)))
    var older = [Int](repeating: 0, count: right.count + 1)
    var old = Array(0...right.count)
    for row in 0..<left.count {
      var new = [row + 1]
      for column in 0..<right.count {
        var best = Swift.min(
          old[column] + (left[row] == right[column] ? 0 : 1), old[column + 1] + 1, new[column] + 1)
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          best = Swift.min(best, older[column - 1] + 1)
        }
        new.append(best)
      }
      (older, old) = (old, new)
    }
    return old[right.count]
  }

  /// At most 40 characters, for a message.
  fileprivate var shortened: String {
    count <= 40 ? self : prefix(39) + "…"
  }
}
