import Masking
import Text
import Tickets

extension Suggestion {
  func write(to message: inout MessageWriter) {
    switch source {
    case .rule(let id, let revision):
      message.append(UInt8(0))
      message.append(id.rawValue)
      message.append(revision)
    case .article(let path, let anchor):
      message.append(UInt8(1))
      message.append(path)
      message.append(anchor)
    }
    message.append(title)
    message.append(score)
    message.append(language)
    message.append(list: evidence) { $1.write(to: &$0) }
    message.append(list: gates) { $0.append($1) }
    message.append(optional: runnerUp) { message, runnerUp in
      message.append(runnerUp.title)
      message.append(runnerUp.score)
    }
    message.append(reply)
    message.append(optional: asksFor) { $0.append($1) }
    message.append(excerpt)
    message.append(list: actions) { $1.write(to: &$0) }
    message.append(list: citations) { message, anchor in
      message.append(anchor.path)
      message.append(anchor.anchor)
    }
  }

  init(from message: inout MessageReader) throws(AssistantError) {
    let isRule = try message.byte() == 0
    let (name, detail) = (try message.string(), try message.string())
    self.init(
      source: isRule
        ? .rule(id: RuleID(rawValue: name), revision: detail)
        : .article(path: name, anchor: detail),
      title: try message.words(), score: try message.real(), language: try message.string(),
      evidence: try message.list { message throws(AssistantError) in
        try Evidence(from: &message)
      },
      gates: try message.list { message throws(AssistantError) in try message.words() },
      runnerUp: try message.optional { message throws(AssistantError) in
        RunnerUp(title: try message.words(), score: try message.real())
      },
      reply: try message.masked(),
      asksFor: try message.optional { message throws(AssistantError) in try message.string() },
      excerpt: try message.masked(),
      actions: try message.list { message throws(AssistantError) in
        try SuggestedAction(from: &message)
      },
      citations: try message.list { message throws(AssistantError) in
        ArticleAnchor(path: try message.string(), anchor: try message.string())
      })
  }
}

extension Suggestion.Evidence {
  func write(to message: inout MessageWriter) {
    message.append(words)
    message.append(segment)
    message.append(range.lowerBound)
    message.append(range.count)
  }

  init(from message: inout MessageReader) throws(AssistantError) {
    let (words, segment) = (try message.words(), try message.number())
    let start = try message.number()
    self.init(words: words, segment: segment, range: start..<(start + (try message.number())))
  }
}

extension SuggestedAction {
  fileprivate func write(to message: inout MessageWriter) {
    switch self {
    case .addTag(let tag):
      message.append(UInt8(0))
      message.append(tag)
    case .removeTag(let tag):
      message.append(UInt8(1))
      message.append(tag)
    case .setPriority(let priority):
      message.append(UInt8(2))
      message.append(priority.rawValue)
    case .escalate(let team):
      message.append(UInt8(3))
      message.append(team)
    }
  }

  fileprivate init(from message: inout MessageReader) throws(AssistantError) {
    switch try message.byte() {
    case 0: self = .addTag(try message.words())
    case 1: self = .removeTag(try message.words())
    case 2: self = .setPriority(try message.value(Priority.self))
    case 3: self = .escalate(team: try message.words())
    default: throw .malformedMessage
    }
  }
}

extension ReplyFinding {
  func write(to message: inout MessageWriter) {
    switch self {
    case .forbiddenWords(let words):
      message.append(UInt8(0))
      message.append(words)
    case .tooLong(let wordCount, let limit):
      message.append(UInt8(1))
      message.append(wordCount)
      message.append(limit)
    case .unresolved(let placeholder):
      message.append(UInt8(2))
      message.append(placeholder.name)
      message.append(optional: placeholder.fallback) { $0.append($1) }
      message.append(UInt8(placeholder.isRequired ? 1 : 0))
    case .otherLanguage(let found, let expected):
      message.append(UInt8(3))
      message.append(found)
      message.append(expected)
    }
  }

  init(from message: inout MessageReader) throws(AssistantError) {
    switch try message.byte() {
    case 0: self = .forbiddenWords(try message.words())
    case 1: self = .tooLong(wordCount: try message.number(), limit: try message.number())
    case 2:
      self = .unresolved(
        Placeholder(
          name: try message.string(),
          fallback: try message.optional { message throws(AssistantError) in
            try message.string()
          }, isRequired: try message.byte() == 1))
    case 3: self = .otherLanguage(found: try message.string(), expected: try message.string())
    default: throw .malformedMessage
    }
  }
}
