import Foundation
import Synchronization

/// Does things side by side, on plain threads: a thread pool would want files and descriptors, which a
/// confined process gets none of.
enum Cores {
  /// Calls `body` with `0 ..< count`, each once, on all cores; returns when all are done.
  static func perform(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    let work = Work(count, body)
    let helperCount = min(count, ProcessInfo.processInfo.activeProcessorCount) - 1
    let helpers = (0..<max(0, helperCount)).compactMap { _ in helper(with: work) }
    work.run()
    for helper in helpers { pthread_join(helper, nil) }
  }

  /// `nil` where the system gives no thread: the others do its part.
  private static func helper(with work: Work) -> pthread_t? {
    let reference = Unmanaged.passRetained(work)
    var thread = pthread_t()
    let result = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run() }
        return nil
      }, reference.toOpaque())
    guard result == 0 else {
      reference.release()
      return nil
    }
    return thread
  }

  private final class Work: Sendable {
    private let count: Int
    private let body: @Sendable (Int) -> Void
    private let next = Atomic(0)

    init(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.body = body
    }

    func run() {
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < count else { return }
        body(number)
      }
    }
  }
}
