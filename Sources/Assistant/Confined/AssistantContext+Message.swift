import Masking
import Text
import Tickets

extension AssistantContext {
  func write(to message: inout MessageWriter) {
    message.append(subject)
    message.append(list: turns) { message, turn in
      message.append(UInt8(turn.author == .customer ? 0 : 1))
      message.append(turn.text)
    }
    message.append(optional: language) { $0.append($1) }
    message.append(channel.rawValue)
    // Colleagues wrote these; nothing keeps them from writing down a number.
    message.append(list: tags) { $0.append(Self.redacted($1)) }
    message.append(status.rawValue)
    message.append(priority.rawValue)
    message.append(Self.redacted(queue))
    message.append(list: facts.sorted { $0.key < $1.key }) { message, fact in
      message.append(fact.key)
      message.append(fact.value)
    }
    message.append(list: repliedWith) { $0.append($1.rawValue) }
  }

  init(from message: inout MessageReader) throws(AssistantError) {
    subject = try message.masked()
    turns = try message.list { message throws(AssistantError) in
      Turn(author: try message.byte() == 0 ? .customer : .agent, text: try message.masked())
    }
    language = try message.optional { message throws(AssistantError) in try message.string() }
    channel = try message.value(Channel.self)
    tags = try message.list { message throws(AssistantError) in
      try message.masked().screenForm
    }
    status = try message.value(TicketStatus.self)
    priority = try message.value(Priority.self)
    queue = try message.masked().screenForm
    facts = [:]
    for (name, fact) in try message.list({ message throws(AssistantError) in
      (try message.string(), try message.masked())
    }) {
      facts[name] = fact
    }
    repliedWith = try message.list { message throws(AssistantError) in
      RuleID(rawValue: try message.string())
    }
  }

  /// The newest turns that fit; what was said long ago is no longer what is to be answered.
  func newest(withinByteCount limit: Int) -> AssistantContext {
    var byteCount = 0
    let fitting = turns.reversed().prefix { turn in
      byteCount += turn.text.wireForm.utf8.count
      return byteCount <= limit
    }
    guard fitting.count < turns.count else { return self }
    var context = self
    context.turns = fitting.reversed()
    return context
  }

  private static func redacted(_ words: SanitizedText) -> MaskedText {
    Masker().redact(UnmaskedText(received: words))
  }
}
