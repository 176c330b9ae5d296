extension TicketRepository {
  /// Calls `work` at once, after every commit that touches `kinds` (and those of other processes,
  /// of which that is not known), and when the time is over that it returned; until cancelled.
  package func keepWorking(
    on kinds: StoreChange, clock: any Clock<Duration> = ContinuousClock(),
    _ work: () async -> Duration?
  ) async {
    let changes = await changes()
    let (bell, rope) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
    await withDiscardingTaskGroup { group in
      group.addTask {
        for await change in changes where !change.isDisjoint(with: kinds.union(.elsewhere)) {
          rope.yield()
        }
        rope.finish()
      }
      rope.yield()
      var timer: Task<Void, Never>?
      for await _ in bell {
        let wait = await work()
        timer?.cancel()
        timer = wait.map { wait in
          Task { if (try? await clock.sleep(for: wait)) != nil { rope.yield() } }
        }
      }
      timer?.cancel()
    }
  }
}
