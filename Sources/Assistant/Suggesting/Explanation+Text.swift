import Masking
package import Text

extension Explanation {
  /// For a person, line by line: what leads and why, what follows it, and what is out of the running.
  package var lines: [SanitizedText] {
    var lines: [SanitizedText] = ["language: \(SanitizedText(sanitizing: language))"]
    if candidates.first?.isSure != true { lines.append("silent: no rule is sure enough") }
    for (rank, candidate) in candidates.enumerated() {
      lines.append("\(rank + 1). \(candidate.heading)")
      lines += candidate.details(runnerUp: rank == 0 ? candidates.dropFirst().first : nil)
    }
    if !unknownWords.isEmpty {
      lines.append("in no example: \(SanitizedText.joined(unknownWords, separator: ", "))")
    }
    for exclusion in excluded {
      lines.append(
        "out: \(SanitizedText(sanitizing: exclusion.rule.rawValue)) (\(exclusion.reason))")
    }
    return lines
  }
}

extension Explanation.Candidate {
  /// Whether it may be shown by its own strength.
  fileprivate var isSure: Bool { score >= threshold }

  fileprivate var heading: SanitizedText {
    let sureness: SanitizedText = isSure ? "" : ", speaks from \(Int(threshold * 100)) %"
    return "\(SanitizedText(sanitizing: rule.rawValue)), \(title): \(percent) %\(sureness)"
  }

  fileprivate func details(runnerUp: Explanation.Candidate?) -> [SanitizedText] {
    var lines: [SanitizedText] = [
      "   from: \(place.text), revision \(SanitizedText(sanitizing: revision))"
    ]
    if !evidence.isEmpty {
      let words: [SanitizedText] = evidence.map { "“\($0.words)”" }
      lines.append("   words: \(SanitizedText.joined(words, separator: ", "))")
    }
    if !gates.isEmpty {
      lines.append("   conditions: \(SanitizedText.joined(gates, separator: "; "))")
    }
    if let nearestExample {
      let likeness = Int(nearestExample.similarity * 100)
      lines.append("   like: “\(nearestExample.text.screenForm)” (\(likeness) %)")
    }
    if let runnerUp {
      let id = SanitizedText(sanitizing: runnerUp.rule.rawValue)
      lines.append("   runner-up: \(id), \(runnerUp.title): \(runnerUp.percent) %")
    }
    return lines
  }
}

extension SanitizedText {
  fileprivate static func joined(_ texts: [SanitizedText], separator: SanitizedText)
    -> SanitizedText
  {
    texts.dropFirst().reduce(texts.first ?? .empty) { $0 + separator + $1 }
  }
}
