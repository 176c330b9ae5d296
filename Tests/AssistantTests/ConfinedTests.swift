import Foundation
import Masking
import Synchronization
import Testing
import Text

@testable import Assistant

/// The pipe between the console and the assistant, its other end on a thread of this process.
@Suite struct ConfinedTests {
  static let rules = """
    schema: sealdesk.rules/1
    rules:
      - id: late
        title: parcel is late
        examples: [where is my parcel, my parcel is late]
        reply: {en: "Your parcel {{order_ref|is}} on its way.", de: Unterwegs.}
        needs: []
        then: {add_tag: [delivery], set_priority: high, cite: [kb/delivery#times]}
        checks: {forbid: [guarantee], max_words: 3}
      - {id: refund, title: money back, examples: [where is my refund, I want my money back]}
    values: {order_ref: is}
    """
  static let article = "# Delivery times\nA parcel takes three days to arrive.\n"

  static let bundle = AssistantBundle(
    rules: ["own.yaml": rules], knowledge: ["delivery.md": article])

  @Test func `the answers are those of an assistant in this process`() async throws {
    try await Confined().use { confined in
      let plain = try Self.bundle.assistant(masker: Masker())
      for text in ["where is my parcel, card 4242 4242 4242 4242", "how long to arrive", "xyzzy"] {
        let context = context(text, tags: ["vip"], facts: ["agent.name": masked("Ben")])
        #expect(try await confined.suggestions(for: context) == plain.suggest(for: context))
        #expect(
          try await confined.ranking(of: context, limit: 3) == plain.rank(context, limit: 3))
        #expect(try await confined.explanation(of: context) == plain.explain(context).lines)
      }
      let reply = composed("I guarantee that it comes, {{name!}}")
      let late = RuleID(rawValue: "late")
      #expect(
        try await confined.findings(in: reply, from: late, language: "de")
          == plain.check(reply, from: late, language: "de"))
    }
  }

  @Test func `a process that ends is started again`() async throws {
    let place = Confined()
    try await place.use { confined in
      place.last?.end()
      try await place.wait { $0.restartCount == 1 && $0.state == .ready }
      #expect(try await !confined.suggestions(for: context("where is my parcel")).isEmpty)
    }
  }

  @Test func `one that does not answer is ended, and another one answers`() async throws {
    let place = Confined(limits: .init(answer: .milliseconds(50)), ends: [.deaf, .working])
    try await place.use { confined in
      await #expect(throws: AssistantError.unavailable) {
        try await confined.suggestions(for: context("where is my parcel"))
      }
      try await place.wait { $0.restartCount == 1 && $0.state == .ready }
      #expect(try await !confined.suggestions(for: context("where is my parcel")).isEmpty)
    }
  }

  @Test func `nobody waits for an answer that is no longer wanted`() async throws {
    try await Confined(ends: [.deaf]).use { confined in
      let asking = Task { try await confined.suggestions(for: context("where is my parcel")) }
      asking.cancel()
      await #expect(throws: AssistantError.unavailable) { try await asking.value }
    }
  }

  @Test func `one that ends too often stays off`() async throws {
    let place = Confined(limits: .init(starts: 3, span: .seconds(3_600)), ends: [.gone])
    await place.assistant.run()
    let standing = await place.assistant.standing
    #expect(standing.state == .stopped && standing.restartCount == 3)
    await #expect(throws: AssistantError.unavailable) { try await place.assistant.untilReady() }
  }

  @Test func `faulty rules are refused with their place, and the good ones stay in use`()
    async throws
  {
    let faulty = AssistantBundle(rules: ["own.yaml": "schema: sealdesk.rules/1\nrulez: []"])
    let place = Confined(faulty)
    await place.assistant.run()
    #expect(await place.assistant.standing.state == .refused)
    try await Confined().use { confined in
      do throws(AssistantError) {
        try await confined.reload(faulty)
        Issue.record("a faulty bundle was taken")
      } catch {
        guard case .invalid(let faults) = error else { throw error }
        #expect(faults.first?.sentence.string.hasPrefix("own.yaml:2") == true)
      }
      #expect(try await !confined.suggestions(for: context("where is my parcel")).isEmpty)
    }
  }

  @Test func `what comes back is masked once more`() async throws {
    let leak = MaskedText(literal: "Write to mara@kanarienpost.example or ‹card 1›")
    let place = Confined(ends: [.saying(leak)])
    try await place.use { confined in
      let answer = try await confined.suggestions(for: context("hello"))
      #expect(answer.first?.reply.screenForm.string == "Write to ••• or <card 1>")
    }
  }

  @Test func `no message holds what was masked, nor what a colleague put into a tag`() {
    let context = context(
      "write to mara@kanarienpost.example", tags: ["mara@kanarienpost.example"])
    for request in [
      AssistantRequest.suggest(context), .rank(context, limit: 1), .explain(context),
    ] {
      #expect(!String(decoding: request.bytes, as: UTF8.self).contains("kanarienpost"))
    }
  }

  @Test func `a long conversation is cut to its newest turns`() {
    var long = context("the question")
    long.turns =
      (0..<400).map { _ in
        .init(author: .agent, text: masked(String(repeating: "word ", count: 200)))
      }
      + long.turns
    let bytes = AssistantRequest.suggest(long).bytes
    #expect(bytes.count < 300_000)
    #expect(String(decoding: bytes, as: UTF8.self).contains("the question"))
  }

  @Test func `bytes of any sort are a message or an error`() throws {
    var random = SplitMix(seed: 7)
    let context = context("where is my parcel", tags: ["vip"], repliedWith: [.init(rawValue: "a")])
    let answers = try Self.bundle.assistant(masker: Masker()).suggest(for: context)
    let messages = [
      AssistantRequest.suggest(context).bytes, AssistantRequest.load(Self.bundle).bytes,
      AssistantAnswer.suggestions(answers).bytes,
    ]
    for message in messages {
      for _ in 0..<300 {
        var bytes = message
        let place = Int(random.next() % UInt64(bytes.count))
        bytes[place] = UInt8(truncatingIfNeeded: random.next())
        if random.next() % 2 == 0 { bytes.removeLast(Int(random.next() % UInt64(bytes.count))) }
        _ = try? AssistantRequest(bytes, masker: Masker())
        _ = try? AssistantAnswer(bytes, masker: Masker())
      }
      #expect((try? AssistantRequest(message + [0], masker: Masker())) == nil)
    }
  }

  @Test func `work on all cores is done once each`() {
    let counts = Counts()
    Cores.perform(100) { number in counts.values.withLock { $0[number, default: 0] += 1 } }
    #expect(
      counts.values.withLock { $0 } == Dictionary(uniqueKeysWithValues: (0..<100).map { ($0, 1) }))
  }

  private final class Counts: Sendable {
    let values = Mutex<[Int: Int]>([:])
  }
}

/// A confined assistant whose processes are threads.
private final class Confined: Sendable {
  /// What is at the other end of the pipe.
  enum End: Sendable {
    case working
    /// Learns, and answers nothing.
    case deaf
    /// Answers everything with one suggestion.
    case saying(MaskedText)
    case gone
  }

  let assistant: ConfinedAssistant
  private let changes: AsyncStream<AssistantStanding>

  init(
    _ bundle: AssistantBundle = ConfinedTests.bundle, limits: ConfinedAssistant.Limits = .init(),
    ends: [End] = [.working]
  ) {
    let (changes, continuation) = AsyncStream<AssistantStanding>.makeStream()
    self.changes = changes
    let box = Box()
    assistant = ConfinedAssistant(
      bundle, masker: Masker(), limits: limits,
      launch: { () throws(AssistantError) in
        let number = box.children.withLock { $0.count }
        let child = try Self.child(ends[min(number, ends.count - 1)])
        box.children.withLock { $0.append(child) }
        return child
      }, whenChanged: { continuation.yield($0) })
    self.box = box
  }

  private final class Box: Sendable {
    let children = Mutex<[AssistantChild]>([])
  }

  private let box: Box

  var last: AssistantChild? { box.children.withLock { $0.last } }

  /// Runs it, waits until it is ready, and ends it.
  func use(_ body: (ConfinedAssistant) async throws -> Void) async throws {
    let running = Task { await assistant.run() }
    defer { running.cancel() }
    try await assistant.untilReady()
    try await body(assistant)
  }

  func wait(until isReached: (AssistantStanding) -> Bool) async throws {
    for await standing in changes where isReached(standing) { return }
  }

  private static func child(_ end: End) throws(AssistantError) -> AssistantChild {
    var ends: [Int32] = [-1, -1]
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0 else {
      throw .unavailable
    }
    let theirs = ends[1]
    Thread.detachNewThread {
      serve(theirs, as: end)
      close(theirs)
    }
    return AssistantChild(socket: ends[0], process: nil)
  }

  private static func serve(_ descriptor: Int32, as end: End) {
    func answer(_ frame: Frame, _ answer: AssistantAnswer) {
      _ = Frame(number: frame.number, bytes: answer.bytes).write { write(descriptor, $0, $1) }
    }
    switch end {
    case .working:
      var server = AssistantServer(descriptor: descriptor, confinementError: 0) { _ in Masker() }
      server.run()
    case .deaf:
      guard let first = Frame.read(from: descriptor, limit: 1_000_000) else { return }
      answer(first, .ready(AssistantSummary()))
      while Frame.read(from: descriptor, limit: 1_000_000) != nil {}
    case .saying(let text):
      guard let first = Frame.read(from: descriptor, limit: 1_000_000) else { return }
      answer(first, .ready(AssistantSummary()))
      let said = Suggestion(
        source: .article(path: "a.md", anchor: ""), title: "a", score: 1, reply: text)
      while let frame = Frame.read(from: descriptor, limit: 1_000_000) {
        answer(frame, .suggestions([said]))
      }
    case .gone: return
    }
  }
}
