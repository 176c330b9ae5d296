package import Desk
import Foundation
import Text
import Tickets

/// What every pane needs: the desk, the clock, the message line, and an owner for its tasks.
@MainActor
package struct ConsoleContext {
  package let desk: any DeskService
  package let clock: ConsoleClock
  package let messages: MessagesModel
  package let tasks: OwnedTasks

  package init(
    desk: any DeskService, clock: ConsoleClock, messages: MessagesModel, tasks: OwnedTasks
  ) {
    self.desk = desk
    self.clock = clock
    self.messages = messages
    self.tasks = tasks
  }

  package var session: DeskSession { desk.session }

  /// Asks the desk away from the main actor; what goes wrong is said on the message line.
  package func attempt<Value: Sendable>(
    _ work: @Sendable (any DeskService) async throws(DeskError) -> Value
  ) async -> Value? {
    do throws(DeskError) {
      return try await ask(work)
    } catch {
      messages.report(.failure, error.sentence)
      return nil
    }
  }

  /// Asks the desk away from the main actor.
  package func ask<Value: Sendable>(
    _ work: @Sendable (any DeskService) async throws(DeskError) -> Value
  ) async throws(DeskError) -> Value {
    try await apart(desk, work)
  }
}

/// Off the caller's actor, whatever the desk is made of.
@concurrent
private func apart<Value: Sendable>(
  _ desk: any DeskService, _ work: @Sendable (any DeskService) async throws(DeskError) -> Value
) async throws(DeskError) -> Value {
  try await work(desk)
}
