import Foundation

/// Reads questions with their answers: a table, or JSON.
enum QuestionTable {
  private static let questionNames: Set<String> = [
    "question", "title", "subject", "name", "frage", "titel", "pregunta", "título",
  ]
  private static let answerNames: Set<String> = [
    "answer", "body", "text", "content", "reply", "antwort", "inhalt", "respuesta", "texto",
  ]
  private static let languageNames: Set<String> = [
    "lang", "language", "locale", "sprache", "idioma",
  ]

  /// Help desks keep answers as pieces of web pages.
  private static func plain(_ answer: String) -> String {
    answer.contains("</") || answer.contains("<br")
      ? HTMLArticle.draft(answer, source: "").body : answer
  }

  // MARK: A table

  /// One article a row (RFC 4180; semicolons and tabs also part cells); the first row names the columns.
  /// - Throws: `invalid`.
  static func drafts(csv text: String, source: String) throws(AssistantError)
    -> [ImportedArticle.Draft]
  {
    let rows = rows(of: text)
    let names = (rows.first ?? []).map { $0.trimmed.lowercased() }
    guard let question = names.firstIndex(where: questionNames.contains),
      let answer = names.firstIndex(where: answerNames.contains)
    else {
      throw .fault(
        in: source,
        .other(
          fault: "No columns of questions and answers.",
          advice: "Name them in the first row: question,answer (and language)."))
    }
    let language = names.firstIndex(where: languageNames.contains)
    return rows.enumerated().dropFirst().compactMap { number, row in
      guard row.indices.contains(max(question, answer)), !row[answer].trimmed.isEmpty else {
        return nil
      }
      let tag = language.flatMap { row.indices.contains($0) ? row[$0].trimmed : nil }
      return .init(
        source: "\(source)#\(number)", title: row[question], body: plain(row[answer]),
        language: tag ?? "")
    }
  }

  private static func rows(of text: String) -> [[String]] {
    let head = text.prefix { !$0.isNewline }
    let separators: [Character] = [",", ";", "\t"]
    let separator = separators.max { left, right in
      head.count { $0 == left } < head.count { $0 == right }
    }
    var table = CellReader(separator: separator ?? ",")
    for character in text { table.take(character) }
    return table.finish()
  }

  private struct CellReader {
    let separator: Character
    private var rows: [[String]] = []
    private var row: [String] = []
    private var cell = ""
    private var isQuoted = false
    private var mayClose = false

    init(separator: Character) {
      self.separator = separator
    }

    mutating func take(_ character: Character) {
      if isQuoted {
        if mayClose {
          mayClose = false
          if character == "\"" {
            cell.append("\"")
            return
          }
          isQuoted = false
        } else if character == "\"" {
          mayClose = true
          return
        } else {
          cell.append(character == "\r\n" ? "\n" : character)
          return
        }
      }
      switch character {
      case "\"" where cell.isEmpty: isQuoted = true
      case separator: endCell()
      case _ where character.isNewline: endRow()
      default: cell.append(character)
      }
    }

    private mutating func endCell() {
      row.append(cell)
      cell = ""
    }

    private mutating func endRow() {
      endCell()
      if row != [""] { rows.append(row) }
      row = []
    }

    mutating func finish() -> [[String]] {
      if !cell.isEmpty || !row.isEmpty { endRow() }
      return rows
    }
  }

  // MARK: JSON

  /// A list of objects with a question and an answer, at the top or below one key, or one object whose
  /// keys are the questions.
  /// - Throws: `invalid`.
  static func drafts(json text: String, source: String) throws(AssistantError)
    -> [ImportedArticle.Draft]
  {
    guard let top = try? JSONSerialization.jsonObject(with: Data(text.utf8)) else {
      throw .fault(
        in: source, .other(fault: "This is not JSON.", advice: "Check commas and quotes."))
    }
    let drafts = drafts(in: top, source: source)
    guard !drafts.isEmpty else {
      throw .fault(
        in: source,
        .other(
          fault: "No questions and answers in it.",
          advice: "Write a list of {\"question\": …, \"answer\": …}."))
    }
    return drafts
  }

  private static func drafts(in value: Any, source: String) -> [ImportedArticle.Draft] {
    if let list = value as? [Any] {
      return list.enumerated().compactMap { number, entry in
        (entry as? [String: Any]).flatMap { draft($0, source: "\(source)#\(number + 1)") }
      }
    }
    guard let object = value as? [String: Any] else { return [] }
    for key in object.keys.sorted() {
      if let list = object[key] as? [Any] {
        let drafts = drafts(in: list, source: source)
        if !drafts.isEmpty { return drafts }
      }
    }
    let pairs = object.compactMapValues { $0 as? String }.sorted { $0.key < $1.key }
    return pairs.enumerated().map { number, pair in
      .init(
        source: "\(source)#\(number + 1)", title: pair.key, body: plain(pair.value), language: "")
    }
  }

  private static func draft(_ entry: [String: Any], source: String) -> ImportedArticle.Draft? {
    func text(_ names: Set<String>) -> String? {
      entry.sorted { $0.key < $1.key }.first { names.contains($0.key.lowercased()) }
        .flatMap { $0.value as? String }
    }
    guard let answer = text(answerNames), !answer.trimmed.isEmpty else { return nil }
    return .init(
      source: source, title: text(questionNames) ?? "", body: plain(answer),
      language: text(languageNames) ?? "")
  }
}
