/// The console's running work, each piece under a name, so that none is lost or runs twice.
@MainActor
package final class OwnedTasks {
  /// What the work is about; the newest of a name replaces or follows the one before.
  package enum Name: Hashable, Sendable {
    case events, queue, conversation, seen, presence, suggestions, draft, preview, submit, undo
    case change, reveal, remask, budget, search, audit, auditRecord, auditState, verify
    case scenario, debrief, unlock, saveAttachment, readAhead, mark, markKind, approvals, decide
    case standing, reviews, figures, emergencies, acknowledge
  }

  private struct Running {
    let number: Int
    let task: Task<Void, Never>
  }

  private var running: [Name: Running] = [:]
  private var count = 0

  package init() {}

  /// Starts work and cancels the one of that name that still runs.
  package func replace(_ name: Name, with work: @escaping @MainActor () async -> Void) {
    running[name]?.task.cancel()
    start(name, work)
  }

  /// Starts work after the one of that name is done: nothing written is cancelled.
  package func enqueue(_ name: Name, _ work: @escaping @MainActor () async -> Void) {
    let earlier = running[name]?.task
    start(name) {
      await earlier?.value
      await work()
    }
  }

  package func isRunning(_ name: Name) -> Bool { running[name] != nil }

  package func cancel(_ name: Name) {
    running[name]?.task.cancel()
    running[name] = nil
  }

  package func cancelAll() {
    for name in Array(running.keys) { cancel(name) }
  }

  /// Waits for the work of that name, if any.
  package func finish(_ name: Name) async {
    while let task = running[name]?.task { await task.value }
  }

  /// Waits until nothing runs but what never ends by itself.
  package func settle() async {
    while let name = running.keys.first(where: { $0 != .events && $0 != .scenario }) {
      await finish(name)
    }
  }

  private func start(_ name: Name, _ work: @escaping @MainActor () async -> Void) {
    count += 1
    let number = count
    let task = Task { @MainActor [weak self] in
      await work()
      if self?.running[name]?.number == number { self?.running[name] = nil }
    }
    running[name] = Running(number: number, task: task)
  }
}
