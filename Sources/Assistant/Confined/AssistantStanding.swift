/// How the assistant is doing, and how it is kept.
package struct AssistantStanding: Hashable, Sendable {
  package var state: State
  package var keeping: Keeping
  /// The process it runs in, where that is its own.
  package var process: Int32?
  package var summary: AssistantSummary
  /// How often it had to be started again.
  package var restartCount: Int

  package init(
    state: State, keeping: Keeping, process: Int32? = nil,
    summary: AssistantSummary = AssistantSummary(), restartCount: Int = 0
  ) {
    self.state = state
    self.keeping = keeping
    self.process = process
    self.summary = summary
    self.restartCount = restartCount
  }

  package enum State: Hashable, Sendable {
    /// It reads and learns its rules.
    case learning
    case ready
    /// It has ended and is being started again.
    case restarting
    /// It ended too often; nobody starts it again.
    case stopped
    /// Its rules or articles have faults.
    case refused
  }

  /// What the system holds it to.
  package enum Keeping: Hashable, Sendable {
    /// A process of its own, to which the system allows no file, no network and no program.
    case confined
    /// A process of its own, which the system does not confine; the error number says why.
    case unconfined(error: Int32)
    /// It is part of this process.
    case inProcess
  }
}

/// What an assistant has read.
package struct AssistantSummary: Hashable, Sendable {
  package var ruleCount: Int
  package var sectionCount: Int
  /// 0 where the process is confined, else why not.
  var confinementError: Int32

  package init(ruleCount: Int = 0, sectionCount: Int = 0) {
    self.init(ruleCount: ruleCount, sectionCount: sectionCount, confinementError: 0)
  }

  init(ruleCount: Int, sectionCount: Int, confinementError: Int32) {
    self.ruleCount = ruleCount
    self.sectionCount = sectionCount
    self.confinementError = confinementError
  }
}

extension AssistantSummary {
  func write(to message: inout MessageWriter) {
    message.append(ruleCount)
    message.append(sectionCount)
    message.append(Int(confinementError))
  }

  init(from message: inout MessageReader) throws(AssistantError) {
    self.init(
      ruleCount: try message.number(), sectionCount: try message.number(),
      confinementError: Int32(clamping: try message.number()))
  }
}
