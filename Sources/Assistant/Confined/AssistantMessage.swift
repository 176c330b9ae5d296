import Masking
import Text

/// What the console asks of the assistant in its process.
enum AssistantRequest {
  case load(AssistantBundle)
  case suggest(AssistantContext)
  case rank(AssistantContext, limit: Int)
  case explain(AssistantContext)
  case check(reply: MaskedText, rule: RuleID?, language: String?)

  /// The parts of a longer conversation that are left out, oldest first.
  private static let contextByteLimit = 256_000

  var bytes: [UInt8] {
    var message = MessageWriter()
    switch self {
    case .load(let bundle):
      message.append(UInt8(0))
      bundle.write(to: &message)
    case .suggest(let context):
      message.append(UInt8(1))
      context.newest(withinByteCount: Self.contextByteLimit).write(to: &message)
    case .rank(let context, let limit):
      message.append(UInt8(2))
      message.append(limit)
      context.newest(withinByteCount: Self.contextByteLimit).write(to: &message)
    case .explain(let context):
      message.append(UInt8(3))
      context.newest(withinByteCount: Self.contextByteLimit).write(to: &message)
    case .check(let reply, let rule, let language):
      message.append(UInt8(4))
      message.append(reply)
      message.append(optional: rule) { $0.append($1.rawValue) }
      message.append(optional: language) { $0.append($1) }
    }
    return message.bytes
  }

  init(_ bytes: [UInt8], masker: Masker) throws(AssistantError) {
    var message = MessageReader(bytes, masker: masker)
    switch try message.byte() {
    case 0: self = .load(try AssistantBundle(from: &message))
    case 1: self = .suggest(try AssistantContext(from: &message))
    case 2:
      let limit = try message.number()
      self = .rank(try AssistantContext(from: &message), limit: limit)
    case 3: self = .explain(try AssistantContext(from: &message))
    case 4:
      self = .check(
        reply: try message.masked(),
        rule: try message.optional { message throws(AssistantError) in
          RuleID(rawValue: try message.string())
        },
        language: try message.optional { message throws(AssistantError) in try message.string() })
    default: throw .malformedMessage
    }
    try message.finish()
  }
}

/// What comes back.
enum AssistantAnswer {
  case ready(AssistantSummary)
  /// The bundle was not taken.
  case refused([SourceFault])
  case suggestions([Suggestion])
  case ranking([RankedRule])
  case lines([SanitizedText])
  case findings([ReplyFinding])
  /// What was asked could not be read, or was asked too early.
  case confused

  var bytes: [UInt8] {
    var message = MessageWriter()
    switch self {
    case .ready(let summary):
      message.append(UInt8(0))
      summary.write(to: &message)
    case .refused(let faults):
      message.append(UInt8(1))
      message.append(list: faults) { $1.write(to: &$0) }
    case .suggestions(let suggestions):
      message.append(UInt8(2))
      message.append(list: suggestions) { $1.write(to: &$0) }
    case .ranking(let rules):
      message.append(UInt8(3))
      message.append(list: rules) { $1.write(to: &$0) }
    case .lines(let lines):
      message.append(UInt8(4))
      message.append(list: lines) { $0.append($1) }
    case .findings(let findings):
      message.append(UInt8(5))
      message.append(list: findings) { $1.write(to: &$0) }
    case .confused: message.append(UInt8(6))
    }
    return message.bytes
  }

  init(_ bytes: [UInt8], masker: Masker) throws(AssistantError) {
    var message = MessageReader(bytes, masker: masker)
    switch try message.byte() {
    case 0: self = .ready(try AssistantSummary(from: &message))
    case 1:
      self = .refused(
        try message.list { message throws(AssistantError) in try SourceFault(from: &message) })
    case 2:
      self = .suggestions(
        try message.list { message throws(AssistantError) in try Suggestion(from: &message) })
    case 3:
      self = .ranking(
        try message.list { message throws(AssistantError) in try RankedRule(from: &message) })
    case 4:
      self = .lines(try message.list { message throws(AssistantError) in try message.words() })
    case 5:
      self = .findings(
        try message.list { message throws(AssistantError) in try ReplyFinding(from: &message) })
    case 6: self = .confused
    default: throw .malformedMessage
    }
    try message.finish()
  }
}

extension RankedRule {
  fileprivate func write(to message: inout MessageWriter) {
    message.append(id.rawValue)
    message.append(score)
    message.append(list: evidence) { $1.write(to: &$0) }
  }

  fileprivate init(from message: inout MessageReader) throws(AssistantError) {
    self.init(
      id: RuleID(rawValue: try message.string()), score: try message.real(),
      evidence: try message.list { message throws(AssistantError) in
        try Suggestion.Evidence(from: &message)
      })
  }
}

extension SourceFault {
  /// In words: whoever reads it shows it and does no more.
  fileprivate func write(to message: inout MessageWriter) {
    message.append(place.file)
    message.append(place.line)
    message.append(optional: place.column) { $0.append($1) }
    message.append(fault)
    message.append(advice)
  }

  fileprivate init(from message: inout MessageReader) throws(AssistantError) {
    self.init(
      place: SourcePlace(
        file: try message.string(), line: try message.number(),
        column: try message.optional { message throws(AssistantError) in try message.number() }),
      problem: .other(fault: try message.string(), advice: try message.string()))
  }
}
