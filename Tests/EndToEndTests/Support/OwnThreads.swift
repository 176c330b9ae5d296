import Dispatch
import Foundation
import Testing

/// Runs a suite's tests on threads of their own, a few at a time.
///
/// A test at a terminal waits by blocking. On the shared pool, which has as many threads as the
/// machine has cores, two of them would leave no thread to anybody: other tests' deadlines would pass
/// without a single look at what they wait for.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
  let isRecursive = true

  private static let executor = BlockingExecutor(threadCount: 2)

  @concurrent func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Self.executor) {
      try await function()
    }
  }
}

extension Trait where Self == OwnThreads {
  /// On threads that may block.
  static var ownThreads: Self { OwnThreads() }
}

/// A small pool whose threads are allowed to wait.
private final class BlockingExecutor: TaskExecutor {
  private let queue = OperationQueue()

  init(threadCount: Int) {
    queue.maxConcurrentOperationCount = threadCount
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    queue.addOperation { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
