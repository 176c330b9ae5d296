import AllocationCount

/// Counts calls of `malloc`, in whose place this program puts its own.
enum AllocationCounter {
  /// How often memory is asked for while `work` runs, by this thread and any other.
  static func allocations(during work: () -> Void) -> Int {
    let before = allocation_count()
    work()
    return allocation_count() - before
  }
}
