package import Masking
package import Text

/// An assistant that is shut in a process of its own: the console's side.
///
/// `run` keeps one going. What goes there is masked by type, and what comes back is masked once more.
/// While there is none, or where it is too slow, there is nothing to suggest; the desk goes on.
package actor ConfinedAssistant: Suggester {
  /// How long it may take, and how often it may fail.
  package struct Limits: Sendable {
    package var answer: Duration
    package var load: Duration
    /// More starts than this within the span are too many.
    package var starts: Int
    package var span: Duration

    package init(
      answer: Duration = .seconds(2), load: Duration = .seconds(60), starts: Int = 5,
      span: Duration = .seconds(60)
    ) {
      self.answer = answer
      self.load = load
      self.starts = starts
      self.span = span
    }
  }

  package private(set) var standing = AssistantStanding(
    state: .learning, keeping: .unconfined(error: 0))
  private var bundle: AssistantBundle
  private let masker: Masker
  private let limits: Limits
  private let launch: @Sendable () throws(AssistantError) -> AssistantChild
  private let whenChanged: @Sendable (AssistantStanding) async -> Void
  private var child: AssistantChild?
  private let answers = AnswerTable()
  private var starts: [ContinuousClock.Instant] = []
  private var faults: [SourceFault] = []

  /// `launch` starts the process; `whenChanged` hears how it is doing.
  package init(
    _ bundle: AssistantBundle, masker: Masker, limits: Limits = Limits(),
    launch: @escaping @Sendable () throws(AssistantError) -> AssistantChild,
    whenChanged: @escaping @Sendable (AssistantStanding) async -> Void = { _ in }
  ) {
    self.bundle = bundle
    self.masker = masker
    self.limits = limits
    self.launch = launch
    self.whenChanged = whenChanged
  }

  // MARK: Keeping it going

  /// Starts the process, and starts it again whenever it ends; returns when cancelled, when its rules
  /// are refused, and when it fails too often.
  package func run() async {
    while !Task.isCancelled, mayStart() {
      guard let child = try? launch() else { break }
      self.child = child
      standing.process = child.process
      let answers = answers
      await withTaskCancellationHandler {
        async let loading: Void = loadFirst()
        await child.listen { answers.settle($0.number, $0.bytes) }
        answers.settleAll()
        await loading
      } onCancel: {
        child.end()
      }
      self.child = nil
      standing.process = nil
      guard !Task.isCancelled, standing.state != .refused else { return }
      standing.restartCount += 1
      await change(to: .restarting)
    }
    if !Task.isCancelled { await change(to: .stopped) }
  }

  private func mayStart() -> Bool {
    let now = ContinuousClock.now
    starts.removeAll { $0 < now - limits.span }
    starts.append(now)
    return starts.count <= limits.starts
  }

  private func loadFirst() async {
    do {
      try await load(bundle)
    } catch {
      if case .invalid(let faults) = error {
        self.faults = faults
        await change(to: .refused)
      }
      child?.end()
    }
  }

  /// Takes rules and articles that were edited, or keeps the old.
  /// - Throws: `invalid`, `unavailable`.
  package func reload(_ bundle: AssistantBundle) async throws(AssistantError) {
    try await load(bundle)
    self.bundle = bundle
  }

  private func load(_ bundle: AssistantBundle) async throws(AssistantError) {
    switch try await ask(.load(bundle), within: limits.load) {
    case .ready(let summary):
      standing.summary = summary
      standing.keeping =
        summary.confinementError == 0 ? .confined : .unconfined(error: summary.confinementError)
      await change(to: .ready)
    case .refused(let faults): throw .invalid(faults)
    default: throw .unavailable
    }
  }

  private func change(to state: AssistantStanding.State) async {
    standing.state = state
    for waiter in readers { waiter.resume() }
    readers = []
    await whenChanged(standing)
  }

  private var readers: [CheckedContinuation<Void, Never>] = []

  /// Waits until it has learnt its rules.
  /// - Throws: `invalid`, `unavailable`.
  package func untilReady() async throws(AssistantError) {
    while true {
      switch standing.state {
      case .ready: return
      case .refused: throw .invalid(faults)
      case .stopped: throw .unavailable
      case .learning, .restarting: await withCheckedContinuation { readers.append($0) }
      }
    }
  }

  // MARK: Asking

  package func suggestions(
    for context: AssistantContext
  ) async throws(AssistantError) -> [Suggestion] {
    guard case .suggestions(let found) = try await ask(.suggest(context)) else {
      throw .unavailable
    }
    return found
  }

  package func ranking(
    of context: AssistantContext, limit: Int
  ) async throws(AssistantError) -> [RankedRule] {
    guard case .ranking(let rules) = try await ask(.rank(context, limit: limit)) else {
      throw .unavailable
    }
    return rules
  }

  package func explanation(
    of context: AssistantContext
  ) async throws(AssistantError) -> [SanitizedText] {
    guard case .lines(let lines) = try await ask(.explain(context)) else { throw .unavailable }
    return lines
  }

  package func findings(
    in reply: MaskedText, from rule: RuleID?, language: String?
  ) async throws(AssistantError) -> [ReplyFinding] {
    let request = AssistantRequest.check(reply: reply, rule: rule, language: language)
    guard case .findings(let findings) = try await ask(request) else { throw .unavailable }
    return findings
  }

  private func ask(_ request: AssistantRequest) async throws(AssistantError) -> AssistantAnswer {
    guard standing.state == .ready else { throw .unavailable }
    return try await ask(request, within: limits.answer)
  }

  /// One that does not answer in time is ended, and `run` starts another.
  private func ask(
    _ request: AssistantRequest, within limit: Duration
  ) async throws(AssistantError) -> AssistantAnswer {
    guard let child else { throw .unavailable }
    let bytes = request.bytes
    let answers = answers
    let answer = await withTaskGroup(of: Race.self) { group in
      group.addTask {
        .answered(await answers.answer { child.send(Frame(number: $0, bytes: bytes)) })
      }
      group.addTask { (try? await Task.sleep(for: limit)) == nil ? .answered(nil) : .late }
      defer { group.cancelAll() }
      return await group.next() ?? .late
    }
    guard case .answered(let bytes?) = answer else {
      if case .late = answer { child.end() }
      throw .unavailable
    }
    return try AssistantAnswer(bytes, masker: masker)
  }

  private enum Race: Sendable {
    case answered([UInt8]?)
    case late
  }
}
