import CNcursesw
import Dispatch

/// Something that the main loop waits for besides the main actor's own work.
@MainActor
protocol LoopSource: AnyObject {
  /// What is polled for reading.
  var descriptors: [Int32] { get }
  /// When a turn is due although nothing can be read.
  var deadline: ContinuousClock.Instant? { get }
  /// Called on every turn, after the main actor's work, with those that can be read.
  func turn(readable: Set<Int32>)
}

/// Runs the main actor on the process's first thread, where the crash handler has its stack.
///
/// `async` entry points hand the main actor to a worker thread at their first suspension, which
/// would leave a stack overflow there without a handler. This loop polls the main dispatch queue
/// beside the terminal instead, and sleeps while neither has anything: idle costs nothing.
@MainActor
package final class MainLoop {
  private let queue = main_queue_descriptor()
  private var source: (any LoopSource)?

  private init() {}

  /// Runs to the end of `body`, from the synchronous entry point of a program.
  ///
  /// Must be called on the first thread, and not from within the main actor's work.
  package nonisolated static func run<Result: Sendable>(
    _ body: @escaping @MainActor (MainLoop) async throws -> Result
  ) throws -> Result {
    try MainActor.assumeIsolated {
      let loop = MainLoop()
      var outcome: Swift.Result<Result, any Error>?
      // Owned by the lines below: they do not return before it has ended.
      Task {
        do {
          outcome = .success(try await body(loop))
        } catch {
          outcome = .failure(error)
        }
      }
      while outcome == nil { loop.turn() }
      guard let outcome else { preconditionFailure("the loop turns until there is an outcome") }
      return try outcome.get()
    }
  }

  func attach(_ source: some LoopSource) {
    precondition(self.source == nil, "the loop serves one terminal")
    self.source = source
  }

  func detach() {
    source = nil
  }

  private func turn() {
    let watched = source?.descriptors ?? []
    var readable = [Bool](repeating: false, count: watched.count + 1)
    wait_readable([queue] + watched, &readable, readable.count, nanosecondsToWait)
    if readable[0] { main_queue_drain() }
    let ready = zip(watched, readable.dropFirst()).filter(\.1).map(\.0)
    source?.turn(readable: Set(ready))
  }

  /// Up to the source's deadline; below zero without one.
  private var nanosecondsToWait: Int64 {
    guard let deadline = source?.deadline else { return -1 }
    let (seconds, attoseconds) = ContinuousClock.now.duration(to: deadline).components
    guard seconds >= 0, attoseconds >= 0 else { return 0 }
    // Rounded up, or the loop would spin through the last nanosecond.
    return min(seconds, 3600) * 1_000_000_000 + attoseconds / 1_000_000_000 + 1
  }
}
